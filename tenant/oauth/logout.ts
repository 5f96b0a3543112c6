/** GET /v2/logout, Auth0's, and /oidc/logout (OpenID Connect RP-Initiated Logout 1.0): the browser's session ends. */
import { decodeJwt, jwtVerify } from "jose";
import { idTokenAlgorithm, secretOf, textsOf } from "../clients";
import type { TenantContext } from "../context";
import { RSA_ALGORITHMS } from "../keys";
import { recordLog } from "../log";
import { tenantSettings } from "../settings";
import type { Client } from "../store/records";
import { invalidRequest, OAuthError } from "./errors";
import { errorPage } from "./pages/error-page";
import { type Parameters, queryParameters, readParameters } from "./parameters";
import { redirect } from "./redirect";
import { currentSession, endSession, expiredCookie } from "./sessions";

export function logoutEndpoint(context: TenantContext, request: Request): Promise<Response> {
  return shown(context, async () => {
    const parameters = queryParameters(request.url);
    const client = clientNamed(context, parameters.get("client_id"));
    const returnTo = allowedAddress(context, client, "returnTo", parameters.get("returnTo"));
    return loggedOut(context, request, returnTo ?? (client && textsOf(client, "allowed_logout_urls")[0]));
  });
}

export function oidcLogoutEndpoint(context: TenantContext, request: Request): Promise<Response> {
  return shown(context, async () => {
    const parameters =
      request.method === "POST" ? await readParameters(request) : queryParameters(request.url);
    const client = await hintedClient(context, parameters);
    const name = "post_logout_redirect_uri";
    const address = allowedAddress(context, client, name, parameters.get(name));
    return loggedOut(context, request, address && withState(address, parameters.get("state")));
  });
}

async function shown(context: TenantContext, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OAuthError) return errorPage(context, error);
    throw error;
  }
}

function clientNamed({ store }: TenantContext, clientId: string | undefined): Client | undefined {
  if (clientId === undefined) return undefined;
  const client = store.clients.get(clientId);
  if (client === undefined) throw invalidRequest(`Unknown client: ${clientId}`);
  return client;
}

/** Whose user logs out: the audience of the ID token, which may have expired, and `client_id` where it is sent. */
async function hintedClient(context: TenantContext, parameters: Parameters): Promise<Client | undefined> {
  const named = clientNamed(context, parameters.get("client_id"));
  const hint = parameters.get("id_token_hint");
  if (hint === undefined) return named;
  const client = await hintAudience(context, hint);
  if (client === undefined || (named !== undefined && named.client_id !== client.client_id)) {
    throw invalidRequest("Invalid parameter: id_token_hint");
  }
  return client;
}

async function hintAudience(context: TenantContext, hint: string): Promise<Client | undefined> {
  try {
    const { aud } = decodeJwt(hint);
    const client = typeof aud === "string" ? context.store.clients.get(aud) : undefined;
    if (client === undefined) return undefined;
    const algorithm = idTokenAlgorithm(client);
    const key =
      algorithm === "HS256"
        ? new TextEncoder().encode(secretOf(client) ?? "")
        : await context.keys.verificationKey(RSA_ALGORITHMS.find((one) => one === algorithm) ?? "RS256");
    // Section 2 of RP-Initiated Logout: an expired one is as good.
    await jwtVerify(hint, key, {
      algorithms: [algorithm],
      issuer: context.names.issuer,
      currentDate: new Date(0),
    });
    return client;
  } catch {
    return undefined;
  }
}

/** With a client its list counts, without one the tenant's. An address that is not in it is no place to send a browser. */
function allowedAddress(
  context: TenantContext,
  client: Client | undefined,
  name: string,
  asked: string | undefined,
): string | undefined {
  if (asked === undefined) return undefined;
  const { allowed_logout_urls: ofTenant } = tenantSettings(context);
  const texts = Array.isArray(ofTenant) ? ofTenant.map(String) : [];
  const allowed = client === undefined ? texts : textsOf(client, "allowed_logout_urls");
  if (allowed.includes(asked)) return asked;
  throw invalidRequest(
    `The "${name}" querystring parameter "${asked}" is not defined as a valid URL in "Allowed Logout URLs".`,
  );
}

function withState(address: string, state: string | undefined): string {
  if (state === undefined) return address;
  return `${address}${address.includes("?") ? "&" : "?"}state=${encodeURIComponent(state)}`;
}

function loggedOut(context: TenantContext, request: Request, address: string | undefined): Response {
  const signedIn = currentSession(context, request);
  if (signedIn !== undefined) {
    endSession(context, signedIn.session);
    recordLog(context, { type: "slo", user_id: signedIn.user.user_id, request });
  }
  const headers = { "set-cookie": expiredCookie(context), "cache-control": "no-store" };
  if (address !== undefined) return redirect(address, headers);
  return new Response("OK", {
    status: 200,
    headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
  });
}
