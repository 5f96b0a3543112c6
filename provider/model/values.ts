/**
 * Values as the provider sees them. A property of a resource is one of four different things, and confusing two of
 * them is how a tool prints a secret or passes a check that was never made:
 *
 * - known: plain data;
 * - secret: data wrapped in {@link Secret}, at any depth;
 * - unknown: {@link UNKNOWN}, at any depth, during a preview, until another resource has been created;
 * - absent: the key is missing. `undefined` and `null` from a program mean the same and are dropped at the door.
 */

class UnknownValue {
  readonly kind = "unknown";
  toString(): string {
    return "[unknown]";
  }
  toJSON(): string {
    return "[unknown]";
  }
}

/** Stands for a value that is known only after an apply. There is one instance, so `===` works. */
export const UNKNOWN = new UnknownValue();
export type Unknown = typeof UNKNOWN;

/** A value that must never be shown. Prints as `[secret]` wherever it ends up by mistake. */
export class Secret {
  readonly #value: Value;
  constructor(value: Value) {
    this.#value = value;
  }
  /** The clear value: only for sending it to the tenant or wrapping it again for the engine. */
  reveal(): Value {
    return this.#value;
  }
  toString(): string {
    return "[secret]";
  }
  toJSON(): string {
    return "[secret]";
  }
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}

export type Value = null | boolean | number | string | Unknown | Secret | Value[] | ValueObject;
export interface ValueObject {
  [key: string]: Value;
}

/** Plain JSON: what is left when no secret wrapper and no unknown is inside. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isUnknown(value: unknown): value is Unknown {
  return value === UNKNOWN;
}

export function isSecret(value: unknown): value is Secret {
  return value instanceof Secret;
}

/** A plain object (not null, an array, an unknown or a secret). */
export function isObject(value: unknown): value is ValueObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !isUnknown(value) &&
    !(value instanceof Secret)
  );
}

export function containsUnknown(value: Value | undefined): boolean {
  if (value === undefined) return false;
  if (isUnknown(value)) return true;
  if (isSecret(value)) return containsUnknown(value.reveal());
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isObject(value) && Object.values(value).some(containsUnknown);
}

export function containsSecret(value: Value | undefined): boolean {
  if (value === undefined) return false;
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(containsSecret);
  return isObject(value) && Object.values(value).some(containsSecret);
}

/** Takes every secret wrapper off, at any depth. The result may contain clear secrets: never print it. */
export function revealAll(value: Value): Value {
  if (isSecret(value)) return revealAll(value.reveal());
  if (Array.isArray(value)) return value.map(revealAll);
  if (isObject(value)) return mapObject(value, revealAll);
  return value;
}

/** Drops `null` and `undefined` members at any depth, so that "absent" has one spelling. Secrets are looked into. */
export function dropAbsent(value: Value): Value {
  if (isSecret(value)) return new Secret(dropAbsent(value.reveal()));
  if (Array.isArray(value))
    return value.filter((item) => item !== undefined && item !== null).map(dropAbsent);
  if (!isObject(value)) return value;
  // Object.fromEntries, not assignment: a member may be called __proto__.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([key, member]) => [key, dropAbsent(member)]),
  );
}

export function mapObject<T, R>(
  object: Record<string, T>,
  change: (value: T, key: string) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** Equality by content. Secrets compare by what they hide; an unknown equals nothing, not even itself. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (isUnknown(a) || isUnknown(b)) return false;
  if (isSecret(a)) return equal(a.reveal(), b);
  if (isSecret(b)) return equal(a, b.reveal());
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (isObject(a)) {
    if (!isObject(b)) return false;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => equal(a[key], b[key]));
  }
  return a === b;
}
