/** Preview-time check of an API. Pure and offline; everything that is wrong is said at once. */

import type { BehaviourSettings } from "../model/connection";
import { formatSeconds } from "../model/durations";
import { effectiveValue } from "../model/effective";
import type { Field } from "../model/field";
import { INPUT_FIELDS } from "../model/table";
import { type Failure, validateInputs } from "../model/validate";
import {
  containsSecret,
  dropAbsent,
  isObject,
  isSecret,
  revealAll,
  Secret,
  type ValueObject,
} from "../model/values";

export interface CheckRequest {
  inputs: ValueObject;
  /** What was declared before; absent for a new API. */
  oldInputs?: ValueObject | undefined;
  behaviour: BehaviourSettings;
  domain?: string | undefined;
  /** Also check what holds for new APIs only (where nothing else comes between check and creation). */
  creating?: boolean;
}

export interface CheckResult {
  /** As declared: no default is ever written in. Secret fields are wrapped. */
  inputs: ValueObject;
  failures: Failure[];
}

export function checkApi(request: CheckRequest): CheckResult {
  const inputs = withSecrets(dropAbsent(request.inputs));
  const failures = validateInputs(inputs, {
    limits: request.behaviour.limits,
    domain: request.domain,
    creating: request.creating === true && inputs.existing !== "adopt",
  });
  if (request.oldInputs !== undefined && !request.behaviour.allowLengtheningByRemoval) {
    failures.push(...lengtheningRemovals(inputs, request.oldInputs));
  }
  return { inputs, failures };
}

function withSecrets(value: unknown): ValueObject {
  const inputs: ValueObject = isObject(value) ? { ...value } : {};
  for (const field of INPUT_FIELDS) {
    const declared = inputs[field.name];
    if (field.secret && declared !== undefined && !isSecret(declared))
      inputs[field.name] = new Secret(declared);
  }
  return inputs;
}

/** Nobody lengthens a token by deleting a line: the removal of a lifetime that would do so is refused. */
function lengtheningRemovals(inputs: ValueObject, oldInputs: ValueObject): Failure[] {
  return INPUT_FIELDS.filter((field) => field.lifetime === true && field.whenRemoved === "default").flatMap(
    (field) => {
      const was = oldInputs[field.name];
      if (was === undefined || inputs[field.name] !== undefined) return [];
      const before = cappedLifetime(field, oldInputs);
      const after = cappedLifetime(field, inputs);
      if (before === undefined || after === undefined || after <= before) return [];
      const secret = containsSecret(was);
      const keep = secret ? "its value" : String(revealAll(was));
      const message = [
        `${field.name} ${secret ? "" : `was ${formatSeconds(before)} and `}is not declared any more: new tokens would live ${formatSeconds(after)}.`,
        "No token is lengthened by deleting a line; declare one of these:",
        `  ${field.name}: ${keep} (keeps it)`,
        `  ${field.name}: ${after} (lengthens it)`,
        "or set the provider's `allowLengtheningByRemoval` to true.",
      ].join("\n");
      return [{ property: secret ? "" : field.name, message, secret }];
    },
  );
}

/** The lifetime that a field brings about, given the other field that caps it, where there is one. */
function cappedLifetime(field: Field, inputs: ValueObject): number | undefined {
  const own = numberOf(field, inputs);
  const cap = field.server?.find((limit) => limit.kind === "notGreaterThan");
  const capField = INPUT_FIELDS.find((candidate) => candidate.name === cap?.value);
  const upper = capField === undefined ? undefined : numberOf(capField, inputs);
  return own === undefined || upper === undefined ? own : Math.min(own, upper);
}

function numberOf(field: Field, inputs: ValueObject): number | undefined {
  const value = effectiveValue(field, inputs);
  const plain = value === undefined ? undefined : revealAll(value);
  return typeof plain === "number" ? plain : undefined;
}
