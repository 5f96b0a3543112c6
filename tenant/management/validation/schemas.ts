/** JSON Schemas of this room, and short forms for those that are written by hand. */

export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
}

export const FLAG: JsonSchema = { type: "boolean" };

/** An object of which this tenant keeps whatever is sent. */
export const open: JsonSchema = { type: "object", additionalProperties: true };

export const text = (maxLength: number, minLength = 0): JsonSchema => ({
  type: "string",
  ...(minLength === 0 ? {} : { minLength }),
  maxLength,
});

export const choice = (...values: string[]): JsonSchema => ({ type: "string", enum: values });

export const arrayOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });

export const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

export function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== "string") return schema;
  return {
    ...schema,
    type: [schema.type, "null"],
    ...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }),
  };
}
