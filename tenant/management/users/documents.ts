/** How a user's document comes about and looks. */
import { createHash } from "node:crypto";
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { asObject } from "../../json";
import type { User } from "../../store/records";

/** The one place where users of this tenant can be. */
export const CONNECTION = "Username-Password-Authentication";

/** Members of requests that say what to do and are not part of the user. */
const INSTRUCTIONS: ReadonlySet<string> = new Set([
  "client_id",
  "connection",
  "password",
  "user_id",
  "verify_email",
  "verify_phone_number",
]);
const METADATA: ReadonlySet<string> = new Set(["user_metadata", "app_metadata"]);

/** The user that a POST with this body makes (recorded: ruby-auth0 and go-auth0). */
export function newUser(body: JsonObject, context: TenantContext): User {
  const now = new Date(context.clock.now()).toISOString();
  const email = String(body.email);
  const [nickname = email] = email.split("@");
  const id = typeof body.user_id === "string" ? body.user_id : context.random.objectId();
  return {
    created_at: now,
    email_verified: false,
    identities: [{ connection: CONNECTION, user_id: id, provider: "auth0", isSocial: false }],
    name: email,
    nickname,
    picture: pictureOf(email),
    ...members(body),
    updated_at: now,
    user_id: `auth0|${id}`,
  };
}

/** Sent keys replaced, metadata laid over the stored ones; null takes away. */
export function changedUser(stored: User, body: JsonObject, context: TenantContext): User {
  const result: JsonObject = { ...stored };
  for (const [name, sent] of Object.entries(members(body))) {
    const merged = METADATA.has(name) ? withoutNulls({ ...asObject(stored[name]), ...asObject(sent) }) : sent;
    if (merged === null) delete result[name];
    else result[name] = merged;
  }
  result.updated_at = new Date(context.clock.now()).toISOString();
  return result as User;
}

/** Keys in the recorded order: by the alphabet, `app_metadata` last. */
export function shownUser(user: User): JsonObject {
  const { app_metadata, ...rest } = user;
  const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...Object.fromEntries(sorted), ...(app_metadata === undefined ? {} : { app_metadata }) };
}

function members(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !INSTRUCTIONS.has(name)));
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** What the real tenant makes of an address without a picture: an address only, nothing here fetches it. */
function pictureOf(email: string): string {
  const digest = createHash("md5").update(email.trim().toLowerCase()).digest("hex");
  const initials = encodeURIComponent(`https://cdn.auth0.com/avatars/${email.slice(0, 2).toLowerCase()}.png`);
  return `https://s.gravatar.com/avatar/${digest}?s=480&r=pg&d=${initials}`;
}
