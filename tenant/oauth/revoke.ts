/** POST /oauth/revoke (RFC 7009): a client gives a refresh token back. */
import type { TenantContext } from "../context";
import { asObject } from "../json";
import { recordLog } from "../log";
import { tenantSettings } from "../settings";
import type { RefreshToken } from "../store/records";
import { authenticateClient } from "./client-authentication";
import { NO_STORE } from "./errors";
import { readParameters, required } from "./parameters";
import { endSession, liveSession } from "./sessions";
import { findRefreshToken, revokeFamily } from "./tokens/refresh-token";

export async function revokeEndpoint(context: TenantContext, request: Request): Promise<Response> {
  const parameters = await readParameters(request);
  const authorization = request.headers.get("authorization") ?? undefined;
  const client = await authenticateClient(context, parameters, authorization);
  const token = findRefreshToken(context, required(parameters, "token"));
  // A token that is unknown, or another client's, is answered like one that was revoked (RFC 7009, section 2.2).
  if (token !== undefined && token.client_id === client.client_id) {
    revoke(context, token);
    recordLog(context, { type: "srrt", client_id: client.client_id, user_id: token.user_id, request });
  }
  return new Response(null, { status: 200, headers: { "content-type": "application/json", ...NO_STORE } });
}

/**
 * Access tokens that were issued with it live on. An online refresh token ends its session. A setting of the tenant,
 * off by default, extends the revocation to all refresh tokens of this user and client for the same API.
 */
function revoke(context: TenantContext, token: RefreshToken): void {
  const { store } = context;
  const { revoke_refresh_token_grant: all } = asObject(tenantSettings(context).flags) ?? {};
  store.transaction(() => {
    const { user_id, client_id } = token;
    const same = all === true ? store.refreshTokens.find({ user_id, client_id }) : [token];
    for (const { family, audience } of same) {
      if (audience === token.audience) revokeFamily(context, family);
    }
    const session = token.online && token.sid !== undefined && liveSession(context, user_id, token.sid);
    if (session) endSession(context, session);
  });
}
