/** Whether two tellings of a resource are the same, as far as anyone can see. */
import { isObject, isSecret, isUnknown, type Value } from "../../provider/model/values";
import type { ResourceState } from "./model";

/** Unlike `equal`: an unknown is like another unknown, and secrets that cannot be read are like each other. */
export function alike(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined || isUnknown(a) || isUnknown(b)) return a === b;
  if (isSecret(a) || isSecret(b)) return isSecret(a) && isSecret(b) && alike(a.reveal(), b.reveal());
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => alike(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && alike(a[key], b[key]))
  );
}

/** Outputs count only where both tell of them. */
export function indistinguishable(a: ResourceState | undefined, b: ResourceState | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (!alike(a.inputs, b.inputs)) return false;
  return a.outputs === undefined || b.outputs === undefined || alike(a.outputs, b.outputs);
}
