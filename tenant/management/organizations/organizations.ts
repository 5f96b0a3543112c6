/** /api/v2/organizations, their members, and the client grants that may be used for them. */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { ClientGrant, Organization } from "../../store/records";
import type { Call } from "../call";
import { existingGrant } from "../client-grants/find";
import { ManagementError } from "../errors";
import { CHECKPOINT_QUERY, type CheckpointQuery, checkpointBody, type PageQuery, sliceBody } from "../paging";
import { decoded, idOf, innerIdOf } from "../path";
import { createListReader } from "../query";
import { createCheck } from "../validation/validate";
import { CLIENT_GRANT, CREATE, MEMBERS, UPDATE } from "./schemas";

const readQuery = createListReader<PageQuery & CheckpointQuery>(CHECKPOINT_QUERY);
const checkCreate = createCheck("Payload", CREATE);
const checkUpdate = createCheck("Payload", UPDATE);
const checkMembers = createCheck("Payload", MEMBERS);
const checkGrant = createCheck("Payload", CLIENT_GRANT);

export function listOrganizations(call: Call): Response {
  return page(call, call.context.store.organizations.find({}).map(shown), "organizations", "id");
}

export function getOrganization({ context, url }: Call): Response {
  return answer(200, shown(existing(context, url)));
}

export function getOrganizationByName({ context, url }: Call): Response {
  const name = decoded(new URL(url).pathname.split("/").at(-1) ?? "");
  const [found] = context.store.organizations.find({ name });
  if (found === undefined) throw inexistent();
  return answer(200, shown(found));
}

export async function createOrganization({ context, payload }: Call): Promise<Response> {
  const sent = await payload(CREATE);
  checkCreate(sent);
  const body = sent as JsonObject & { name: string };
  return context.store.transaction(() => {
    refuseTaken(context, body.name);
    const organization: Organization = {
      id: `org_${context.random.alphanumeric(16)}`,
      display_name: body.name,
      ...body,
      member_ids: [],
      client_grant_ids: [],
    };
    context.store.organizations.insert(organization);
    return answer(201, shown(organization));
  });
}

export async function updateOrganization({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  checkUpdate(sent);
  const body = sent as JsonObject;
  return changed(context, url, (stored) => {
    if (typeof body.name === "string" && body.name !== stored.name) refuseTaken(context, body.name);
    const organization = { ...stored, ...body } as Organization;
    return [organization, answer(200, shown(organization))];
  });
}

export function deleteOrganization({ context, url }: Call): Response {
  context.store.organizations.remove(existing(context, url).id);
  return answer(204, undefined);
}

export function listMembers(call: Call): Response {
  const { context, url } = call;
  const members = existing(context, url).member_ids.flatMap((id) => {
    const user = context.store.users.get(id);
    if (user === undefined) return [];
    const { user_id, picture = null, name = null, email = null } = user;
    return [{ user_id, picture, name, email }];
  });
  return page(call, members, "members", "user_id");
}

export async function addMembers({ context, url, payload }: Call): Promise<Response> {
  const ids = await sentMembers(payload);
  return changed(context, url, (stored) => {
    if (ids.some((id) => context.store.users.get(id) === undefined)) {
      throw new ManagementError(404, "The user does not exist.", { errorCode: "inexistent_user" });
    }
    const member_ids = [...new Set([...stored.member_ids, ...ids])];
    return [{ ...stored, member_ids }, answer(204, undefined)];
  });
}

export async function removeMembers({ context, url, payload }: Call): Promise<Response> {
  const ids = await sentMembers(payload);
  return changed(context, url, (stored) => {
    const member_ids = stored.member_ids.filter((id) => !ids.includes(id));
    return [{ ...stored, member_ids }, answer(204, undefined)];
  });
}

export function listOrganizationGrants(call: Call): Response {
  const { context, url } = call;
  const grants = existing(context, url).client_grant_ids.flatMap(
    (id) => context.store.clientGrants.get(id) ?? [],
  );
  return page(call, grants.map(shownGrant), "client_grants", "id");
}

/** GET /api/v2/client-grants/{id}/organizations: the same from the other side. */
export function listGrantOrganizations(call: Call): Response {
  const { context, url } = call;
  const { id } = existingGrant(context, url);
  const found = context.store.organizations
    .find({})
    .filter(({ client_grant_ids }) => client_grant_ids.includes(id));
  return page(call, found.map(shown), "organizations", "id");
}

export async function addOrganizationGrant({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  checkGrant(sent);
  const grant = context.store.clientGrants.get((sent as { grant_id: string }).grant_id);
  if (grant === undefined) throw new ManagementError(404, "Client grant not found");
  if ((grant.organization_usage ?? "deny") === "deny") {
    throw new ManagementError(400, "The client grant does not allow organizations");
  }
  return changed(context, url, (stored) => {
    const client_grant_ids = [...new Set([...stored.client_grant_ids, grant.id])];
    const { id: grant_id, ...associated } = shownGrant(grant);
    return [{ ...stored, client_grant_ids }, answer(201, { grant_id, ...associated })];
  });
}

export function removeOrganizationGrant({ context, url }: Call): Response {
  return changed(context, url, (stored) => {
    const client_grant_ids = stored.client_grant_ids.filter((id) => id !== innerIdOf(url));
    return [{ ...stored, client_grant_ids }, answer(204, undefined)];
  });
}

function changed(
  context: TenantContext,
  url: string,
  change: (stored: Organization) => [Organization, Response],
): Response {
  return context.store.transaction(() => {
    const [organization, response] = change(existing(context, url));
    context.store.organizations.replace(organization);
    return response;
  });
}

async function sentMembers(payload: Call["payload"]): Promise<string[]> {
  const sent = await payload();
  checkMembers(sent);
  return (sent as { members: string[] }).members;
}

function page(call: Call, items: JsonObject[], name: string, key: string): Response {
  const query = readQuery(call.context, call.url);
  return answer(
    200,
    query.from === undefined && query.take === undefined
      ? sliceBody(query, items, name, { layout: "items first" })
      : checkpointBody(query, items, name, (item) => String(item[key])),
  );
}

function shown({
  member_ids: _members,
  client_grant_ids: _grants,
  ...organization
}: Organization): JsonObject {
  return organization;
}

function shownGrant({ id, client_id, audience, scope }: ClientGrant): JsonObject {
  return { id, client_id, audience, scope: [...scope] };
}

function existing(context: TenantContext, url: string): Organization {
  const found = context.store.organizations.get(idOf(url));
  if (found === undefined) throw inexistent();
  return found;
}

const inexistent = (): ManagementError =>
  new ManagementError(404, "No organization found by that id or name", {
    errorCode: "inexistent_organization",
  });

function refuseTaken(context: TenantContext, name: string): void {
  if (context.store.organizations.count({ name }) === 0) return;
  throw new ManagementError(409, "An organization with this name already exists.", {
    errorCode: "organization_conflict",
  });
}
