/** An answer of the Management API in the names of programs, members inside included. */
import type { Json, JsonObject, Value, ValueObject } from "../../provider/model/values";
import { camelCase } from "../../provider/model/wire";

/** Null is dropped: in an answer it means that nothing is set. */
export function camelCased(answer: JsonObject): ValueObject {
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [camelCase(name), inside(value)]),
  );
}

function inside(value: Json): Value {
  if (Array.isArray(value)) return value.map(inside);
  return typeof value === "object" && value !== null ? camelCased(value) : value;
}
