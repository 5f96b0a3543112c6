/**
 * Whether a flow brings a refresh token: only where the API allows it, the client may refresh and asked for it.
 * Otherwise the flow succeeds without one, and without the scope.
 */
import { grantTypesOf } from "../clients";
import type { TenantContext } from "../context";
import type { Client, ResourceServer } from "../store/records";
import { OFFLINE_ACCESS, ONLINE_ACCESS } from "./scopes";

export interface RefreshRequest {
  client: Client;
  api: ResourceServer | undefined;
  /** Whether the user has a session that an online refresh token could end with. */
  hasSession: boolean;
}

/** Takes out of a scope what cannot be given. Of both kinds of refresh token, the one that outlives the session wins. */
export function withRefreshScope(
  context: TenantContext,
  request: RefreshRequest,
  scope: readonly string[],
): string[] {
  const offline = scope.includes(OFFLINE_ACCESS) && offlineRefusal(context, request) === undefined;
  const online = !offline && scope.includes(ONLINE_ACCESS) && allowsOnline(request);
  return scope.filter((value) => {
    if (value === OFFLINE_ACCESS) return offline;
    if (value === ONLINE_ACCESS) return online;
    return true;
  });
}

/** The scope of tokens that /authorize issues itself: refresh tokens never come that way (RFC 6749, section 4.2.2). */
export function withoutRefreshScope(scope: readonly string[]): string[] {
  return scope.filter((value) => value !== OFFLINE_ACCESS && value !== ONLINE_ACCESS);
}

export function asksForRefreshToken(scope: readonly string[]): boolean {
  return scope.includes(OFFLINE_ACCESS) || scope.includes(ONLINE_ACCESS);
}

const mayRefresh = (client: Client): boolean => grantTypesOf(client).includes("refresh_token");

/** Why a request for `offline_access` brings no refresh token. */
export type OfflineRefusal = "client-may-not-refresh" | "api-does-not-allow" | "withheld-without-api";

/** Undefined where it brings one. */
export function offlineRefusal(
  { switches }: TenantContext,
  { client, api }: Omit<RefreshRequest, "hasSession">,
): OfflineRefusal | undefined {
  if (!mayRefresh(client)) return "client-may-not-refresh";
  if (api !== undefined) return api.allow_offline_access === true ? undefined : "api-does-not-allow";
  return switches.refreshTokenWithoutApi === "issue" ? undefined : "withheld-without-api";
}

function allowsOnline({ client, api, hasSession }: RefreshRequest): boolean {
  return mayRefresh(client) && hasSession && api?.allow_online_access === true;
}
