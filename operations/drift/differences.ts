/** What a stack recorded of an API, held against what the tenant has: effective values of both. */
import { defaultOf } from "../../provider/model/effective";
import type { Field } from "../../provider/model/field";
import { INPUT_FIELDS } from "../../provider/model/table";
import {
  containsSecret,
  containsUnknown,
  type JsonObject,
  Secret,
  type Value,
  type ValueObject,
} from "../../provider/model/values";
import { isSame, liveValue } from "../../provider/resources/comparison";
import { outputsOf } from "../../provider/resources/outputs";
import type { ResourceState } from "../../review/read/model";

export interface Difference {
  readonly field: Field;
  /** As the program of this resource calls the field. */
  readonly property: string;
  readonly declared: boolean;
  readonly live: Value | undefined;
}

export interface Comparison {
  /** Declared values, and recorded ones that are not at their default. */
  readonly before: ValueObject;
  /** The same as the tenant has it. */
  readonly after: ValueObject;
  readonly differences: readonly Difference[];
  /** Properties that could not be compared, because the state holds them encrypted. */
  readonly hidden: readonly string[];
}

/** Names and forms in which a type of resource keeps its values. */
export interface Dialect {
  nameOf(field: Field): string;
  /** Whether an undeclared field is compared as well. */
  comparesUndeclared(field: Field): boolean;
  /** Whether a recorded value has the form that the tenant's has. */
  isComparable(recorded: Value): boolean;
}

export function compareWithTenant(
  { inputs, outputs = {} }: ResourceState,
  answer: JsonObject,
  dialect: Dialect,
): Comparison {
  const before: ValueObject = { ...inputs };
  const after: ValueObject = { ...inputs };
  const differences: Difference[] = [];
  const hidden: string[] = [];
  const tenant = outputsOf(answer, {});
  for (const field of INPUT_FIELDS) {
    if (field.wire === null) continue;
    const property = dialect.nameOf(field);
    const declared = inputs[property];
    if (declared !== undefined && (field.secret === true || containsUnknown(declared))) hidden.push(property);
    if (field.secret === true || (declared !== undefined && containsUnknown(declared))) continue;
    if (declared === undefined && !dialect.comparesUndeclared(field)) continue;
    const was = declared ?? liveValue(field, { [field.name]: outputs[property] ?? null });
    if (was !== undefined && (containsUnknown(was) || !dialect.isComparable(was))) continue;
    const live = liveValue(field, tenant);
    const differs = !isSame(field, was, live) && !(was === "" && live === undefined);
    put(before, property, was, field, declared);
    put(after, property, differs ? live : was, field, declared);
    if (differs) differences.push({ field, property, declared: declared !== undefined, live });
  }
  return { before, after, differences, hidden };
}

/** What is neither declared nor different from the default says nothing, and rules know the default themselves. */
function put(
  values: ValueObject,
  property: string,
  value: Value | undefined,
  field: Field,
  declared: Value | undefined,
): void {
  if (value === undefined || (declared === undefined && isSame(field, value, defaultOf(field)))) {
    delete values[property];
    return;
  }
  const isHidden = declared !== undefined && containsSecret(declared) && !containsSecret(value);
  values[property] = isHidden ? new Secret(value) : value;
}
