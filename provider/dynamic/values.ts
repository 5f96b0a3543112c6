/** Values of the host in the form that the product works with, and back. */
import { ApiSettingsError } from "../model/errors";
import { isUnknownSentinel, SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN_SENTINEL } from "../model/sentinels";
import { isInternalKey } from "../model/validate";
import { isSecret, isUnknown, Secret, UNKNOWN, type Value, type ValueObject } from "../model/values";
import type { HostObject } from "./host";

/** What a program declared, or what state holds: without Pulumi's own keys, nulls and undefined members. */
export function decode(properties: HostObject): ValueObject {
  const decoded: ValueObject = {};
  for (const [key, member] of Object.entries(properties)) {
    if (isInternalKey(key) || member === undefined || member === null) continue;
    decoded[key] = decodeValue(member, key);
  }
  return decoded;
}

function decodeValue(value: unknown, property: string): Value {
  if (isUnknownSentinel(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => decodeValue(item, property));
  switch (typeof value) {
    case "boolean":
    case "number":
    case "string":
      return value;
    case "object":
      return value === null ? null : decodeObject(value, property);
    default:
      return null;
  }
}

function decodeObject(object: object, property: string): Value {
  const members = Object.entries(object).map(
    ([key, member]) => [key, decodeValue(member, property)] as [string, Value],
  );
  const decoded: ValueObject = Object.fromEntries(members);
  if (!(SIGNATURE_KEY in decoded)) return decoded;
  // This host takes secret wrappers off by itself; another one may not.
  if (decoded[SIGNATURE_KEY] === SECRET_SIGNATURE) return new Secret(decoded.value ?? null);
  throw new ApiSettingsError(
    "invalid-input",
    `${property} holds a special value of Pulumi, such as an asset, which no setting of an API takes.`,
    { wayOut: "Declare the plain value instead." },
  );
}

/** During an apply the engine refuses the whole answer for one unknown in it, so they are left out there. */
export type Unknowns = "keep" | "drop";

/**
 * Total: whatever comes in, something that the host can send goes out. An answer that it could not send after a
 * creation would leave an API behind that no state knows of. Secrets come out in clear; see host.ts.
 */
export function encode(values: ValueObject, unknowns: Unknowns = "drop"): HostObject {
  const encoded: HostObject = {};
  for (const [key, member] of Object.entries(values)) {
    const value = encodeValue(member, unknowns);
    if (value !== undefined) encoded[wellFormed(key)] = value;
  }
  return encoded;
}

/** Undefined: there is nothing to say about the value. */
function encodeValue(value: unknown, unknowns: Unknowns): unknown {
  if (isUnknown(value)) return unknowns === "keep" ? UNKNOWN_SENTINEL : undefined;
  if (isSecret(value)) return encodeValue(value.reveal(), unknowns);
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      // NaN and the infinities have no JSON, and state is JSON.
      return Number.isFinite(value) ? value : undefined;
    case "bigint":
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    case "string":
      return wellFormed(value);
    case "object":
      return value === null ? null : encodeCompound(value, unknowns);
    default:
      return undefined;
  }
}

function encodeCompound(value: object, unknowns: Unknowns): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  // An item keeps its place, so one that cannot be said becomes null.
  if (Array.isArray(value)) return value.map((item) => encodeValue(item, unknowns) ?? null);
  return encode(value as ValueObject, unknowns);
}

/** JSON may hold half a surrogate pair ("\ud800"); UTF-8 cannot, and the engine refuses a message with one. */
function wellFormed(text: string): string {
  return /\p{Surrogate}/u.test(text) ? Buffer.from(text, "utf8").toString("utf8") : text;
}
