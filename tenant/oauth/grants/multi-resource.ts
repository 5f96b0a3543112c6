/**
 * Multi-resource refresh tokens: a client's `refresh_token.policies` let a token that was obtained for one API fetch
 * tokens of others (Auth0 docs, "Multi-Resource Refresh Token").
 */
import { apiByIdentifier, scopesOf } from "../../apis";
import { isFirstParty, refreshTokenSettings } from "../../clients";
import type { TenantContext } from "../../context";
import type { Client, RefreshToken, ResourceServer } from "../../store/records";
import type { Parameters } from "../parameters";
import { PROFILE_SCOPES } from "../scopes";

export interface OtherTarget {
  api: ResourceServer;
  scope: readonly string[];
}

/**
 * The other API that is asked for and allowed, with the scope of its policy. Undefined where the original one is meant:
 * no audience, a client without policies, an audience that none of them names (documented: no error, the answer is for
 * the original API), or an API that can never be reached this way.
 */
export function multiResourceTarget(
  context: TenantContext,
  client: Client,
  token: RefreshToken,
  parameters: Parameters,
): OtherTarget | undefined {
  const asked = parameters.get("audience");
  if (asked === undefined || !isFirstParty(client) || token.online) return undefined;
  const audience = context.names.canonical(asked);
  if (audience === token.audience || audience === context.names.managementAudience) return undefined;
  const policy = refreshTokenSettings(client).policies.find((one) => one.audience === audience);
  const api = policy && apiByIdentifier(context, audience);
  if (policy === undefined || api === undefined) return undefined;
  // The real tenant asks that such an API skips consent; here consent is always given, so nothing hangs on it.
  const ofPolicy = scopesOf(api).filter((scope) => policy.scope.includes(scope));
  return { api, scope: [...token.scope.filter((scope) => PROFILE_SCOPES.includes(scope)), ...ofPolicy] };
}

/** At the original API: what was agreed, and what a policy of the client for that API adds (documented). */
export function scopeAtOriginal(
  { names }: TenantContext,
  client: Client,
  token: RefreshToken,
  api: ResourceServer | undefined,
): readonly string[] {
  if (api === undefined || api.identifier === names.managementAudience) return token.scope;
  if (!isFirstParty(client) || token.online) return token.scope;
  const policy = refreshTokenSettings(client).policies.find(({ audience }) => audience === api.identifier);
  return [...new Set([...token.scope, ...scopesOf(api).filter((scope) => policy?.scope.includes(scope))])];
}
