/** Which scope a user's tokens get: never more than what was asked for, and of that what everybody involved allows. */
import { scopesOf } from "../apis";
import { isFirstParty } from "../clients";
import type { TenantContext } from "../context";
import { asObject } from "../json";
import { permissionsOf } from "../permissions";
import type { Client, ClientGrant, ResourceServer, User } from "../store/records";
import { invalidRequest } from "./errors";

/** Scopes of OpenID Connect Core, section 5.4, which concern the user and not an API. */
export const PROFILE_SCOPES: readonly string[] = ["openid", "profile", "email", "address", "phone"];
/** OpenID Connect Core, section 11. */
export const OFFLINE_ACCESS = "offline_access";
/** Auth0's: a refresh token that ends with the session. */
export const ONLINE_ACCESS = "online_access";

export interface ScopeRequest {
  client: Client;
  user: User;
  api: ResourceServer | undefined;
  asked: readonly string[];
}

/** What of the asked scope is granted, in the order asked. Refresh scopes pass: `refresh-scope.ts` decides on them. */
export function grantedScope(context: TenantContext, request: ScopeRequest): string[] {
  const { api, asked } = request;
  const ofApi = api === undefined ? [] : apiScope(context, request, api);
  const allowed = new Set([...PROFILE_SCOPES, OFFLINE_ACCESS, ONLINE_ACCESS, ...ofApi]);
  return asked.filter((scope) => allowed.has(scope));
}

function apiScope(
  context: TenantContext,
  { client, user }: Pick<ScopeRequest, "client" | "user">,
  api: ResourceServer,
): string[] {
  const grant = userGrant(context, client, api);
  const granted = grant === undefined || grant.allow_all_scopes === true ? undefined : grant.scope;
  const permissions =
    api.enforce_policies === true ? permissionsOf(context, user.user_id, api.identifier) : undefined;
  return scopesOf(api)
    .filter((scope) => granted === undefined || granted.includes(scope))
    .filter((scope) => permissions === undefined || permissions.includes(scope))
    .filter((scope) => !isManagementApi(context, api) || isOwnData(scope));
}

/** A user's token for the Management API reaches that user's own data only (Auth0 docs, "Management API Access Tokens"). */
const isOwnData = (scope: string): boolean => scope.includes(":current_user");

function isManagementApi({ names }: TenantContext, api: ResourceServer): boolean {
  return api.identifier === names.managementAudience;
}

/** Refuses a client that may not act for users at this API. */
export function checkUserAccess(context: TenantContext, client: Client, api: ResourceServer): void {
  userGrant(context, client, api);
}

/** The client grant that governs, or undefined where the API's policy needs none. */
function userGrant(context: TenantContext, client: Client, api: ResourceServer): ClientGrant | undefined {
  const policy = userPolicy(api);
  // A third-party client needs a grant whatever the policy says.
  if (policy === "allow_all" && isFirstParty(client)) return undefined;
  const grants = context.store.clientGrants.find({ client_id: client.client_id, audience: api.identifier });
  const grant =
    policy === "deny_all" ? undefined : grants.find(({ subject_type }) => subject_type === "user");
  if (grant !== undefined) return grant;
  throw invalidRequest(
    `Client "${client.client_id}" is not authorized to access resource server "${api.identifier}".`,
  );
}

/** An API without the setting is from before it existed, when every first-party client could ask. */
function userPolicy(api: ResourceServer): unknown {
  return asObject(asObject(api.subject_type_authorization)?.user)?.policy ?? "allow_all";
}
