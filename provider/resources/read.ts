/** Refresh and import: what the tenant has now, as outputs and as the inputs that would declare it. */
import { defaultOf } from "../model/effective";
import type { Field } from "../model/field";
import { setLeaf } from "../model/paths";
import { INPUT_FIELDS } from "../model/table";
import { isInternalKey, validateInputs } from "../model/validate";
import { containsSecret, revealAll, Secret, type Value, type ValueObject } from "../model/values";
import { isSame, liveValue } from "./comparison";
import { callOptions, type ResourceContext } from "./context";
import { outputsOf } from "./outputs";

export interface ReadRequest {
  /** The tenant's id of the API; on import also its identifier. */
  id: string;
  /** Absent on import. */
  oldInputs?: ValueObject | undefined;
  oldOutputs?: ValueObject | undefined;
}

export interface ReadResult {
  id: string;
  inputs: ValueObject;
  outputs: ValueObject;
}

/** Undefined: the tenant has no such API. */
export async function readApi(
  context: ResourceContext,
  request: ReadRequest,
): Promise<ReadResult | undefined> {
  const { id, oldInputs = {}, oldOutputs = {} } = request;
  const answer = await context.client.resourceServers.get(id, {
    ...callOptions(context),
    // A read that returns a secret is logged by the tenant as a security event: only where it is managed.
    withSigningSecret: INPUT_FIELDS.some(
      (field) => field.secret === true && oldInputs[field.name] !== undefined,
    ),
  });
  if (answer === undefined) return undefined;
  const outputs = outputsOf(answer, oldInputs, oldOutputs);
  const isImport = Object.keys(oldInputs).length === 0;
  const inputs = isImport ? importedInputs(outputs) : refreshedInputs(oldInputs, oldOutputs, outputs);
  warnOfBrokenLimits(context, answer.identifier, inputs);
  return { id: answer.id, inputs, outputs };
}

/** Everything that is not at its default, so that the generated program declares it. Never a secret. */
function importedInputs(outputs: ValueObject): ValueObject {
  const inputs: ValueObject = {};
  for (const field of INPUT_FIELDS) {
    const live = outputs[field.name];
    // A write-only leaf is not there to be declared, so neither is the value around it.
    if (live === undefined || field.secret || field.wire === null || field.writeOnly !== undefined) continue;
    if (field.required || !isSame(field, live, defaultOf(field))) inputs[field.name] = live;
  }
  return inputs;
}

/**
 * What was declared, as the tenant has it now; and undeclared fields that were changed behind Pulumi's back (they are
 * neither at their default nor as state recorded them), so that the next preview shows the drift.
 */
function refreshedInputs(oldInputs: ValueObject, oldOutputs: ValueObject, outputs: ValueObject): ValueObject {
  const inputs: ValueObject = Object.fromEntries(
    Object.entries(oldInputs).filter(([key]) => isInternalKey(key)),
  );
  for (const field of INPUT_FIELDS) {
    const value =
      field.wire === null ? oldInputs[field.name] : refreshed(field, oldInputs, oldOutputs, outputs);
    if (value !== undefined) inputs[field.name] = value;
  }
  return inputs;
}

function refreshed(
  field: Field,
  oldInputs: ValueObject,
  oldOutputs: ValueObject,
  outputs: ValueObject,
): Value | undefined {
  const declared = oldInputs[field.name];
  const live = liveValue(field, outputs);
  if (declared !== undefined) {
    // The declared spelling stays where it still says what the tenant has.
    if (live === undefined || isSame(field, declared, live)) return live === undefined ? undefined : declared;
    const value = asInput(field, live);
    return field.secret || containsSecret(declared) ? new Secret(revealAll(value)) : value;
  }
  if (live === undefined || field.secret || field.whenRemoved === "unmanaged") return undefined;
  const drifted =
    !isSame(field, live, defaultOf(field)) && !isSame(field, live, liveValue(field, oldOutputs));
  return drifted ? asInput(field, live) : undefined;
}

/** A live value in the form of an input: without the fingerprint that only outputs have. */
function asInput(field: Field, live: Value): Value {
  return field.writeOnly === undefined
    ? live
    : setLeaf(live, field.writeOnly.fingerprintLeaf.split("."), undefined);
}

/** The tenant may hold values that we would refuse in a program (seen on system APIs): worth a word, not a failure. */
function warnOfBrokenLimits(context: ResourceContext, identifier: string, inputs: ValueObject): void {
  for (const failure of validateInputs(inputs, { limits: context.behaviour.limits })) {
    context.log.warning(
      `In the tenant, ${identifier} has a value that a program could not declare. ${failure.message}`,
    );
  }
}
