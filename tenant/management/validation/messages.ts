/**
 * Validation errors in the Management API's words. Its grammar is recorded; the texts of the keywords are those of the
 * validator that the vendor uses (z-schema), which agree with every recorded one.
 */
import type { ErrorObject } from "ajv";
import { DESCRIPTIONS } from "./descriptions";

/** The part of a request that an error is about. */
export type Place = "Payload" | "Query" | "Path";

export interface Violation {
  /** Steps to the value: names and array indexes. Empty for the whole body. */
  path: readonly string[];
  text: string;
}

/** One sentence for all violations, joined as the real tenant joins them. */
export function validationMessage(place: Place, violations: readonly Violation[]): string {
  return violations.map((violation) => sentence(place, violation)).join(" (also) ");
}

function sentence(place: Place, { path, text }: Violation): string {
  if (path.length === 0) return `${place} validation error: '${text}'.`;
  const description = place === "Payload" ? DESCRIPTIONS[path.join(".")] : undefined;
  const where = description === undefined ? dotted(path) : `${dotted(path)} (${description})`;
  return `${place} validation error: '${text}' on property ${where}.`;
}

function dotted(path: readonly string[]): string {
  return path.reduce((text, step) => {
    if (/^\d+$/.test(step)) return `${text}[${step}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Ajv's errors as violations: of one object, unknown members make one violation, as recorded. */
export function violationsOf(errors: readonly ErrorObject[]): Violation[] {
  const unknown = new Map<string, string[]>();
  for (const error of errors) {
    if (error.keyword !== "additionalProperties") continue;
    const names = unknown.get(error.instancePath) ?? [];
    names.push(String(error.params.additionalProperty));
    unknown.set(error.instancePath, names);
  }
  const violations: Violation[] = [];
  for (const error of errors) {
    const path = error.instancePath.split("/").slice(1).map(unescapePointer);
    if (error.keyword !== "additionalProperties") {
      violations.push({ path, text: textOf(error) });
      continue;
    }
    const names = unknown.get(error.instancePath);
    unknown.delete(error.instancePath);
    if (names) violations.push({ path, text: `Additional properties not allowed: ${names.join(",")}` });
  }
  return violations;
}

function textOf(error: ErrorObject): string {
  const limit = String(error.schema);
  const { data } = error;
  switch (error.keyword) {
    case "type":
      return `Expected type ${limit} but found type ${typeName(data)}`;
    case "required":
      return `Missing required property: ${String(error.params.missingProperty)}`;
    case "enum":
      return `Invalid value "${String(data)}"`;
    case "minimum":
      return `Value ${String(data)} is less than minimum ${limit}`;
    case "maximum":
      return `Value ${String(data)} is greater than maximum ${limit}`;
    case "minLength":
      return `String is too short (${[...String(data)].length} chars), minimum ${limit}`;
    case "maxLength":
      return `String is too long (${[...String(data)].length} chars), maximum ${limit}`;
    case "minItems":
      return `Array is too short (${(data as unknown[]).length}), minimum ${limit}`;
    case "maxItems":
      return `Array is too long (${(data as unknown[]).length}), maximum ${limit}`;
    case "minProperties":
      return `Too few properties defined (${Object.keys(data as object).length}), minimum ${limit}`;
    case "maxProperties":
      return `Too many properties defined (${Object.keys(data as object).length}), maximum ${limit}`;
    case "pattern":
      return `String does not match pattern ${limit}: ${String(data)}`;
    case "uniqueItems":
      return `Array items are not unique (indexes ${String(error.params.j)} and ${String(error.params.i)})`;
    default:
      return error.message ?? error.keyword;
  }
}

/** Names of types as z-schema gives them: whole numbers are told apart from others. */
function typeName(data: unknown): string {
  if (data === null) return "null";
  if (Array.isArray(data)) return "array";
  if (typeof data === "number" && Number.isInteger(data)) return "integer";
  return typeof data;
}

/** RFC 6901, section 4. */
function unescapePointer(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
