/** JSON Schemas of request bodies, made from the field table: its types and what the server enforces of its limits. */
import type { Field, Limit } from "../../../provider/model/field";
import { type Shape, shapeOf } from "../../../provider/model/shape";
import { snakeCase } from "../../../provider/model/wire";
import { pathSteps } from "../../wire-path";
import { type JsonSchema, nullable } from "./schemas";

type WireField = Field & { wire: string };

/** A body with these fields and no others. */
export function bodySchema(fields: readonly WireField[], options: { required: boolean }): JsonSchema {
  const required = options.required
    ? fields.filter((field) => field.required).map((field) => field.wire)
    : [];
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.wire, fieldSchema(field)])),
    required,
    additionalProperties: false,
  };
}

function fieldSchema(field: WireField): JsonSchema {
  const schema = fromShape(shapeOf(field.type));
  for (const limit of field.server ?? []) apply(limit, schema, field.wire);
  // A field that is cleared when it is removed takes null, and no other does.
  return field.whenRemoved === "null" ? nullable(schema) : schema;
}

function fromShape(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case "json":
      return {};
    case "string":
      return shape.values === undefined ? { type: "string" } : { type: "string", enum: [...shape.values] };
    case "array":
      return { type: "array", items: fromShape(shape.items) };
    case "map":
      return { type: "object", additionalProperties: fromShape(shape.items) };
    case "object": {
      const members = Object.entries(shape.members);
      return {
        type: "object",
        properties: Object.fromEntries(
          members.map(([name, member]) => [snakeCase(name), fromShape(member.shape)]),
        ),
        required: members.filter(([, member]) => member.required).map(([name]) => snakeCase(name)),
        additionalProperties: false,
      };
    }
    default:
      return { type: shape.kind };
  }
}

function apply(limit: Limit, schema: JsonSchema, name: string): void {
  const target = at(schema, limit.on ?? "");
  if (target === undefined) throw new Error(`Field table: ${name} has no ${limit.on}.`);
  switch (limit.kind) {
    case "min":
      target.minimum = Number(limit.value);
      break;
    case "max":
      target.maximum = Number(limit.value);
      break;
    case "minLength":
    case "maxLength":
    case "maxItems":
      target[limit.kind] = Number(limit.value);
      break;
    case "pattern":
      target.pattern = String(limit.value);
      break;
    case "open":
      target.additionalProperties = true;
      break;
    default:
    // The other kinds need more than the value itself: see rules.ts.
  }
}

/** The part of a schema that a limit's path points at: "", "[].value", "encryptionKey.pem". */
function at(schema: JsonSchema, path: string): JsonSchema | undefined {
  let target: JsonSchema | undefined = schema;
  for (const step of pathSteps(path)) {
    target = step === "[]" ? target?.items : target?.properties?.[snakeCase(step)];
  }
  return target;
}
