import type { Json, JsonObject } from "../provider/model/values";

/** The value where it is an object (no array, not null), else undefined. */
export function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
