/** POST, PATCH and DELETE of /api/v2/clients, and POST /api/v2/clients/{id}/rotate-secret */
import type { JsonObject } from "../../../provider/model/values";
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { asObject } from "../../json";
import type { Client, ClientCredential, ResourceServer } from "../../store/records";
import { requireScope } from "../authenticate";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { idOf } from "../path";
import { refuseBeyondLimit } from "../plan";
import { createCheck, invalid } from "../validation/validate";
import { newClient } from "./defaults";
import { changed, shown } from "./documents";
import { existingClient } from "./find";
import { newCredential, shownCredential } from "./keys";
import { linked } from "./linked";
import { checkRules } from "./rules";
import { CREATE, UPDATE } from "./schemas";

const checkCreate = createCheck("Payload", CREATE);
const checkUpdate = createCheck("Payload", UPDATE);

export async function createClient({ context, caller, payload }: Call): Promise<Response> {
  const sent = await payload(CREATE);
  // Quoted by users (auth0-deploy-cli#36): ids are the tenant's to give.
  if (asObject(sent as JsonObject)?.client_id !== undefined) {
    throw new ManagementError(403, "This operation must be authorized by Auth0", {
      errorCode: "operation_not_supported",
    });
  }
  checkCreate(sent);
  const body = sent as JsonObject;
  if (body.client_authentication_methods !== undefined) requireScope(caller, ["create:client_credentials"]);
  return context.store.transaction(() => {
    refuseBeyondLimit(context.plan, "clients", context.store.clients.count({}));
    const client = newClient(body, context);
    checkRules(context, body, client);
    const credentials = sentCredentials(context, client, body);
    for (const credential of credentials) context.store.clientCredentials.insert(credential);
    const api = linkedApi(context, client);
    if (api) context.store.resourceServers.replace({ ...api, client_id: client.client_id });
    const stored = credentials.length === 0 ? client : linked(context, withIds(client, credentials));
    context.store.clients.insert(stored);
    // The one answer that shows credentials whole.
    const created = shown(stored, caller);
    if (credentials.length > 0 && created.client_authentication_methods !== undefined) {
      created.client_authentication_methods = methods(credentials.map(shownCredential));
    }
    return answer(201, created);
  });
}

export async function updateClient({ context, url, caller, payload }: Call): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const stored = existingClient(context, url);
    checkUpdate(sent);
    const body = sent as JsonObject;
    for (const name of Object.keys(body)) requireScope(caller, [scopeToChange(name)]);
    const client = changed(stored, body);
    checkRules(context, body, client);
    const result = body.client_authentication_methods === undefined ? client : linked(context, client);
    context.store.clients.replace(result);
    return answer(200, shown(result, caller));
  });
}

export function deleteClient({ context, url }: Call): Response {
  const { store } = context;
  store.transaction(() => {
    const client = store.clients.get(idOf(url));
    // Recorded: deleting what is not there succeeds.
    if (client === undefined) return;
    const { client_id } = client;
    store.clients.remove(client_id);
    for (const { id } of store.clientGrants.find({ client_id })) store.clientGrants.remove(id);
    for (const { id } of store.clientCredentials.find({ client_id })) store.clientCredentials.remove(id);
    for (const { id } of store.refreshTokens.find({ client_id })) store.refreshTokens.remove(id);
    const api = apiByIdentifier(context, String(client.resource_server_identifier));
    if (api?.client_id !== client_id) return;
    const { client_id: _, ...rest } = api;
    store.resourceServers.replace(rest as ResourceServer);
  });
  return answer(204, undefined);
}

export function rotateSecret({ context, url, caller }: Call): Response {
  return context.store.transaction(() => {
    const client = existingClient(context, url);
    if (client.client_authentication_methods !== undefined) {
      throw new ManagementError(400, "The secret of a client that uses Private Key JWT cannot be rotated");
    }
    const rotated: Client = { ...client, client_secret: context.random.alphanumeric(64) };
    context.store.clients.replace(rotated);
    return answer(200, { ...shown(rotated, caller), client_secret: rotated.client_secret });
  });
}

/** Each scope lets its holder change its own members only. */
function scopeToChange(name: string): string {
  if (name === "client_secret" || name === "encryption_key") return "update:client_keys";
  return name === "client_authentication_methods" ? "update:client_credentials" : "update:clients";
}

function sentCredentials(context: TenantContext, client: Client, body: JsonObject): ClientCredential[] {
  const method = asObject(asObject(body.client_authentication_methods)?.private_key_jwt);
  if (method === undefined) return [];
  const algorithm = asObject(client.jwt_configuration)?.alg;
  if (algorithm !== "RS256" && algorithm !== "PS256") {
    throw invalid("Payload", [
      { path: ["jwt_configuration", "alg"], text: `Invalid value "${String(algorithm)}"` },
    ]);
  }
  const list = Array.isArray(method.credentials) ? method.credentials : [];
  return list.map((item, index) =>
    newCredential(context, client.client_id, item as JsonObject, [
      "client_authentication_methods",
      "private_key_jwt",
      "credentials",
      String(index),
    ]),
  );
}

function withIds(client: Client, credentials: readonly ClientCredential[]): Client {
  return { ...client, client_authentication_methods: methods(credentials.map(({ id }) => ({ id }))) };
}

function methods(credentials: JsonObject[]): JsonObject {
  return { private_key_jwt: { credentials } };
}

/** The API that a client of type `resource_server` speaks for (recorded: the API then shows the client's id). */
function linkedApi(context: TenantContext, client: Client): ResourceServer | undefined {
  const { app_type, resource_server_identifier: identifier } = client;
  if ((app_type === "resource_server") !== (identifier !== undefined)) {
    throw new ManagementError(400, "resource_server_identifier and app_type resource_server go together");
  }
  if (identifier === undefined) return undefined;
  const api = apiByIdentifier(context, String(identifier));
  if (api === undefined) {
    throw new ManagementError(404, "The resource server does not exist", {
      errorCode: "inexistent_resource_server",
    });
  }
  if (api.client_id !== undefined) {
    throw new ManagementError(409, "The resource server is already linked to a client");
  }
  return api;
}
