/**
 * The part of Lucene's query syntax that this tenant understands: `field:value`, `field:"value"`, `field:value*` and
 * `_exists_:field`, joined by AND. All else is refused: an answer to another question would be worse than none.
 */
import type { Json, JsonObject } from "../../provider/model/values";
import { asObject } from "../json";
import { ManagementError } from "./errors";

type Condition = (document: JsonObject) => boolean;

const TERM = /^([A-Za-z_][\w.]*):(?:"((?:[^"\\]|\\.)*)"|([^\s"()[\]{}~^?*:\\]+)(\*?))(?=\s|$)/;
const AND = /^\s+AND\s+(?=\S)/;

/** Throws the 400 answer for a query that it does not understand. */
export function searchCondition(query: string | undefined): Condition {
  const conditions: Condition[] = [];
  let rest = query?.trim() ?? "";
  while (rest !== "") {
    const [term, field, quoted, bare = "", star] = TERM.exec(rest) ?? [];
    if (term === undefined || field === undefined) throw notUnderstood(rest);
    conditions.push(condition(field, quoted?.replaceAll(/\\(.)/g, "$1") ?? bare, star === "*"));
    rest = rest.slice(term.length);
    if (rest === "") break;
    const [joint] = AND.exec(rest) ?? [];
    if (joint === undefined) throw notUnderstood(rest);
    rest = rest.slice(joint.length);
  }
  return (document) => conditions.every((holds) => holds(document));
}

function condition(field: string, wanted: string, isPrefix: boolean): Condition {
  if (field === "_exists_") return (document) => valuesAt(document, wanted.split(".")).length > 0;
  const expected = wanted.toLowerCase();
  return (document) =>
    valuesAt(document, field.split(".")).some((value) => {
      const found = String(value).toLowerCase();
      return isPrefix ? found.startsWith(expected) : found === expected;
    });
}

/** Every scalar at the path; a list on the way stands for each of its items. */
function valuesAt(value: Json, path: readonly string[]): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [step, ...rest] = path;
  if (step === undefined) return value === null || asObject(value) ? [] : [value];
  const object = asObject(value);
  // Own members only: a path must not reach what every object has.
  return object !== undefined && Object.hasOwn(object, step) ? valuesAt(object[step] ?? null, rest) : [];
}

function notUnderstood(rest: string): ManagementError {
  return new ManagementError(
    400,
    `This tenant searches for field:value, field:"value", field:value* and _exists_:field, joined by AND. Not understood: ${rest}`,
    { errorCode: "invalid_query_string" },
  );
}

/** Puts documents in the order of `field:1` or, descending, `field:-1`. */
export function sorted<T extends JsonObject>(documents: readonly T[], sort: string | undefined): T[] {
  if (sort === undefined) return [...documents];
  const [, field = "", direction] = SORT.exec(sort) ?? [];
  const sign = direction === "-1" ? -1 : 1;
  const key = (document: T): string => String(valuesAt(document, field.split("."))[0] ?? "");
  return [...documents].sort((a, b) => sign * compare(key(a), key(b)));
}

const SORT = /^([A-Za-z_][\w.]*):(-?1)$/;
export const SORT_PATTERN = "^[A-Za-z_][A-Za-z0-9_.]*:(-?1)$";

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
