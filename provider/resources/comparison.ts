/** Whether a declared value is what the tenant has, field by field. */
import { defaultOf } from "../model/effective";
import type { Field } from "../model/field";
import { replaceLeaf } from "../model/paths";
import { type Shape, shapeOf } from "../model/shape";
import {
  containsUnknown,
  dropAbsent,
  equal,
  isObject,
  revealAll,
  type Value,
  type ValueObject,
} from "../model/values";

/** The tenant's value of a field, as state last recorded it; absent keys mean what the table says they mean. */
export function liveValue(field: Field, outputs: ValueObject): Value | undefined {
  const value = outputs[field.name] ?? defaultOf(field);
  return value === undefined ? undefined : revealAll(value);
}

/** An unknown value is never the same: whether it will be is not known. */
export function isSame(field: Field, declared: Value | undefined, live: Value | undefined): boolean {
  if (declared === undefined || live === undefined) return declared === live;
  if (containsUnknown(declared)) return false;
  const wanted = comparable(field, declared);
  const found = comparable(field, live);
  return field.merged === true ? isPartOf(wanted, found) : equal(wanted, found);
}

/**
 * The part of a value that can be compared: members that the table lists (a newer tenant may add others), and a
 * fingerprint in place of a leaf that the tenant never returns.
 */
function comparable(field: Field, value: Value): Value {
  const plain = dropAbsent(revealAll(value));
  const { writeOnly } = field;
  const fingerprinted =
    writeOnly === undefined
      ? plain
      : replaceLeaf(plain, writeOnly.leaf, writeOnly.fingerprintLeaf, (leaf) =>
          typeof leaf === "string" ? writeOnly.fingerprint(leaf) : undefined,
        );
  return listedOnly(shapeOf(field.outputType ?? field.type), fingerprinted);
}

function listedOnly(shape: Shape, value: Value): Value {
  if (shape.kind === "array" && Array.isArray(value))
    return value.map((item) => listedOnly(shape.items, item));
  if (shape.kind !== "object" || !isObject(value)) return value;
  const listed: ValueObject = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const present = value[name];
    if (present !== undefined) listed[name] = listedOnly(member.shape, present);
  }
  return listed;
}

function isPartOf(wanted: Value, found: Value | undefined): boolean {
  if (!isObject(wanted)) return equal(wanted, found);
  if (!isObject(found)) return false;
  return Object.entries(wanted).every(([key, value]) => isPartOf(value, found[key]));
}

/** `over` laid on `base`, object by object: what a tenant that merges would hold. */
export function merged(base: Value | undefined, over: Value): Value {
  if (!isObject(base) || !isObject(over)) return over;
  const result: ValueObject = { ...base };
  for (const [key, value] of Object.entries(over)) result[key] = merged(base[key], value);
  return result;
}
