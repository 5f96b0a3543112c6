/** Reaching into a value on the wire by a path of the field table, whose names are those of programs. */
import type { Json } from "../provider/model/values";
import { snakeCase } from "../provider/model/wire";
import { asObject } from "./json";

/** "[].value" -> "[]", "value"; "" -> nothing: the value itself. */
export function pathSteps(path: string): string[] {
  return path.match(/\[\]|[^.[\]]+/g) ?? [];
}

export function leafAt(value: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => asObject(at)?.[snakeCase(step)], value);
}

/** A copy with the leaf set, or without it for undefined. A path that leads nowhere changes nothing. */
export function withLeaf(value: Json, path: readonly string[], leaf: string | undefined): Json {
  const [step, ...rest] = path;
  const object = asObject(value);
  if (step === undefined || object === undefined) return value;
  const { [snakeCase(step)]: old, ...others } = object;
  if (rest.length > 0) {
    // The member that holds the leaf comes first: recorded for the tenant's own rewriting of token_encryption.
    return old === undefined ? value : { [snakeCase(step)]: withLeaf(old, rest, leaf), ...others };
  }
  return leaf === undefined ? others : { ...others, [snakeCase(step)]: leaf };
}
