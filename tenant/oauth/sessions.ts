/** Sessions of users in browsers: a cookie, of which the tenant keeps the digest. */
import { parse, serialize } from "hono/utils/cookie";
import type { TenantContext } from "../context";
import { sessionLifetimes } from "../settings";
import type { Session, User } from "../store/records";
import { digest } from "./tokens/digest";

/** The name that the real tenant's session cookie has. */
const COOKIE = "auth0";

export interface SignedIn {
  session: Session;
  user: User;
}

/** Who is signed in in the browser that sent this request, if that has not ended. */
export function currentSession(context: TenantContext, request: Request): SignedIn | undefined {
  const value = parse(request.headers.get("cookie") ?? "", COOKIE)[COOKIE];
  const session = value === undefined ? undefined : context.store.sessions.get(digest(value));
  return session && isLive(context, session) ? withUser(context, session) : undefined;
}

/** The session that a `sid` names, while it lives: online refresh tokens are bound to it. */
export function liveSession(context: TenantContext, userId: string, sid: string): Session | undefined {
  const session = context.store.sessions.find({ user_id: userId }).find((one) => one.sid === sid);
  return session && isLive(context, session) ? session : undefined;
}

function isLive(context: TenantContext, { authenticated_at, used_at }: Session): boolean {
  const { absoluteSeconds, idleSeconds } = sessionLifetimes(context);
  const now = context.clock.nowSeconds();
  return now < authenticated_at + absoluteSeconds && now < used_at + idleSeconds;
}

function withUser(context: TenantContext, session: Session): SignedIn | undefined {
  const user = context.store.users.get(session.user_id);
  return user && { session, user };
}

/**
 * A new session and the `Set-Cookie` header that carries it, with a value that no browser chose. A browser has one
 * session: who signs in again goes on with the former one, and what is bound to it; another user ends it.
 */
export function startSession(
  context: TenantContext,
  user: User,
  former: Session | undefined,
): SignedIn & { cookie: string } {
  const { store, random, clock } = context;
  const value = random.alphanumeric(43);
  const now = clock.nowSeconds();
  const goesOn = former?.user_id === user.user_id;
  const session: Session = {
    id: digest(value),
    sid: goesOn ? former.sid : random.alphanumeric(32),
    user_id: user.user_id,
    authenticated_at: now,
    used_at: now,
  };
  store.transaction(() => {
    if (goesOn) store.sessions.remove(former.id);
    else if (former !== undefined) endSession(context, former);
    store.sessions.insert(session);
  });
  return { session, user, cookie: cookieHeader(context, value, sessionLifetimes(context).absoluteSeconds) };
}

export function touchSession({ store, clock }: TenantContext, session: Session): void {
  store.sessions.replace({ ...session, used_at: clock.nowSeconds() });
}

/** Ends a session and the refresh tokens that are bound to it; gives the header that takes the cookie away. */
export function endSession(context: TenantContext, session: Session): void {
  const { store } = context;
  store.transaction(() => {
    store.sessions.remove(session.id);
    for (const token of store.refreshTokens.find({ user_id: session.user_id })) {
      if (token.online && token.sid === session.sid) store.refreshTokens.remove(token.id);
    }
  });
}

export function expiredCookie(context: TenantContext): string {
  return cookieHeader(context, "", 0);
}

function cookieHeader({ names }: TenantContext, value: string, maxAgeSeconds: number): string {
  return serialize(COOKIE, value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: names.issuer.startsWith("https:"),
    // Browsers and hono take no more than 400 days (RFC 6265bis).
    maxAge: Math.min(maxAgeSeconds, 34_560_000),
  });
}
