/** Refresh and import: what the tenant has now, as outputs and as the inputs that would declare it. */
import { defaultOf } from "../model/effective";
import type { Field } from "../model/field";
import type { LimitOverrides } from "../model/limit-overrides";
import { setLeaf } from "../model/paths";
import { fieldNamed, INPUT_FIELDS } from "../model/table";
import { type Failure, isInternalKey, validateInputs } from "../model/validate";
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
  const { limits } = context.behaviour;
  if (Object.keys(oldInputs).length === 0) {
    const { inputs, refused } = importedInputs(outputs, limits);
    warnOfBrokenLimits(context, answer.identifier, refused);
    return { id: answer.id, inputs, outputs };
  }
  const inputs = refreshedInputs(oldInputs, oldOutputs, outputs);
  warnOfBrokenLimits(context, answer.identifier, validateInputs(inputs, { limits }));
  return { id: answer.id, inputs, outputs };
}

export interface ImportedInputs {
  /** What a program declares to be the same as the tenant. */
  inputs: ValueObject;
  /** Values of the tenant that a program could not declare, so that they are not among the inputs. */
  refused: Failure[];
}

/**
 * Everything that is not at its default, so that the generated program declares it. Never a secret, and nothing that
 * the first preview would refuse. A generated program must declare exactly this, or that preview shows changes.
 */
export function importedInputs(outputs: ValueObject, limits?: LimitOverrides): ImportedInputs {
  const inputs: ValueObject = {};
  for (const field of INPUT_FIELDS) {
    const live = outputs[field.name];
    // A write-only leaf is not there to be declared, so neither is the value around it.
    if (live === undefined || field.secret || field.wire === null || field.writeOnly !== undefined) continue;
    // What the tenant lets nobody change on its own APIs would only turn into updates that it refuses.
    if (outputs.isSystem === true && !field.required && field.changeableOn === undefined) continue;
    if (field.required || !isSame(field, live, defaultOf(field))) inputs[field.name] = live;
  }
  const refused = validateInputs(inputs, { limits }).filter(isOptional);
  // Without one of two values that depend on each other, the other may break a limit: so again, until none is left.
  for (let found = refused; found.length > 0; ) {
    for (const { property } of found) delete inputs[property];
    found = validateInputs(inputs, { limits }).filter(isOptional);
    refused.push(...found);
  }
  return { inputs, refused };
}

function isOptional({ property }: Failure): boolean {
  return fieldNamed(property)?.required !== true;
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
function warnOfBrokenLimits(
  context: ResourceContext,
  identifier: string,
  failures: readonly Failure[],
): void {
  for (const failure of failures) {
    context.log.warning(
      `In the tenant, ${identifier} has a value that a program could not declare. ${failure.message}`,
    );
  }
}
