/**
 * Reading members of parsed JSON that came from outside. Only own members count, so that a document can neither reach
 * nor replace what every object inherits, and a member of the wrong kind reads as absent.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function memberOf(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function objectAt(object: JsonObject, key: string): JsonObject | undefined {
  const value = memberOf(object, key);
  return isJsonObject(value) ? value : undefined;
}

export function listAt(object: JsonObject, key: string): readonly unknown[] | undefined {
  const value = memberOf(object, key);
  return Array.isArray(value) ? value : undefined;
}

/** A text that says something: Pulumi writes "" for "none". */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = memberOf(object, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function textsAt(object: JsonObject, key: string): readonly string[] {
  return (listAt(object, key) ?? []).filter((item) => typeof item === "string");
}

export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = memberOf(object, key);
  return typeof value === "number" ? value : undefined;
}

export function booleanAt(object: JsonObject, key: string): boolean | undefined {
  const value = memberOf(object, key);
  return typeof value === "boolean" ? value : undefined;
}
