/** What the token endpoint answers in flows with a user: access token, and as was agreed ID and refresh token. */
import {
  apiTokenLifetimeSeconds,
  type Flow,
  userProfileTokenLifetimeSeconds,
} from "../../../provider/model/lifetimes";
import { lifetimesOf, scopesOf } from "../../apis";
import type { TenantContext } from "../../context";
import { permissionsOf } from "../../permissions";
import type { Authorization, Client, ResourceServer, User } from "../../store/records";
import { issueAccessToken } from "./access-token";
import { issueOpaqueToken } from "./opaque-token";

export interface UserTokenRequest {
  client: Client;
  user: User;
  api: ResourceServer | undefined;
  authorization: Authorization;
  flow: Flow;
  /** Tokens that are revoked together; absent for tokens that /authorize issues itself. */
  family?: string;
}

export interface IssuedAccessToken {
  token: string;
  lifetimeSeconds: number;
}

export async function issueUserAccessToken(
  context: TenantContext,
  request: UserTokenRequest,
): Promise<IssuedAccessToken> {
  const { api, authorization, client, user, flow, family } = request;
  if (api === undefined) {
    const lifetimeSeconds = userProfileTokenLifetimeSeconds(flow);
    if (lifetimeSeconds === undefined) throw new Error(`The flow ${flow} has no user.`);
    return { token: issueOpaqueToken(context, authorization, { lifetimeSeconds, family }), lifetimeSeconds };
  }
  const lifetimeSeconds = apiTokenLifetimeSeconds(lifetimesOf(api), flow);
  const known = scopesOf(api);
  const token = await issueAccessToken(context, {
    api,
    client,
    subject: user.user_id,
    scope: authorization.scope,
    permissions: permissionsOf(context, user.user_id, api.identifier).filter((name) => known.includes(name)),
    organization: authorization.organization,
    lifetimeSeconds,
  });
  return { token, lifetimeSeconds };
}
