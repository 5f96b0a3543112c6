/** One value from two tellings of it: a secret that one of them can read, a text that one of them masks. */
import {
  isObject,
  isSecret,
  isUnknown,
  Secret,
  type Value,
  type ValueObject,
} from "../../provider/model/values";
import type { ResourceState } from "./model";
import { alike } from "./same-state";

/** Names of the properties that contradict each other are added to `conflicts`. */
export function mergeStates(a: ResourceState, b: ResourceState, conflicts: Set<string>): ResourceState {
  return {
    inputs: mergeInputs(a.inputs, b.inputs, conflicts),
    outputs:
      a.outputs === undefined || b.outputs === undefined
        ? (a.outputs ?? b.outputs)
        : mergeOutputs(a.outputs, b.outputs),
    id: a.id ?? b.id,
    protect: a.protect ?? b.protect,
  };
}

function mergeInputs(a: ValueObject, b: ValueObject, conflicts: Set<string>): ValueObject {
  const merged = new Map(Object.entries(a));
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const value = mergeValues(own(a, key), own(b, key));
    if (value === CONFLICT) conflicts.add(key);
    else if (value !== undefined) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** Previews tell of outputs in part, so what one leaves out is no contradiction; what both tell, the first decides. */
function mergeOutputs(a: ValueObject, b: ValueObject): ValueObject {
  const merged = new Map(Object.entries(b));
  for (const [key, value] of Object.entries(a)) {
    const both = mergeValues(value, own(b, key));
    merged.set(key, both === CONFLICT || both === undefined ? value : both);
  }
  return Object.fromEntries(merged);
}

const CONFLICT = Symbol("conflict");
type Merged = Value | undefined | typeof CONFLICT;

function mergeValues(a: Value | undefined, b: Value | undefined): Merged {
  if (alike(a, b)) return a;
  if (a === undefined || b === undefined || isUnknown(a) || isUnknown(b)) return CONFLICT;
  if (isSecret(a)) return mergeSecret(a, b);
  if (isSecret(b)) return mergeSecret(b, a);
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return CONFLICT;
    return allOrConflict(a.map((item, index) => mergeValues(item, b[index])));
  }
  if (!isObject(a) || !isObject(b)) return CONFLICT;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const values = allOrConflict(keys.map((key) => mergeValues(own(a, key), own(b, key))));
  return values === CONFLICT
    ? CONFLICT
    : Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]));
}

function mergeSecret(secret: Secret, other: Value): Merged {
  const hidden = secret.reveal();
  if (isSecret(other)) {
    if (isUnknown(other.reveal())) return secret;
    return isUnknown(hidden) ? other : CONFLICT;
  }
  // A text in which the engine masked something looks like a secret; state has it in clear. It stays hidden.
  return isUnknown(hidden) && typeof other === "string" ? new Secret(other) : CONFLICT;
}

function allOrConflict(values: readonly Merged[]): Value[] | typeof CONFLICT {
  const known = values.filter((value): value is Value => value !== CONFLICT && value !== undefined);
  return known.length === values.length ? known : CONFLICT;
}

function own(object: ValueObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
