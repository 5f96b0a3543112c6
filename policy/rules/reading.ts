/**
 * What could be read of a property. Rules decide on known values only; every other state ends up as "not evaluated",
 * never as "passed".
 */
import type { Value, ValueObject } from "../../provider/model/values";
import { isObject, isSecret, isUnknown } from "../../provider/model/values";

export type Reading<T> =
  | {
      readonly state: "known";
      readonly value: T;
      /** False where a default stands in for a property that the program left unset. */
      readonly declared: boolean;
      /** The program made it a secret: decide on it, never print it. */
      readonly secret: boolean;
      readonly field: string;
    }
  /** Known after the apply. */
  | { readonly state: "unknown"; readonly field: string }
  /** Declared, in a form that this tool does not understand. */
  | { readonly state: "unreadable"; readonly field: string; readonly expected: string }
  /** Not declared, and what holds then stands elsewhere or nowhere. */
  | { readonly state: "absent"; readonly field: string; readonly because: Absence };

export type Absence =
  /** Another resource says it: a realm, a tenant. */
  | "inherited"
  /** No document says what an unset property means. */
  | "undocumented"
  /** There is nothing of the kind: no anonymous tokens, no refresh tokens. */
  | "none"
  /** The resource takes over something that exists, and leaves what is unset as it is there. */
  | "adopted";

export type Known<T> = Extract<Reading<T>, { state: "known" }>;

/** A value at a path, with the secret wrappers that lay on the way taken off and remembered. */
export interface Found {
  readonly value: Value | undefined;
  readonly secret: boolean;
}

/** Stands for a value that is not where its path says: no reading takes an object for an answer. */
const NOT_UNDERSTOOD: ValueObject = {};

/**
 * The value at `path` ("refreshToken.tokenLifetime"). A list on the way stands for its first item: bridged providers
 * write a block that occurs once either way. Unknown as soon as something on the way is; not understood where the way
 * leads through anything but objects.
 */
export function valueAt(props: ValueObject, path: string): Found {
  let value: Value | undefined = props;
  let secret = false;
  const open = () => {
    while (isSecret(value)) {
      secret = true;
      value = value.reveal();
    }
  };
  for (const key of path.split(".")) {
    open();
    if (Array.isArray(value)) value = value[0];
    open();
    if (isUnknown(value)) return { value, secret };
    if (value === undefined || value === null) return { value: undefined, secret };
    if (!isObject(value)) return { value: NOT_UNDERSTOOD, secret };
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  open();
  return { value: value ?? undefined, secret };
}

export function readBoolean(props: ValueObject, field: string, whenUnset: boolean): Reading<boolean> {
  return read(props, field, "true or false", whenUnset, (value) => {
    if (typeof value === "boolean") return value;
    return value === "true" ? true : value === "false" ? false : undefined;
  });
}

export function readText(props: ValueObject, field: string, whenUnset?: string): Reading<string> {
  return read(props, field, "a text", whenUnset, (value) => (typeof value === "string" ? value : undefined));
}

/** Reads a value by `parse`, which answers undefined for what it does not understand. */
export function read<T>(
  props: ValueObject,
  field: string,
  expected: string,
  whenUnset: T | undefined,
  parse: (value: Value) => T | undefined,
): Reading<T> {
  const { value, secret } = valueAt(props, field);
  if (value === undefined) {
    return whenUnset === undefined
      ? { state: "absent", field, because: "none" }
      : { state: "known", value: whenUnset, declared: false, secret: false, field };
  }
  if (isUnknown(value)) return { state: "unknown", field };
  const parsed = parse(value);
  return parsed === undefined
    ? { state: "unreadable", field, expected }
    : { state: "known", value: parsed, declared: true, secret, field };
}

/** The same reading with another value, for values that are computed from what was read. */
export function withValue<T, R>(reading: Reading<T>, change: (value: T) => R): Reading<R> {
  return reading.state === "known" ? { ...reading, value: change(reading.value) } : reading;
}

export function isKnown<T>(reading: Reading<T>): reading is Known<T> {
  return reading.state === "known";
}
