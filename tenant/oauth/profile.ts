/** What the standard scopes tell of a user (OpenID Connect Core, section 5.4), in ID tokens and at /userinfo alike. */
import type { Json, JsonObject } from "../../provider/model/values";
import type { User } from "../store/records";

const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  profile: ["given_name", "family_name", "nickname", "name", "picture", "locale", "updated_at"],
  email: ["email", "email_verified"],
  phone: ["phone_number", "phone_number_verified"],
  address: ["address"],
};

export function profileClaims(user: User, scope: readonly string[]): JsonObject {
  const names = scope.flatMap((value) => CLAIMS[value] ?? []);
  return Object.fromEntries(
    names.map((name): [string, Json | undefined] => [name, user[name]]).filter(isPresent),
  );
}

function isPresent(entry: [string, Json | undefined]): entry is [string, Json] {
  return entry[1] !== undefined && entry[1] !== null;
}

/** Every claim that ID tokens or /userinfo can hold, for discovery. */
export const SUPPORTED_CLAIMS: readonly string[] = [
  "aud",
  "auth_time",
  "exp",
  "iat",
  "iss",
  "sub",
  ...Object.values(CLAIMS).flat(),
].sort();
