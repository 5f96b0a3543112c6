/**
 * Who the user is. Nobody types a password here: whoever comes without a session is signed in as the developer, or as
 * the user whose email address `login_hint` holds, and agrees to everything. With `prompt=none` nothing of that happens.
 */
import type { TenantContext } from "../../context";
import { DEVELOPER } from "../../seed";
import type { User } from "../../store/records";
import { OAuthError } from "../errors";
import { checkNotBlocked } from "../grants/user";
import { currentSession, type SignedIn, startSession, touchSession } from "../sessions";

export interface SignInRequest {
  /** Values of `prompt` (OpenID Connect Core, section 3.1.2.1). */
  prompt: readonly string[];
  maxAgeSeconds: number | undefined;
  loginHint: string | undefined;
}

export function signIn(
  context: TenantContext,
  request: Request,
  { prompt, maxAgeSeconds, loginHint }: SignInRequest,
): SignedIn & { cookie?: string } {
  const existing = currentSession(context, request);
  const again = prompt.includes("login") || prompt.includes("select_account");
  if (existing !== undefined && !again && isFresh(context, existing, maxAgeSeconds)) {
    checkNotBlocked(existing.user);
    touchSession(context, existing.session);
    return existing;
  }
  if (prompt.includes("none")) throw new OAuthError(403, "login_required", "Login required");
  const user = whoSignsIn(context, loginHint);
  checkNotBlocked(user);
  return startSession(context, user, existing?.session);
}

function isFresh(
  { clock }: TenantContext,
  { session }: SignedIn,
  maxAgeSeconds: number | undefined,
): boolean {
  if (maxAgeSeconds === undefined) return true;
  // 0 means prompt=login, also in the second of the sign-in.
  return maxAgeSeconds > 0 && clock.nowSeconds() <= session.authenticated_at + maxAgeSeconds;
}

function whoSignsIn({ store }: TenantContext, hint: string | undefined): User {
  const users = store.users.find({});
  const hinted = hint === undefined ? undefined : users.find(({ email }) => email === hint);
  const found = hinted ?? store.users.get(DEVELOPER.user_id) ?? users[0];
  if (found === undefined) throw new OAuthError(403, "access_denied", "This tenant has no user to sign in.");
  return found;
}
