/**
 * Refresh tokens as the Management API shows them: one for each sign-in, however often it has rotated. Its id is that
 * of the family, so that it stays the same; the token itself, and its digest, are shown by nothing.
 */
import type { JsonObject } from "../../../provider/model/values";
import { refreshTokenSettings } from "../../clients";
import type { TenantContext } from "../../context";
import { revokeFamily } from "../../oauth/tokens/refresh-token";
import type { RefreshToken } from "../../store/records";

/** The token of each family that can be exchanged now. */
export function liveTokens(context: TenantContext, where: Readonly<Record<string, string>>): RefreshToken[] {
  return context.store.refreshTokens
    .find(where)
    .filter(({ replaced_at, revoked_at }) => replaced_at === undefined && revoked_at === undefined)
    .filter((token) => endOf(context, token) > context.clock.nowSeconds());
}

export function shownToken(context: TenantContext, token: RefreshToken): JsonObject {
  const { family, user_id, client_id, sid, audience, scope, rotating, issued_at, used_at, expires_at } =
    token;
  const idle = idleEndOf(context, token);
  return {
    id: family,
    user_id,
    created_at: moment(issued_at),
    idle_expires_at: idle === undefined ? null : moment(idle),
    expires_at: expires_at === undefined ? null : moment(expires_at),
    client_id,
    session_id: sid ?? null,
    rotating,
    resource_servers: audience === undefined ? [] : [{ audience, scopes: scope.join(" ") }],
    last_exchanged_at: used_at === issued_at ? null : moment(used_at),
  };
}

export function revokeTokens(context: TenantContext, tokens: readonly RefreshToken[]): void {
  context.store.transaction(() => {
    for (const { family } of tokens) revokeFamily(context, family);
  });
}

function endOf(context: TenantContext, token: RefreshToken): number {
  return Math.min(
    token.expires_at ?? Number.POSITIVE_INFINITY,
    idleEndOf(context, token) ?? Number.POSITIVE_INFINITY,
  );
}

function idleEndOf(
  { store }: TenantContext,
  { client_id, used_at, online }: RefreshToken,
): number | undefined {
  const client = store.clients.get(client_id);
  const idle = client && refreshTokenSettings(client).idleSeconds;
  return online || idle === undefined ? undefined : used_at + idle;
}

const moment = (seconds: number): string => new Date(seconds * 1_000).toISOString();
