/** What /authorize gives: a code, tokens, or both. */
import type { TenantContext } from "../../context";
import type { Authorization } from "../../store/records";
import { withoutRefreshScope, withRefreshScope } from "../refresh-scope";
import { grantedScope } from "../scopes";
import type { SignedIn } from "../sessions";
import { digest } from "../tokens/digest";
import { issueIdToken } from "../tokens/id-token";
import { issueUserAccessToken } from "../tokens/user-tokens";
import type { AuthorizeRequest } from "./request";

/** How long a code can be redeemed. RFC 6749, section 4.1.2, recommends at most 10 minutes; the real number is unknown. */
export const CODE_LIFETIME_SECONDS = 600;

/** Parameters of a successful answer, without `state`. In the recorded order the ID token comes last. */
export interface AuthorizeAnswer {
  first: [name: string, value: string | number][];
  last: [name: string, value: string][];
}

export async function issueAnswer(
  context: TenantContext,
  request: AuthorizeRequest,
  signedIn: SignedIn,
): Promise<AuthorizeAnswer> {
  const { client, responseType, api, nonce } = request;
  const { user, session } = signedIn;
  const granted = grantedScope(context, { client, user, api, asked: request.scope });
  const scope = withRefreshScope(context, { client, api, hasSession: true }, granted);
  const authorization: Authorization = {
    client_id: client.client_id,
    user_id: user.user_id,
    sid: session.sid,
    authenticated_at: session.authenticated_at,
    scope,
    ...(api === undefined ? {} : { audience: api.identifier }),
    ...(request.organization === undefined ? {} : { organization: request.organization.id }),
  };
  const first: AuthorizeAnswer["first"] = [];
  const code = responseType.code ? issueCode(context, request, authorization) : undefined;
  if (code !== undefined) first.push(["code", code]);
  const frontChannel = { ...authorization, scope: withoutRefreshScope(scope) };
  let accessToken: string | undefined;
  if (responseType.token) {
    const flow = responseType.code ? "hybrid" : "implicit";
    const issued = await issueUserAccessToken(context, {
      client,
      user,
      api,
      authorization: frontChannel,
      flow,
    });
    accessToken = issued.token;
    first.push(["access_token", accessToken]);
    if (frontChannel.scope.length > 0) first.push(["scope", frontChannel.scope.join(" ")]);
    first.push(["expires_in", issued.lifetimeSeconds], ["token_type", "Bearer"]);
  }
  const last: AuthorizeAnswer["last"] = [];
  if (responseType.idToken) {
    const idToken = { client, user, authorization: frontChannel, nonce, accessToken, code };
    last.push(["id_token", await issueIdToken(context, idToken)]);
  }
  return { first, last };
}

function issueCode(context: TenantContext, request: AuthorizeRequest, authorization: Authorization): string {
  const { random, clock, store } = context;
  const code = random.alphanumeric(45);
  const { redirectUri, nonce, challenge } = request;
  store.authorizationCodes.insert({
    ...authorization,
    ...challenge,
    ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
    ...(nonce === undefined ? {} : { nonce }),
    id: digest(code),
    family: random.alphanumeric(22),
    expires_at: clock.nowSeconds() + CODE_LIFETIME_SECONDS,
  });
  return code;
}
