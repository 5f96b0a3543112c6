/**
 * Effective values: what the tenant acts on, whether or not a field was declared. Never written into inputs; computed
 * where needed (diff, policies, review, explain).
 */
import type { Field } from "./field";
import { INPUT_FIELDS } from "./table";
import { type Json, revealAll, type Value, type ValueObject } from "./values";

/** What the tenant holds for a field nobody ever set: the default it stores, or what an absent key means. */
export function defaultOf(field: Field): Json | undefined {
  return field.default ?? field.absentMeans;
}

export function effectiveValue(field: Field, values: ValueObject): Value | undefined {
  return values[field.name] ?? defaultOf(field);
}

/** Declared values, completed by defaults. Fields without a default stay absent. */
export function effectiveInputs(inputs: ValueObject): ValueObject {
  const result: ValueObject = {};
  for (const field of INPUT_FIELDS) {
    const value = effectiveValue(field, inputs);
    if (value !== undefined) result[field.name] = revealAll(value);
  }
  return result;
}
