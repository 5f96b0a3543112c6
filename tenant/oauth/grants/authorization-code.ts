/** RFC 6749, section 4.1.3: a code that /authorize gave to a browser, for tokens. */
import type { TenantContext } from "../../context";
import type { AuthorizationCode, Client } from "../../store/records";
import { invalidGrant, OAuthError } from "../errors";
import { checkStillMember } from "../organizations";
import { type Parameters, required } from "../parameters";
import { checkVerifier } from "../pkce";
import { withRefreshScope } from "../refresh-scope";
import { checkUserAccess, grantedScope } from "../scopes";
import { existingTarget } from "../target";
import { authorizationOf } from "../tokens/authorization";
import { digest } from "../tokens/digest";
import { revokeFamily } from "../tokens/refresh-token";
import { firstTokens } from "./first-tokens";
import type { Grant } from "./grant";
import { activeUser } from "./user";

export const authorizationCode: Grant = {
  grantType: "authorization_code",
  log: { success: "seacft", failure: "feacft" },
  publicClients: true,
  async handle(context, client, parameters) {
    const code = redeem(context, client, parameters);
    const user = activeUser(context, code.user_id);
    checkStillMember(context, code, user);
    const api = code.audience === undefined ? undefined : existingTarget(context, code.audience);
    if (api !== undefined) checkUserAccess(context, client, api);
    // Asked again: the API may have lost scopes since, or have stopped to allow refresh tokens.
    const granted = grantedScope(context, { client, user, api, asked: code.scope });
    const scope = withRefreshScope(context, { client, api, hasSession: code.sid !== undefined }, granted);
    const authorization = { ...authorizationOf(code), scope };
    const { family, nonce } = code;
    const flow = "authorization_code";
    const request = { client, user, api, authorization, flow, family, nonce } as const;
    const tokens = await firstTokens(context, request);
    takeBackIfReplayed(context, code);
    return tokens;
  },
};

/** Takes the code, once. Should it come again, what it brought is taken back (RFC 6749, section 4.1.2). */
function redeem(context: TenantContext, client: Client, parameters: Parameters): AuthorizationCode {
  const value = required(parameters, "code");
  const { store, clock } = context;
  // Reading and marking are one transaction: of many redemptions at once exactly one finds the code unused.
  const found = store.transaction(() => {
    const code = store.authorizationCodes.get(digest(value));
    if (code === undefined || code.client_id !== client.client_id) return undefined;
    if (code.used_at !== undefined) {
      store.authorizationCodes.replace({ ...code, replayed_at: code.replayed_at ?? clock.nowSeconds() });
      revokeFamily(context, code.family);
      return undefined;
    }
    if (clock.nowSeconds() >= code.expires_at) return undefined;
    checkRedirectUri(code, parameters.get("redirect_uri"));
    checkVerifier(code, parameters.get("code_verifier"));
    store.authorizationCodes.replace({ ...code, used_at: clock.nowSeconds() });
    return code;
  });
  if (found === undefined) throw invalidGrant("Invalid authorization code");
  return found;
}

/** The code came again while this request was still making the tokens, so that they were not there to be taken back. */
function takeBackIfReplayed(context: TenantContext, { id, family }: AuthorizationCode): void {
  if (context.store.authorizationCodes.get(id)?.replayed_at !== undefined) revokeFamily(context, family);
}

/** It must be sent again exactly as it was sent to /authorize. */
function checkRedirectUri({ redirect_uri: expected }: AuthorizationCode, sent: string | undefined): void {
  if (expected === sent) return;
  throw new OAuthError(
    403,
    "unauthorized_client",
    `The redirect URI is wrong. You sent ${sent ?? null}, and we expected ${expected ?? null}`,
  );
}
