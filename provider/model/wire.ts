/**
 * Between the names of programs (camelCase, units) and the names of the Management API (snake_case). Top-level names
 * stand in the field table; members inside follow one rule. Free-form JSON and members that the table does not list
 * pass through as they are, so that what a newer tenant returns survives.
 */
import type { Field } from "./field";
import { type Shape, shapeOf } from "./shape";
import { WIRE_FIELDS } from "./table";
import { isObject, type Json, type JsonObject, Secret, type Value, type ValueObject } from "./values";

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** One declared value in the form of the Management API. Expects plain data: no secrets, no unknowns. */
export function valueToWire(field: Field, value: Json): Json {
  return rename(shapeOf(field.type), value, snakeCase) as Json;
}

/** One value of the Management API in the form of programs. */
export function valueFromWire(field: Field, value: Json): Value {
  return rename(shapeOf(field.outputType ?? field.type), value, (name) => name, snakeCase);
}

/** An answer of the Management API as outputs: known fields only, absent ones absent, secret fields wrapped. */
export function outputsFromWire(answer: JsonObject): ValueObject {
  const outputs: ValueObject = {};
  for (const field of WIRE_FIELDS) {
    const value = answer[field.wire];
    if (value === undefined || value === null) continue;
    const converted = valueFromWire(field, value);
    outputs[field.name] = field.secret ? new Secret(converted) : converted;
  }
  return outputs;
}

/**
 * Walks value and shape side by side. `written` gives a listed member's name in the result, `read` its name in the
 * value.
 */
function rename(
  shape: Shape,
  value: Value,
  written: (name: string) => string,
  read: (name: string) => string = (name) => name,
): Value {
  if (shape.kind === "array" && Array.isArray(value)) {
    return value.map((item) => rename(shape.items, item, written, read));
  }
  if (shape.kind !== "object" || !isObject(value)) return value;
  const listed = new Map(
    Object.entries(shape.members).map(([name, member]) => [
      read(name),
      { name: written(name), shape: member.shape },
    ]),
  );
  const renamed = Object.entries(value)
    .filter(([, present]) => present !== undefined && present !== null)
    .map(([key, present]) => {
      const member = listed.get(key);
      return member ? [member.name, rename(member.shape, present, written, read)] : [key, present];
    });
  return Object.fromEntries(renamed);
}
