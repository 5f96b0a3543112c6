/** The query parameters `fields` and `include_fields`: which keys of an answer the caller wants. */
import type { JsonObject } from "../../provider/model/values";

export interface Projection {
  names: readonly string[];
  include: boolean;
}

/** `fields` is a comma-separated list; without it everything is wanted, whatever `include_fields` says. */
export function projectionOf(query: { fields?: string; include_fields?: boolean }): Projection | undefined {
  if (query.fields === undefined || query.fields === "") return undefined;
  return { names: query.fields.split(","), include: query.include_fields ?? true };
}

export function project(document: JsonObject, projection: Projection | undefined): JsonObject {
  if (projection === undefined) return document;
  return Object.fromEntries(
    Object.entries(document).filter(([key]) => projection.names.includes(key) === projection.include),
  );
}
