/** What an apply would change. Pure and offline: compares what is declared with what state last recorded. */
import { formatSeconds } from "../model/durations";
import { defaultOf } from "../model/effective";
import { countsSeconds, type Field } from "../model/field";
import { ALL_FIELDS, INPUT_FIELDS } from "../model/table";
import type { Value, ValueObject } from "../model/values";
import { isSame, liveValue } from "./comparison";

export interface DiffRequest {
  oldInputs: ValueObject;
  oldOutputs: ValueObject;
  inputs: ValueObject;
}

export interface Change {
  /** Name of the property. */
  path: string;
  kind: "add" | "delete" | "update";
  replace: boolean;
  /** Show old against new inputs; otherwise the tenant's value against the new input. */
  inputDiff: boolean;
}

export interface ApiDiff {
  changes: Change[];
  replaces: string[];
  /** Two APIs cannot have one identifier, so a replacement that keeps it must delete first. */
  deleteBeforeReplace: boolean;
  /** Outputs that no change but a replacement touches. */
  stables: string[];
  /** Sentences for the preview: what removing a line means. */
  notes: string[];
  /** Other names are declared than before, perhaps with nothing to send. */
  declaredChanged: boolean;
}

export function diffApi(request: DiffRequest): ApiDiff {
  const fields = INPUT_FIELDS.filter((field) => field.creationOnly !== true);
  const changes = fields.flatMap((field) => changeOf(field, request));
  const replaces = changes.filter((change) => change.replace).map((change) => change.path);
  return {
    changes,
    replaces,
    deleteBeforeReplace: replaces.length === 0,
    stables: ALL_FIELDS.filter(
      (field) => field.role === "output" || (field.immutable && !replaces.includes(field.name)),
    ).map((field) => field.name),
    notes: fields.flatMap((field) => removalNote(field, request)),
    declaredChanged: INPUT_FIELDS.some(
      ({ name }) => isDeclared(request.inputs, name) !== isDeclared(request.oldInputs, name),
    ),
  };
}

function isDeclared(inputs: ValueObject, name: string): boolean {
  return inputs[name] !== undefined;
}

function changeOf(field: Field, { oldInputs, oldOutputs, inputs }: DiffRequest): Change[] {
  const was = oldInputs[field.name];
  const declared = inputs[field.name];
  // What lives in state only has no other witness than the old inputs.
  const live = field.wire === null ? was : liveValue(field, oldOutputs);
  if (declared === undefined) {
    if (was === undefined || isSame(field, removalTarget(field, live), live)) return [];
    return [{ path: field.name, kind: "delete", replace: false, inputDiff: true }];
  }
  if (isSame(field, declared, live)) return [];
  const fromInputs = was !== undefined && !isSame(field, declared, was);
  const kind = was === undefined && live === undefined ? "add" : "update";
  return [
    { path: field.name, kind, replace: field.immutable === true, inputDiff: fromInputs || kind === "add" },
  ];
}

/** The value that a field has after its declaration is removed; the live one where nothing happens to it. */
export function removalTarget(field: Field, live: Value | undefined): Value | undefined {
  switch (field.whenRemoved) {
    case "default":
      return defaultOf(field);
    case "unmanaged":
      return live;
    default:
      return undefined;
  }
}

function removalNote(field: Field, { oldInputs, oldOutputs, inputs }: DiffRequest): string[] {
  if (inputs[field.name] !== undefined || oldInputs[field.name] === undefined || field.wire === null)
    return [];
  const live = liveValue(field, oldOutputs);
  const target = removalTarget(field, live);
  switch (field.whenRemoved) {
    case "unmanaged":
      return [`${field.name} is not declared: it stays in the tenant as it is.`];
    case "null":
      return live === undefined ? [] : [`${field.name} is not declared: it is cleared in the tenant.`];
    default:
      return isSame(field, target, live)
        ? []
        : [`${field.name} is not declared: it goes back to the default, ${describe(field, target)}.`];
  }
}

function describe(field: Field, value: Value | undefined): string {
  if (typeof value === "number" && countsSeconds(field)) return formatSeconds(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
