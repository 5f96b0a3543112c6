/** POST, PATCH and DELETE of /api/v2/client-grants */
import { apiByIdentifier, scopesOf } from "../../apis";
import { answer } from "../../http";
import type { ClientGrant, ResourceServer } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { refuseBeyondLimit } from "../plan";
import { createCheck, invalid } from "../validation/validate";
import { existingGrant, findGrant } from "./find";
import { CREATE, UPDATE } from "./schemas";

const checkCreate = createCheck("Payload", CREATE);
const checkUpdate = createCheck("Payload", UPDATE);

export async function createGrant({ context, payload }: Call): Promise<Response> {
  const sent = await payload(CREATE);
  checkCreate(sent);
  const body = sent as Omit<ClientGrant, "id" | "scope"> & { scope?: string[] };
  // Looked up and stored in one go: another process may have the same in hand.
  return context.store.transaction(() => {
    if (context.store.clients.get(body.client_id) === undefined) {
      throw new ManagementError(404, "Client not found");
    }
    const api = apiByIdentifier(context, body.audience);
    if (api === undefined) {
      throw new ManagementError(404, "Resource server not found");
    }
    checkScopes(api, body.scope ?? []);
    const same = { client_id: body.client_id, audience: api.identifier };
    if (context.store.clientGrants.find(same).some((grant) => subjectType(grant) === subjectType(body))) {
      const between = `${body.client_id} and ${api.identifier}`;
      throw new ManagementError(409, `A client grant already exists between ${between}`);
    }
    refuseBeyondLimit(context.plan, "clientGrants", context.store.clientGrants.count({}));
    const id = `cgr_${context.random.alphanumeric(16)}`;
    const grant = inOrder({ id, scope: [], subject_type: "client", ...body, audience: api.identifier });
    context.store.clientGrants.insert(grant);
    return answer(201, grant);
  });
}

export async function updateGrant({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const grant = existingGrant(context, url);
    checkUpdate(sent);
    const body = sent as Partial<ClientGrant>;
    const api = apiByIdentifier(context, grant.audience);
    if (api) checkScopes(api, body.scope ?? []);
    const changed = inOrder({ ...grant, ...body });
    context.store.clientGrants.replace(changed);
    return answer(200, changed);
  });
}

export function deleteGrant({ context, url }: Call): Response {
  const grant = findGrant(context, url);
  if (grant) context.store.clientGrants.remove(grant.id);
  return answer(204, undefined);
}

/** Keys as recorded: the id, then in the order of the schema. */
function inOrder(grant: ClientGrant): ClientGrant {
  const keys = ["id", ...Object.keys(CREATE.properties ?? {})] as (keyof ClientGrant)[];
  return Object.fromEntries(
    keys.filter((key) => grant[key] !== undefined).map((key) => [key, grant[key]]),
  ) as unknown as ClientGrant;
}

/** Grants for machines and grants for users live side by side. */
function subjectType(grant: Pick<ClientGrant, "subject_type">): unknown {
  return grant.subject_type ?? "client";
}

/** A grant cannot give what the API does not have. */
function checkScopes(api: ResourceServer, scope: readonly string[]): void {
  const known = new Set(scopesOf(api));
  const violations = scope.flatMap((value, index) =>
    known.has(value) ? [] : [{ path: ["scope", String(index)], text: `Invalid value "${value}"` }],
  );
  if (violations.length > 0) throw invalid("Payload", violations);
}
