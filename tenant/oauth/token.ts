/** POST /oauth/token: a series of steps, each of which refuses one thing. */
import { grantTypesOf, isPublic } from "../clients";
import type { TenantContext } from "../context";
import { answer } from "../http";
import { recordLog } from "../log";
import type { Client } from "../store/records";
import { authenticateClient } from "./client-authentication";
import { grantNotAllowed, NO_STORE, OAuthError } from "./errors";
import { GRANTS } from "./grants";
import type { Grant } from "./grants/grant";
import { type Parameters, readParameters, required } from "./parameters";

export async function tokenEndpoint(context: TenantContext, request: Request): Promise<Response> {
  const parameters = await readParameters(request);
  const grant = findGrant(parameters);
  const client = await authenticateClient(
    context,
    parameters,
    request.headers.get("authorization") ?? undefined,
  );
  checkAllowed(client, grant);
  const event = { client_id: client.client_id, request };
  try {
    const body = await grant.handle(context, client, parameters);
    recordLog(context, { type: grant.log.success, ...event, ...(body.scope ? { scope: body.scope } : {}) });
    return answer(200, body, NO_STORE);
  } catch (error) {
    if (error instanceof OAuthError) {
      recordLog(context, { type: grant.log.failure, ...event, description: error.message });
    }
    throw error;
  }
}

function findGrant(parameters: Parameters): Grant {
  const asked = required(parameters, "grant_type");
  const grant = GRANTS.find(({ grantType }) => grantType === asked);
  if (grant === undefined) {
    throw new OAuthError(403, "unsupported_grant_type", `Unsupported grant type: ${asked}`);
  }
  return grant;
}

function checkAllowed(client: Client, { grantType, publicClients }: Grant): void {
  if (grantTypesOf(client).includes(grantType) && (publicClients || !isPublic(client))) return;
  throw grantNotAllowed(grantType);
}
