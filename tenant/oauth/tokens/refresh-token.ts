/** Refresh tokens: how long they live is their client's setting, whether there are any their API's. */
import { refreshTokenSettings } from "../../clients";
import type { TenantContext } from "../../context";
import type { Authorization, Client, RefreshToken } from "../../store/records";
import { ONLINE_ACCESS } from "../scopes";
import { digest } from "./digest";

/** Auth0's limit of active tokens for one user and client; the oldest makes room. */
const MAXIMUM_ACTIVE_TOKENS = 200;

/** The first token of a family. Its end is fixed here: neither rotation nor later settings of the client move it. */
export function issueRefreshToken(
  context: TenantContext,
  { client, authorization, family }: { client: Client; authorization: Authorization; family: string },
): string {
  const now = context.clock.nowSeconds();
  const online = authorization.scope.includes(ONLINE_ACCESS);
  const { rotating, absoluteSeconds } = refreshTokenSettings(client);
  const token = newToken(context, online);
  context.store.transaction(() => {
    makeRoom(context, authorization);
    context.store.refreshTokens.insert({
      ...authorization,
      id: digest(token),
      family,
      generation: 0,
      // One that ends with the session needs no rotation, and none is documented for it.
      rotating: rotating && !online,
      online,
      issued_at: now,
      used_at: now,
      ...(absoluteSeconds === undefined || online ? {} : { expires_at: now + absoluteSeconds }),
    });
  });
  return token;
}

/** Forms as recorded: `v1.M` and 86 characters; those that end with the session begin with `ORT`. */
function newToken({ random }: TenantContext, online: boolean): string {
  return online ? `ORT${random.alphanumeric(87)}` : `v1.M${random.alphanumeric(86)}`;
}

function makeRoom({ store }: TenantContext, { user_id, client_id }: Authorization): void {
  const active = store.refreshTokens
    .find({ user_id, client_id })
    .filter(({ revoked_at, replaced_at }) => revoked_at === undefined && replaced_at === undefined);
  for (const oldest of active.slice(0, Math.max(0, active.length - MAXIMUM_ACTIVE_TOKENS + 1))) {
    store.refreshTokens.remove(oldest.id);
  }
}

export function findRefreshToken({ store }: TenantContext, token: string): RefreshToken | undefined {
  return store.refreshTokens.get(digest(token));
}

/** What an exchange of this token leads to: the token's next state, and for rotation a new one. */
export type Exchange =
  | { outcome: "refused"; reason: "expired" | "revoked" | "reused" }
  | { outcome: "kept" }
  | { outcome: "rotated"; token: string };

/**
 * Uses the token once. Reuse of a token that was replaced revokes the whole family, unless it is the immediately
 * previous one and comes within the client's leeway: then the answer to the first exchange may have been lost.
 * Runs inside a transaction, so that of several exchanges at once each sees what the others did.
 */
export function exchangeRefreshToken(context: TenantContext, client: Client, token: RefreshToken): Exchange {
  const { store, clock } = context;
  const now = clock.nowSeconds();
  const settings = refreshTokenSettings(client);
  if (token.revoked_at !== undefined) return { outcome: "refused", reason: "revoked" };
  if (isExpired(token, now, settings.idleSeconds)) return { outcome: "refused", reason: "expired" };
  if (token.replaced_at !== undefined && !withinLeeway(context, token, now, settings.leewaySeconds)) {
    revokeFamily(context, token.family);
    return { outcome: "refused", reason: "reused" };
  }
  const used = withEnd({ ...token, used_at: now }, now, settings.absoluteSeconds);
  // The client's present setting decides, so that switching rotation on or off reaches the tokens that exist.
  const rotates = settings.rotating && !token.online;
  if (!rotates && !token.rotating) {
    store.refreshTokens.replace(used);
    return { outcome: "kept" };
  }
  if (rotates && !token.rotating) removeOtherStatic(context, token);
  const successor = succeed(context, used, rotates);
  // Documented: leaving rotation ends the family, but for the token that takes its place.
  if (!rotates) endAllOf(context, token.family, successor.id);
  return { outcome: "rotated", token: successor.token };
}

/** Puts a new token in the place of the used one. */
function succeed(
  context: TenantContext,
  used: RefreshToken,
  rotating: boolean,
): { id: string; token: string } {
  const { refreshTokens } = context.store;
  const token = newToken(context, false);
  const id = digest(token);
  refreshTokens.replace({ ...used, replaced_at: used.replaced_at ?? used.used_at });
  const { replaced_at: _replaced, ...carried } = used;
  refreshTokens.insert({ ...carried, id, generation: used.generation + 1, rotating });
  return { id, token };
}

/** Documented: the first rotation deletes the non-rotating tokens that the user and client have for the same API. */
function removeOtherStatic(
  { store }: TenantContext,
  { id, user_id, client_id, audience }: RefreshToken,
): void {
  for (const other of store.refreshTokens.find({ user_id, client_id })) {
    if (other.id !== id && other.audience === audience && !other.rotating && !other.online) {
      store.refreshTokens.remove(other.id);
    }
  }
}

/** A token that never expires gets an end at its next exchange once its client sets one, and keeps it (documented). */
function withEnd(token: RefreshToken, now: number, absoluteSeconds: number | undefined): RefreshToken {
  if (token.expires_at !== undefined || token.online || absoluteSeconds === undefined) return token;
  return { ...token, expires_at: now + absoluteSeconds };
}

function isExpired(token: RefreshToken, now: number, idleSeconds: number | undefined): boolean {
  if (token.expires_at !== undefined && now >= token.expires_at) return true;
  // Read from the client at each exchange: a shorter setting reaches tokens that exist.
  return !token.online && idleSeconds !== undefined && now >= token.used_at + idleSeconds;
}

function withinLeeway({ store }: TenantContext, token: RefreshToken, now: number, leeway: number): boolean {
  if (token.replaced_at === undefined || now >= token.replaced_at + leeway) return false;
  const newest = Math.max(...store.refreshTokens.find({ family: token.family }).map((one) => one.generation));
  return token.generation === newest - 1;
}

/** Ends every token of a family. Access tokens that are JWTs live on to their `exp`: nobody can take them back. */
export function revokeFamily(context: TenantContext, family: string): void {
  endAllOf(context, family);
  const { opaqueTokens } = context.store;
  for (const token of opaqueTokens.find({ family })) opaqueTokens.remove(token.id);
}

function endAllOf({ store, clock }: TenantContext, family: string, exceptId?: string): void {
  for (const token of store.refreshTokens.find({ family })) {
    if (token.revoked_at !== undefined || token.id === exceptId) continue;
    store.refreshTokens.replace({ ...token, revoked_at: clock.nowSeconds() });
  }
}
