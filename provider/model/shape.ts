/**
 * A field's type as plain data, read off its zod type by way of JSON Schema (zod's public door to its structure).
 * Wire mapping, generated types, schema.json, reference pages and the tenant's validation all walk this one form.
 */
import * as z from "zod";

export type Shape =
  | { kind: "boolean" | "integer" | "number" | "json" }
  | { kind: "string"; values?: readonly string[] }
  | { kind: "array"; items: Shape }
  | { kind: "map"; items: Shape }
  | { kind: "object"; members: Readonly<Record<string, Member>> };

export interface Member {
  shape: Shape;
  required: boolean;
  description: string | undefined;
}

const cache = new WeakMap<z.ZodType, Shape>();

export function shapeOf(type: z.ZodType): Shape {
  const known = cache.get(type);
  if (known) return known;
  const shape = fromJsonSchema(z.toJSONSchema(type, { unrepresentable: "throw" }) as JsonSchema);
  cache.set(type, shape);
  return shape;
}

/** The shape at a concrete path, or undefined where the path leaves what is known. */
export function shapeAt(shape: Shape, path: readonly (string | number)[]): Shape | undefined {
  let current: Shape | undefined = shape;
  for (const key of path) {
    if (current?.kind === "array" || current?.kind === "map") current = current.items;
    else if (current?.kind === "object") current = current.members[String(key)]?.shape;
    else return undefined;
  }
  return current;
}

interface JsonSchema {
  type?: string;
  enum?: string[];
  const?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  description?: string;
}

function fromJsonSchema(schema: JsonSchema): Shape {
  switch (schema.type) {
    case "boolean":
    case "integer":
    case "number":
      return { kind: schema.type };
    case "string": {
      const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
      return values === undefined ? { kind: "string" } : { kind: "string", values };
    }
    case "array":
      return { kind: "array", items: fromJsonSchema(schema.items ?? {}) };
    case "object":
      return objectShape(schema);
    default:
      return { kind: "json" };
  }
}

function objectShape(schema: JsonSchema): Shape {
  if (schema.properties === undefined) {
    const items = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
    return { kind: "map", items: fromJsonSchema(items) };
  }
  const members: Record<string, Member> = {};
  for (const [name, member] of Object.entries(schema.properties)) {
    members[name] = {
      shape: fromJsonSchema(member),
      required: schema.required?.includes(name) ?? false,
      description: member.description,
    };
  }
  return { kind: "object", members };
}
