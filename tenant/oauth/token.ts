/** POST /oauth/token: a series of steps, each of which refuses one thing. */
import { grantTypesOf } from "../clients";
import type { TenantContext } from "../context";
import { answer } from "../http";
import type { Client } from "../store/records";
import { authenticateClient } from "./client-authentication";
import { NO_STORE, OAuthError } from "./errors";
import { GRANTS } from "./grants";
import type { Grant } from "./grants/grant";
import { type Parameters, readParameters } from "./parameters";

export async function tokenEndpoint(context: TenantContext, request: Request): Promise<Response> {
  const parameters = await readParameters(request);
  const grant = findGrant(parameters);
  const client = await authenticateClient(
    context,
    parameters,
    request.headers.get("authorization") ?? undefined,
  );
  checkAllowed(client, grant);
  return answer(200, await grant.handle(context, client, parameters), NO_STORE);
}

function findGrant(parameters: Parameters): Grant {
  const asked = parameters.get("grant_type");
  const grant = GRANTS.find(({ grantType }) => grantType === asked);
  if (grant === undefined) {
    throw new OAuthError(403, "unsupported_grant_type", `Unsupported grant type: ${asked}`);
  }
  return grant;
}

function checkAllowed(client: Client, { grantType }: Grant): void {
  if (grantTypesOf(client).includes(grantType)) return;
  throw new OAuthError(
    403,
    "unauthorized_client",
    `Grant type '${grantType}' not allowed for the client.`,
    "https://auth0.com/docs/clients/client-grant-types",
  );
}
