/**
 * Who changed what: one entry of the tenant's log for each write and for each read of a secret, as the real tenant
 * writes them (recorded: ruby-auth0, cassettes of /api/v2/logs). No secret and no token is in it.
 */
import type { Json, JsonObject } from "../../provider/model/values";
import type { TenantContext } from "../context";
import { recordLog } from "../log";
import type { ObservedCall } from "./call";
import { errorBody, ManagementError } from "./errors";
import type { Route } from "./route";

/** Members whose values are secrets, or keys that the tenant never shows again. At any depth. */
const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  "client_secret",
  "encryption_key",
  "password",
  "pem",
  "private_key",
  "secret",
  "signing_keys",
  "signing_secret",
]);
/** Members that are secrets where they are texts; elsewhere they are settings. */
const TOKEN_MEMBERS: ReadonlySet<string> = new Set([
  "access_token",
  "client_assertion",
  "id_token",
  "refresh_token",
  "token",
]);
const SHOWN_SECRET = /"(client_secret|signing_secret|encryption_key)":/;
/** Auth0's documentation of the header: at most 64 characters are logged. */
const MAXIMUM_CORRELATION_ID = 64;
/** A log of thousands of entries must not grow with the bodies that it describes. */
const MAXIMUM_BODY = 16_384;

/** Runs the route's handler and leaves the entry behind, also when it fails. */
export async function audited(
  context: TenantContext,
  route: Route,
  observed: ObservedCall,
  work: () => Promise<Response>,
): Promise<Response> {
  const isWrite = route.method !== "GET";
  try {
    const response = await work();
    const text = isWrite || route.secrets === true ? await response.clone().text() : "";
    if (isWrite) record(context, route, observed, "sapi", response.status, parsed(text));
    else if (SHOWN_SECRET.test(text)) {
      record(context, route, observed, "mgmt_api_read", response.status, undefined);
    }
    return response;
  } catch (error) {
    const known = error instanceof ManagementError ? error : undefined;
    const body = known && (errorBody(known) as JsonObject);
    if (isWrite) record(context, route, observed, "fapi", known?.status ?? 500, body);
    throw error;
  }
}

function record(
  context: TenantContext,
  { description }: Route,
  { call, body }: ObservedCall,
  type: string,
  statusCode: number,
  answered: Json | undefined,
): void {
  const { request, caller } = call;
  const { pathname, searchParams } = new URL(request.url);
  const correlationId = request.headers.get("x-correlation-id")?.slice(0, MAXIMUM_CORRELATION_ID);
  recordLog(context, {
    type,
    description,
    ...(caller.clientId === undefined ? {} : { client_id: caller.clientId }),
    ...(caller.userId === undefined ? {} : { user_id: caller.userId }),
    ...(correlationId === undefined ? {} : { references: { correlation_id: correlationId } }),
    details: {
      request: {
        method: request.method.toLowerCase(),
        path: pathname,
        query: withoutSecrets(Object.fromEntries(searchParams)),
        userAgent: request.headers.get("user-agent") ?? "",
        body: loggable(body() as Json | undefined) ?? null,
        channel: "api",
        ip: "127.0.0.1",
        auth: {
          user: caller.userId === undefined ? {} : { user_id: caller.userId },
          strategy: "jwt",
          credentials: { scopes: [...caller.scopes] },
        },
      },
      response: { statusCode, body: loggable(answered) ?? {} },
    },
    request,
  });
}

function loggable(value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined;
  const bare = withoutSecrets(value);
  const size = JSON.stringify(bare).length;
  return size > MAXIMUM_BODY ? `(${size} characters, not kept)` : bare;
}

function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !isSecret(name, member))
      .map(([name, member]) => [name, withoutSecrets(member)]),
  );
}

function isSecret(name: string, value: Json): boolean {
  return SECRET_MEMBERS.has(name) || (typeof value === "string" && TOKEN_MEMBERS.has(name));
}

function parsed(text: string): Json | undefined {
  return text === "" ? undefined : (JSON.parse(text) as Json);
}
