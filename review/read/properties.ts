/**
 * Property maps as Pulumi writes them, in the four kinds of value of `provider/model/values.ts`.
 *
 * | in the file | is |
 * |---|---|
 * | null, or no such member | absent |
 * | one of the texts of `UNKNOWN_SENTINELS` | unknown |
 * | `{4dab…: 1b47…, plaintext: "<JSON>"}` (state exported with its secrets) | a secret that can be read |
 * | `{4dab…: 1b47…, value}` (the engine's protocol) | a secret that can be read |
 * | `{4dab…: 1b47…, ciphertext}` (state, event log) | a secret that cannot be read: `new Secret(UNKNOWN)` |
 * | `"[secret]"` (digest, and what the engine masks in any text) | a secret that cannot be read |
 * | `{4dab…: d0e6…, value?, secret?}` | its value, unknown without one, secret if it says so |
 * | `{4dab…: 5cf8…, urn, id?}` (a resource) | its id, unknown where it has none yet |
 * | `{4dab…: …}` of another kind (asset, archive, number without a JSON form) | itself, an object: no rule reads it |
 *
 * A secret that cannot be read hides {@link UNKNOWN}, so that a rule says "not evaluated", and nothing compares equal
 * to it. Pulumi's own top-level keys (`__provider`, `__defaults`) are left out.
 */
import {
  isUnknownSentinel,
  OUTPUT_SIGNATURE,
  RESOURCE_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
} from "../../provider/model/sentinels";
import { isInternalKey } from "../../provider/model/validate";
import { Secret, UNKNOWN, type Value, type ValueObject } from "../../provider/model/values";
import { isJsonObject, type JsonObject, memberOf } from "./json";

/**
 * Whether an engine wrote the texts. It replaces every occurrence of a configuration secret or credential in any text
 * by a mask, so a text that holds a mask is not what the resource has.
 */
export type Masking = "masked" | "as-written";

const SECRET_TEXT = "[secret]";
const MASK = /\[secret\]|\[credential\]/;

export function readProperties(value: unknown, masking: Masking): ValueObject {
  if (!isJsonObject(value)) return {};
  return membersOf(Object.fromEntries(Object.entries(value).filter(([key]) => !isInternalKey(key))), masking);
}

/** Null for absent. */
export function readValue(value: unknown, masking: Masking): Value {
  if (typeof value === "string") return readText(value, masking);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    return value.map((item) => readValue(item, masking)).filter((item) => item !== null);
  }
  if (!isJsonObject(value)) return null;
  return typeof memberOf(value, SIGNATURE_KEY) === "string"
    ? readSpecial(value, masking)
    : membersOf(value, masking);
}

function readText(text: string, masking: Masking): Value {
  if (isUnknownSentinel(text)) return UNKNOWN;
  if (text === SECRET_TEXT || (masking === "masked" && MASK.test(text))) return new Secret(UNKNOWN);
  return text;
}

function readSpecial(object: JsonObject, masking: Masking): Value {
  switch (memberOf(object, SIGNATURE_KEY)) {
    case SECRET_SIGNATURE:
      return new Secret(readHidden(object, masking));
    case OUTPUT_SIGNATURE: {
      const value = readValue(memberOf(object, "value"), masking) ?? UNKNOWN;
      return memberOf(object, "secret") === true ? new Secret(value) : value;
    }
    case RESOURCE_SIGNATURE: {
      const id = memberOf(object, "id");
      if (id === undefined || id === null) return readValue(memberOf(object, "urn"), masking) ?? UNKNOWN;
      return id === "" ? UNKNOWN : readValue(id, masking);
    }
    default:
      return membersOf(object, masking);
  }
}

function readHidden(secret: JsonObject, masking: Masking): Value {
  const plaintext = memberOf(secret, "plaintext");
  if (typeof plaintext === "string") {
    try {
      return readValue(JSON.parse(plaintext), masking);
    } catch {
      return UNKNOWN;
    }
  }
  return readValue(memberOf(secret, "value") ?? null, masking) ?? UNKNOWN;
}

function membersOf(object: JsonObject, masking: Masking): ValueObject {
  const members: [string, Value][] = [];
  for (const [key, member] of Object.entries(object)) {
    const value = readValue(member, masking);
    if (value !== null) members.push([key, value]);
  }
  // Not assignment: a member may be called __proto__.
  return Object.fromEntries(members);
}
