/**
 * Preview-time validation of an API's declared values. Pure and offline. All failures are found at once; an unknown
 * value passes at any depth, because the check is made again when it is known.
 */
import type { z } from "zod";
import { countsSeconds, type Field, type Limit } from "./field";
import { breachOf } from "./limit-check";
import type { LimitOverrides } from "./limit-overrides";
import { limitPlace, previewLimits } from "./limits";
import { formatPath, type Path, placesMatching, valueAt } from "./paths";
import { type Shape, shapeAt, shapeOf } from "./shape";
import { suggest } from "./suggest";
import { fieldNamed, INPUT_FIELDS } from "./table";
import { containsSecret, isUnknown, revealAll, type Value, type ValueObject } from "./values";
import { camelCase } from "./wire";

export interface Failure {
  /** The declared property, or the misspelt one. */
  property: string;
  /** Names field, value, limit and way out; never holds a secret value. */
  message: string;
  /** The value is secret, so whoever prints the failure must not print the property's value either. */
  secret: boolean;
  /** The limit holds for new APIs only. */
  creation?: true;
}

export interface ValidationOptions {
  limits?: LimitOverrides | undefined;
  /** host[:port] of the tenant, where it is known: reserved identifiers depend on it. */
  domain?: string | undefined;
  /** Also check what holds for new APIs only. */
  creating?: boolean;
}

/** Keys that belong to Pulumi itself (`__provider`, `__defaults`). */
export function isInternalKey(key: string): boolean {
  return key.startsWith("__");
}

/**
 * The property that a failure may name. The engine prints the value of the one that is named: in clear where it is
 * secret, and as "{<nil>}" where it is missing. Then it is none; every message begins with the name anyway.
 */
export function namedProperty({ property, secret }: Failure, declared: ValueObject): string {
  return secret || declared[property] === undefined ? "" : property;
}

export function validateInputs(inputs: ValueObject, options: ValidationOptions = {}): Failure[] {
  return [...unknownKeys(inputs), ...INPUT_FIELDS.flatMap((field) => validateField(field, inputs, options))];
}

function unknownKeys(inputs: ValueObject): Failure[] {
  return Object.keys(inputs)
    .filter((key) => !isInternalKey(key))
    .flatMap((key) => {
      const field = fieldNamed(key);
      if (field?.role === "input") return [];
      const reason = field
        ? `${key} is computed by the tenant and cannot be declared. Remove it.`
        : `${key} is not a setting of an API.${suggest(
            camelCase(key),
            INPUT_FIELDS.map((input) => input.name),
          )} Remove it or correct its name.`;
      return [{ property: key, message: reason, secret: containsSecret(inputs[key]) }];
    });
}

function validateField(field: Field, inputs: ValueObject, options: ValidationOptions): Failure[] {
  const declared = inputs[field.name];
  if (declared === undefined) {
    if (!field.required) return [];
    return [{ property: field.name, message: `${field.name} is required. Declare it.`, secret: false }];
  }
  const secret = field.secret === true || containsSecret(declared);
  const value = revealAll(declared);
  const faults = formFaults(field, value, secret);
  const misformed = new Set(faults.map(({ place }) => place));
  // A value of the wrong type is one fault; whether it would also break a limit is noise.
  const breaches = limitBreaches(field, value, secret, inputs, options).filter(
    ({ place }) => !misformed.has(place),
  );
  return [...faults, ...breaches].map(({ place: _, ...fault }) => ({
    property: field.name,
    secret,
    ...fault,
  }));
}

interface Fault {
  /** "scopes[2].value" */
  place: string;
  message: string;
  creation?: true;
}

/** What is wrong with the value's form: types, enumerations, missing and misspelt members. */
function formFaults(field: Field, value: Value, secret: boolean): Fault[] {
  const result = field.type.safeParse(value);
  return (result.error?.issues ?? []).flatMap((issue) => {
    const path = issue.path as Path;
    const found = valueAt(value, path);
    if (found !== undefined && isUnknown(found)) return [];
    const place = formatPath(field.name, path);
    const shape = shapeAt(shapeOf(field.type), path);
    return describeIssue(issue, place, found, secret, shape).map((message) => ({ place, message }));
  });
}

function describeIssue(
  issue: z.core.$ZodIssue,
  place: string,
  found: Value | undefined,
  secret: boolean,
  shape: Shape | undefined,
): string[] {
  const shown = secret ? "its value" : typeof found === "number" ? String(found) : JSON.stringify(found);
  switch (issue.code) {
    case "unrecognized_keys": {
      const members = shape?.kind === "object" ? Object.keys(shape.members) : [];
      return issue.keys.map(
        (key) =>
          `${place}.${key} is not a setting.${suggest(camelCase(key), members)} Remove it or correct its name.`,
      );
    }
    case "invalid_value":
      if (found === undefined) return [`${place} is missing: declare ${oneOf(issue.values)}.`];
      return [`${place}: ${shown} is not one of the values it can have. Use ${oneOf(issue.values)}.`];
    case "invalid_type":
      if (found === undefined)
        return [`${place} is missing: declare ${TYPE_NAMES[issue.expected] ?? issue.expected}.`];
      return [
        `${place}: ${shown} is not ${TYPE_NAMES[issue.expected] ?? issue.expected}.${typeHint(issue, found, secret)}`,
      ];
    case "too_big":
    case "too_small":
      return [`${place}: ${shown} is not ${TYPE_NAMES.int}.`];
    default:
      return [`${place}: ${shown} has the wrong form.`];
  }
}

const TYPE_NAMES: Record<string, string> = {
  int: "a whole number",
  number: "a whole number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function typeHint(issue: z.core.$ZodIssueInvalidType, found: Value, secret: boolean): string {
  if (issue.expected === "boolean" && (found === "true" || found === "false"))
    return ` Write ${found} without quotes.`;
  if (typeof found !== "string" || found.trim() === "" || secret) return "";
  const isNumeric = issue.expected === "int" || issue.expected === "number";
  return isNumeric && Number.isFinite(Number(found)) ? ` Write ${found} without quotes.` : "";
}

function oneOf(values: readonly unknown[]): string {
  return values
    .map((value) => JSON.stringify(value))
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1");
}

function limitBreaches(
  field: Field,
  value: Value,
  secret: boolean,
  inputs: ValueObject,
  options: ValidationOptions,
): Fault[] {
  const unit = countsSeconds(field) ? "seconds" : undefined;
  const context = { inputs, secret, unit, domain: options.domain } as const;
  return previewLimits(field, options.limits)
    .filter((limit) => limit.creation !== true || options.creating === true)
    .flatMap((limit) =>
      placesMatching(value, limit.on ?? "").flatMap(({ path, value: found }) => {
        const place = formatPath(field.name, path);
        const breach = breachOf(limit, found, context);
        if (breach === undefined) return [];
        const message = limitSentence(field, limit, `${place}${breach}`);
        return [{ place, message, ...(limit.creation ? { creation: true as const } : {}) }];
      }),
    );
}

function limitSentence(field: Field, limit: Limit, breach: string): string {
  const wayOut = limit.because === undefined ? "" : ` ${limit.because}`;
  const override = `{"${limitPlace(field, limit.on)}": {"${limit.kind}": …}}`;
  return `${breach}.${wayOut} Source of the limit: ${limit.source}; to override it, set the provider's \`limits\` to ${override}.`;
}
