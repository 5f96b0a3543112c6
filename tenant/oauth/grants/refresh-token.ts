/** RFC 6749, section 6: new access without the user, as long as the refresh token and what it was issued for stand. */
import { isFirstParty, refreshTokenSettings } from "../../clients";
import type { TenantContext } from "../../context";
import type { Authorization, Client, RefreshToken, ResourceServer, User } from "../../store/records";
import { invalidGrant } from "../errors";
import { checkStillMember } from "../organizations";
import { type Parameters, required, scopeOf } from "../parameters";
import { withoutRefreshScope } from "../refresh-scope";
import { checkUserAccess, grantedScope } from "../scopes";
import { liveSession, touchSession } from "../sessions";
import { existingTarget } from "../target";
import { authorizationOf } from "../tokens/authorization";
import { issueIdToken } from "../tokens/id-token";
import { exchangeRefreshToken, findRefreshToken } from "../tokens/refresh-token";
import { issueUserAccessToken } from "../tokens/user-tokens";
import { type Grant, tokenResponse } from "./grant";
import { multiResourceTarget, scopeAtOriginal } from "./multi-resource";
import { activeUser } from "./user";

export const refreshToken: Grant = {
  grantType: "refresh_token",
  log: { success: "sertft", failure: "fertft" },
  publicClients: true,
  async handle(context, client, parameters) {
    const token = presentedToken(context, client, required(parameters, "refresh_token"));
    const user = activeUser(context, token.user_id);
    checkStillMember(context, token, user);
    if (token.online) keepSession(context, token);
    const { api, scope, resource } = whatFor(context, { client, user, token }, parameters);
    const authorization: Authorization = { ...authorizationOf(token), scope };
    const { family } = token;
    const flow = "refresh_token";
    const issued = await issueUserAccessToken(context, { client, user, api, authorization, flow, family });
    const idToken = scope.includes("openid")
      ? await issueIdToken(context, { client, user, authorization })
      : undefined;
    // Last of all: a rotation whose answer fails would leave the client without any token.
    const next = context.store.transaction(() =>
      exchangeRefreshToken(context, client, current(context, token)),
    );
    if (next.outcome === "refused") throw unknown();
    return tokenResponse({
      accessToken: issued.token,
      lifetimeSeconds: issued.lifetimeSeconds,
      scope,
      idToken,
      refreshToken: next.outcome === "rotated" ? next.token : undefined,
      resource,
    });
  },
};

/** The same words whatever is wrong with it, as documented: nothing to learn from. */
const unknown = (): Error => invalidGrant("Unknown or invalid refresh token.");

function presentedToken(context: TenantContext, client: Client, value: string): RefreshToken {
  const token = findRefreshToken(context, value);
  if (token === undefined || token.client_id !== client.client_id) throw unknown();
  if (token.audience !== undefined && context.switches.refreshAfterOfflineAccessOff === "refuse") {
    const { allow_offline_access, allow_online_access } = existingTarget(context, token.audience);
    if ((token.online ? allow_online_access : allow_offline_access) !== true) throw unknown();
  }
  return token;
}

/** The token as it stands now, inside the transaction that uses it. */
function current({ store }: TenantContext, token: RefreshToken): RefreshToken {
  const found = store.refreshTokens.get(token.id);
  if (found === undefined) throw unknown();
  return found;
}

/** An online refresh token lives as long as the session, and each use keeps that from being idle. */
function keepSession(context: TenantContext, token: RefreshToken): void {
  const session = token.sid === undefined ? undefined : liveSession(context, token.user_id, token.sid);
  if (session === undefined) throw unknown();
  touchSession(context, session);
}

interface Purpose {
  api: ResourceServer | undefined;
  scope: readonly string[];
  resource?: string;
}

/** What the new tokens are for: what was agreed, or fewer scopes of it; another API where the client's policies say so. */
function whatFor(
  context: TenantContext,
  { client, user, token }: { client: Client; user: User; token: RefreshToken },
  parameters: Parameters,
): Purpose {
  const other = multiResourceTarget(context, client, token, parameters);
  const original = token.audience === undefined ? undefined : existingTarget(context, token.audience);
  const api = other?.api ?? original;
  const agreed = other?.scope ?? scopeAtOriginal(context, client, token, original);
  if (api !== undefined) checkUserAccess(context, client, api);
  // Asked again: permissions and scopes of the API may be fewer now.
  const possible = grantedScope(context, { client, user, api, asked: agreed });
  const asked = parameters.has("scope") ? scopeOf(parameters) : undefined;
  // More than was agreed is left out without a word, as documented for the real tenant.
  const scope = asked === undefined ? possible : possible.filter((value) => asked.includes(value));
  const policies = isFirstParty(client) && refreshTokenSettings(client).policies.length > 0;
  const resource = policies && api !== undefined ? { resource: api.identifier } : {};
  return { api, scope: other === undefined ? scope : withoutRefreshScope(scope), ...resource };
}
