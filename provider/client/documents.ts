/**
 * What commands read of a tenant beside its APIs: a client, its client grants, the settings of the tenant. Only the
 * members that bear on tokens are asked for, and never a secret.
 */
import { isObject, type JsonObject } from "../model/values";
import type { Failures, Task } from "./failures";
import type { Answer } from "./reply";
import { isSuccess } from "./reply";
import type { Requests } from "./requests";
import { isMissing } from "./resource-server";
import type { CallOptions } from "./resource-servers";

/** All of them throw `ApiSettingsError` and nothing else: `insufficient-scope` where the credentials lack one. */
export interface Documents {
  /** Undefined where there is none. Needs `read:clients`. */
  client(clientId: string, options?: CallOptions): Promise<JsonObject | undefined>;
  /** The client grants of one client for one API, of either subject type. Needs `read:client_grants`. */
  clientGrants(clientId: string, audience: string, options?: CallOptions): Promise<JsonObject[]>;
  /** Needs `read:tenant_settings`. */
  tenantSettings(options?: CallOptions): Promise<JsonObject>;
  /** One page, from 0, of at most 100 successful changes in the tenant's log, the newest first. Needs `read:logs`. */
  changeLog(page: number, options?: CallOptions): Promise<JsonObject[]>;
}

const CLIENT_FIELDS =
  "client_id,name,app_type,is_first_party,grant_types,token_endpoint_auth_method,jwt_configuration,refresh_token";
/** The most that the Management API gives at once. */
export const LOG_PAGE = 100;
const TENANT_FIELDS = "default_audience,session_lifetime,idle_session_lifetime";

export function createDocuments(requests: Requests, failures: Failures): Documents {
  async function get(
    path: string,
    query: Record<string, string>,
    task: Task,
    { signal }: CallOptions,
  ): Promise<Answer> {
    const reply = await requests.send({ method: "GET", path, query: new URLSearchParams(query), signal });
    if (reply.kind === "answer" && (isSuccess(reply) || isMissing(reply))) return reply;
    throw failures.of(reply, task);
  }
  return {
    async client(clientId, options = {}) {
      const task = { action: `read the client ${clientId}` };
      const path = `/clients/${encodeURIComponent(clientId)}`;
      const answer = await get(path, { fields: CLIENT_FIELDS, include_fields: "true" }, task, options);
      if (isMissing(answer)) return undefined;
      return objectIn(answer) ?? fail(failures, answer, task);
    },

    async clientGrants(clientId, audience, options = {}) {
      const task = { action: `read the client grants of ${clientId}` };
      const query = { client_id: clientId, audience };
      const answer = await get("/client-grants", query, task, options);
      const { body } = answer;
      if (!Array.isArray(body) || !body.every(isObject)) return fail(failures, answer, task);
      return body as JsonObject[];
    },

    async tenantSettings(options = {}) {
      const task = { action: "read the settings of the tenant" };
      const answer = await get(
        "/tenants/settings",
        { fields: TENANT_FIELDS, include_fields: "true" },
        task,
        options,
      );
      return objectIn(answer) ?? fail(failures, answer, task);
    },

    async changeLog(page, options = {}) {
      const task = { action: "read the tenant's log" };
      const query = { q: "type:sapi", sort: "date:-1", page: String(page), per_page: String(LOG_PAGE) };
      const answer = await get("/logs", query, task, options);
      const { body } = answer;
      if (!Array.isArray(body) || !body.every(isObject)) return fail(failures, answer, task);
      return body as JsonObject[];
    },
  };
}

function objectIn({ body }: Answer): JsonObject | undefined {
  return isObject(body) ? (body as JsonObject) : undefined;
}

function fail(failures: Failures, answer: Answer, task: Task): never {
  throw failures.unexpected(answer, task);
}
