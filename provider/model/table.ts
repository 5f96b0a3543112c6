/** Views of the field table that the rest of the product uses. */
import type { Field } from "./field";
import { FIELDS } from "./fields";

/** Every field, in the order of the Management API's answers. */
export const ALL_FIELDS: readonly Field[] = FIELDS;
/** Fields that a program can declare. */
export const INPUT_FIELDS: readonly Field[] = ALL_FIELDS.filter((field) => field.role === "input");
/** Fields that the Management API knows, declared or computed. */
export const WIRE_FIELDS: readonly (Field & { wire: string })[] = ALL_FIELDS.filter(
  (field): field is Field & { wire: string } => field.wire !== null,
);

const byName = new Map(ALL_FIELDS.map((field) => [field.name, field]));

export function fieldNamed(name: string): Field | undefined {
  return byName.get(name);
}
