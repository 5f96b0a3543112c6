/** The user for whom a code or refresh token was issued, as it is now. */
import type { TenantContext } from "../../context";
import type { User } from "../../store/records";
import { invalidGrant, OAuthError } from "../errors";

export function activeUser({ store }: TenantContext, userId: string): User {
  const user = store.users.get(userId);
  if (user === undefined) {
    throw invalidGrant("The refresh_token was generated for a user who doesn't exist anymore.");
  }
  checkNotBlocked(user);
  return user;
}

export function checkNotBlocked(user: User): void {
  if (user.blocked === true) throw new OAuthError(403, "unauthorized", "user is blocked");
}
