/** Server limits of the field table that a schema cannot express. */
import { isDeepStrictEqual } from "node:util";
import type { Field, Limit } from "../../../provider/model/field";
import { rsaPublicKey } from "../../../provider/model/public-key";
import { fieldNamed, WIRE_FIELDS } from "../../../provider/model/table";
import type { Json, JsonObject } from "../../../provider/model/values";
import { snakeCase } from "../../../provider/model/wire";
import { asObject } from "../../json";
import type { TenantNames } from "../../names";
import { pathSteps } from "../../wire-path";
import { ManagementError } from "../errors";
import type { Violation } from "../validation/messages";
import { invalid } from "../validation/validate";

const NOT_A_KEY = "Object didn't pass validation for format pem: ";

interface Located {
  path: string[];
  value: Json;
}

/** `sent` is the request's body, `resulting` the document that it would lead to. Throws the 400 answer. */
export function checkRules(sent: JsonObject, resulting: JsonObject, names: TenantNames): void {
  const violations: Violation[] = [];
  for (const field of WIRE_FIELDS) {
    const value = sent[field.wire];
    if (value === undefined || value === null) continue;
    const whole = { path: [field.wire], value };
    for (const limit of field.server ?? []) {
      for (const located of at(whole, pathSteps(limit.on ?? ""))) {
        if (limit.kind === "reserved" && limit.on === undefined && isReserved(limit, located.value, names)) {
          throw new ManagementError(400, `The selected ${field.wire} is reserved.`);
        }
        const text = violationText(limit, located.value, resulting, names);
        if (text !== undefined) violations.push({ path: located.path, text });
      }
    }
    violations.push(...unrecognisable(field, whole));
  }
  if (violations.length > 0) throw invalid("Payload", violations);
}

/**
 * What a body sets beyond what would stand there without it. Tools send back what they have read, to the same tenant or to
 * another one, and the tenant's own values break some rules: a web lifetime that is at its default, beside a shorter
 * lifetime. Nothing public says whether the real tenant refuses those.
 */
export function newlySet(body: JsonObject, standing: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !isDeepStrictEqual(value, standing[name])),
  );
}

/** The tenant shows a fingerprint of what it does not show itself: a value that has none cannot be what it should be. */
function unrecognisable({ writeOnly }: Field, whole: Located): Violation[] {
  if (writeOnly === undefined) return [];
  return at(whole, pathSteps(writeOnly.leaf))
    .filter(({ value }) => writeOnly.fingerprint(String(value)) === undefined)
    .map(({ path }) => ({ path, text: NOT_A_KEY }));
}

function violationText(
  limit: Limit,
  value: Json,
  resulting: JsonObject,
  names: TenantNames,
): string | undefined {
  switch (limit.kind) {
    case "reserved":
      return isReserved(limit, value, names) ? `Invalid value "${String(value)}"` : undefined;
    case "unique": {
      const repeated = firstRepeated(value, snakeCase(String(limit.value)));
      return repeated && `Array items are not unique (indexes ${repeated[0]} and ${repeated[1]})`;
    }
    case "notGreaterThan": {
      const other = resulting[fieldNamed(String(limit.value))?.wire ?? ""];
      if (typeof value !== "number" || typeof other !== "number" || value <= other) return undefined;
      return `Value ${value} is greater than maximum ${other}`;
    }
    case "publicKeyPem":
      return typeof value === "string" && rsaPublicKey(value) === undefined ? NOT_A_KEY : undefined;
    default:
      return undefined;
  }
}

function isReserved(limit: Limit, value: Json, names: TenantNames): boolean {
  if (typeof value !== "string" || !Array.isArray(limit.value)) return false;
  return limit.value.some((template: string) => names.fill(template) === names.canonical(value));
}

function firstRepeated(value: Json, member: string): [number, number] | undefined {
  if (!Array.isArray(value)) return undefined;
  const seen = new Map<Json | undefined, number>();
  for (const [index, item] of value.entries()) {
    const key = asObject(item)?.[member] ?? item;
    const first = seen.get(key);
    if (first !== undefined) return [first, index];
    seen.set(key, index);
  }
  return undefined;
}

/** Every value that a limit's path leads to. */
function at(start: Located, steps: readonly string[]): Located[] {
  return steps.reduce<Located[]>((places, step) => places.flatMap((place) => below(place, step)), [start]);
}

function below({ path, value }: Located, step: string): Located[] {
  if (step === "[]") {
    return Array.isArray(value)
      ? value.map((item, index) => ({ path: [...path, String(index)], value: item }))
      : [];
  }
  const name = snakeCase(step);
  const member = asObject(value)?.[name];
  return member === undefined ? [] : [{ path: [...path, name], value: member }];
}
