/** Request bodies: only what is declared on creation, only what changes on update. */
import { defaultOf } from "../model/effective";
import type { Field } from "../model/field";
import { INPUT_FIELDS } from "../model/table";
import { type Json, type JsonObject, revealAll, type Value, type ValueObject } from "../model/values";
import { valueToWire } from "../model/wire";
import { liveValue, merged } from "./comparison";
import { removalTarget } from "./diff";

type WireField = Field & { wire: string };

/**
 * Body of a creation: what is declared and nothing else, so that the tenant's own defaults hold. An object that the
 * tenant may merge is completed, because nothing says whether it does so on creation too.
 */
export function creationBody(inputs: ValueObject): JsonObject {
  const body: JsonObject = {};
  for (const field of sentFields()) {
    const declared = inputs[field.name];
    if (declared === undefined) continue;
    body[field.wire] = toWire(field, field.merged ? merged(defaultOf(field), revealAll(declared)) : declared);
  }
  return body;
}

/** Body of an update that brings the named fields to what is declared, or to what their removal means. */
export function updateBody(
  names: readonly string[],
  inputs: ValueObject,
  oldOutputs: ValueObject,
): JsonObject {
  const body: JsonObject = {};
  for (const field of sentFields().filter(({ name }) => names.includes(name))) {
    const live = liveValue(field, oldOutputs);
    const wanted = inputs[field.name] ?? removalTarget(field, live);
    if (wanted === undefined) body[field.wire] = null;
    // Whether the tenant merges or replaces is not documented: sending the whole object is right in both cases.
    else body[field.wire] = toWire(field, field.merged ? merged(live, revealAll(wanted)) : wanted);
  }
  return body;
}

function sentFields(): WireField[] {
  return INPUT_FIELDS.filter((field): field is WireField => field.wire !== null);
}

function toWire(field: Field, value: Value): Json {
  // The engine resolves every unknown before it asks for a creation or an update.
  return valueToWire(field, revealAll(value) as Json);
}
