/** Outputs of an API: what the tenant answered, in the form that state keeps. */
import { defaultOf } from "../model/effective";
import type { Field } from "../model/field";
import { placesMatching, setLeaf } from "../model/paths";
import { ALL_FIELDS, INPUT_FIELDS } from "../model/table";
import {
  containsSecret,
  isSecret,
  type JsonObject,
  revealAll,
  Secret,
  UNKNOWN,
  type Value,
  type ValueObject,
} from "../model/values";
import { outputsFromWire } from "../model/wire";
import { isSame } from "./comparison";
import { removalTarget } from "./diff";

/**
 * The tenant's answer, completed by what absent keys mean, by what lives in state only, and by declared values that
 * the tenant never returns. What the program declared as secret stays secret.
 */
export function outputsOf(
  answer: JsonObject,
  declared: ValueObject,
  oldOutputs: ValueObject = {},
): ValueObject {
  const outputs = outputsFromWire(answer);
  for (const field of ALL_FIELDS) {
    const value = outputOf(field, outputs, declared, oldOutputs);
    if (value === undefined) delete outputs[field.name];
    else outputs[field.name] = value;
  }
  return outputs;
}

function outputOf(
  field: Field,
  live: ValueObject,
  declared: ValueObject,
  oldOutputs: ValueObject,
): Value | undefined {
  const wanted = declared[field.name];
  if (field.wire === null) return wanted;
  if (field.secret) return secretOutput(field, live, declared, oldOutputs);
  const value = live[field.name] ?? field.absentMeans;
  if (value === undefined) return undefined;
  const complete = withDeclaredLeaf(field, value, wanted);
  return wanted !== undefined && containsSecret(wanted) ? new Secret(revealAll(complete)) : complete;
}

/**
 * A secret is kept where it is declared, or where the tenant made it up and its users need it (HS256 tokens cannot be
 * verified without). Reads leave it out unless it is managed, so the one in state serves.
 */
function secretOutput(
  field: Field,
  live: ValueObject,
  declared: ValueObject,
  oldOutputs: ValueObject,
): Value | undefined {
  const usesSecret = live.signingAlg === "HS256" || declared[field.name] !== undefined;
  const value = usesSecret ? (live[field.name] ?? oldOutputs[field.name]) : undefined;
  return value === undefined || isSecret(value) ? value : new Secret(value);
}

/** The declared leaf that the tenant never returns, where it is recognised as the one in the tenant. */
function withDeclaredLeaf(field: Field, live: Value, wanted: Value | undefined): Value {
  if (field.writeOnly === undefined || wanted === undefined || !isSame(field, wanted, live)) return live;
  const leaf = placesMatching(revealAll(wanted), field.writeOnly.leaf)[0]?.value;
  return leaf === undefined ? live : setLeaf(live, field.writeOnly.leaf.split("."), leaf);
}

/** Outputs of a creation, as far as a preview can know them. */
export function previewCreate(inputs: ValueObject): ValueObject {
  const adopting = inputs.existing === "adopt";
  const outputs: ValueObject = {};
  for (const field of ALL_FIELDS) {
    const value = inputs[field.name] ?? foreseen(field, inputs, adopting);
    if (value !== undefined) outputs[field.name] = value;
  }
  return outputs;
}

function foreseen(field: Field, inputs: ValueObject, adopting: boolean): Value | undefined {
  if (field.wire === null) return undefined;
  if (field.secret) return inputs.signingAlg === "HS256" ? new Secret(UNKNOWN) : undefined;
  if (field.role === "output") return field.absentMeans ?? (field.type.isOptional() ? undefined : UNKNOWN);
  // An adopted API keeps what is not declared, and a preview does not ask the tenant.
  return adopting ? UNKNOWN : defaultOf(field);
}

/** Outputs of an update, as far as a preview can know them. */
export function previewUpdate(request: {
  oldInputs: ValueObject;
  oldOutputs: ValueObject;
  inputs: ValueObject;
}): ValueObject {
  const outputs: ValueObject = { ...request.oldOutputs };
  for (const field of INPUT_FIELDS) {
    const declared = request.inputs[field.name];
    const wasDeclared = request.oldInputs[field.name] !== undefined;
    const value = declared ?? (wasDeclared ? removalTarget(field, outputs[field.name]) : outputs[field.name]);
    if (value === undefined) delete outputs[field.name];
    else outputs[field.name] = value;
  }
  return outputs;
}
