/** Passwords of users: kept as salted scrypt hashes (RFC 7914), apart from the users, and shown by nothing. */
import { scryptSync, timingSafeEqual } from "node:crypto";
import type { TenantContext } from "./context";

const HASH_BYTES = 32;
const SALT_CHARACTERS = 22;

export function storePassword({ store, random }: TenantContext, userId: string, password: string): void {
  const salt = random.alphanumeric(SALT_CHARACTERS);
  store.passwords.remove(userId);
  store.passwords.insert({ user_id: userId, salt, hash: hashOf(password, salt).toString("base64url") });
}

/** Whether this is the user's password. A user without one has none that matches. */
export function passwordMatches({ store }: TenantContext, userId: string, password: string): boolean {
  const stored = store.passwords.get(userId);
  // Computed in either case, so that the time does not tell whether there is such a user.
  const given = hashOf(password, stored?.salt ?? "");
  return stored !== undefined && timingSafeEqual(given, Buffer.from(stored.hash, "base64url"));
}

/** Node's default cost: N 16384, r 8, p 1. */
function hashOf(password: string, salt: string): Buffer {
  return scryptSync(password.normalize("NFKC"), salt, HASH_BYTES);
}
