/** What is wrong with a configuration or a baseline, in sentences: place, value, limit and way out. */
import type * as z from "zod";
import { suggest } from "../../../provider/model/suggest";
import type { Json } from "../../../provider/model/values";
import { schemaAt } from "./schema-at";

export type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A file that is something else altogether has a problem on every line; nobody reads more than these. */
const MAXIMUM_PROBLEMS = 20;
/** Longer lists of allowed values are shortened: a sentence with thirteen names in it is not read. */
const MAXIMUM_VALUES = 5;

export interface Written {
  readonly content: unknown;
  /** Its published JSON Schema, in which descriptions and names of settings are looked up. */
  readonly schema: Json;
  /** What a sentence about the whole of it calls it. */
  readonly what: string;
}

/** One problem is a sentence; several are a list. */
export function describeIssues(issues: readonly Issue[], written: Written): string {
  const lines = issues.flatMap((issue) => sentences(issue, [], written));
  if (lines.length === 1) return lines.join("");
  const shown = lines.slice(0, MAXIMUM_PROBLEMS);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`and ${more} more.`] : [];
  return `${lines.length} problems:${[...shown, ...rest].map((line) => `\n  - ${line}`).join("")}`;
}

function sentences(issue: Issue, within: Path, written: Written): string[] {
  const path = [...within, ...issue.path];
  const value = valueAt(written.content, path);
  const place = placeOf(path, written.what);
  const is = `${place} is ${show(value)}`;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const known = settingsAt(path, written);
        const hint = suggest(key, known) || ` Settings here: ${known.join(", ")}.`;
        return `${placeOf([...path, key], written.what)} is no setting.${hint}`;
      });
    case "invalid_value":
      return [
        value === undefined
          ? missing(place, path, written)
          : `${is}, which is not ${choice(issue.values.map(String))}.${typeof value === "string" ? suggest(value, issue.values.map(String)) : ""}`,
      ];
    case "invalid_type":
      if (value === undefined) return [missing(place, path, written)];
      return [
        `${is}, which is ${KIND[issue.expected] ?? `no ${issue.expected}`}.${wayOut(issue.expected, value)}`,
      ];
    case "too_small":
      if (issue.origin === "string") return [`${place} is empty. Give a text, or leave it out.`];
      if (issue.origin === "array")
        return [`${place} is an empty list. Give one entry at least, or leave it out.`];
      return [`${is}; it must be ${issue.minimum} at least.`];
    case "too_big":
      return [`${is}; it must be ${issue.maximum} at most.`];
    case "invalid_format":
      return [`${is}, which is no day of the calendar. Write it as YYYY-MM-DD (UTC), such as "2027-03-31".`];
    case "invalid_union":
      return union(issue, path, written);
    case "custom":
      return [`${place} ${issue.message}.`];
    default:
      return [`${is}: ${issue.message}.`];
  }
}

const KIND: Readonly<Record<string, string>> = {
  object: "no object",
  array: "no list",
  string: "no text",
  number: "no number",
  int: "no whole number",
  boolean: "neither true nor false",
};

function wayOut(expected: string, value: unknown): string {
  if (expected === "array" && typeof value === "string") return ` Write it as a list: [${show(value)}].`;
  if (expected === "number" && typeof value === "string" && /^\d+$/.test(value))
    return ` Write ${value} without quotes.`;
  if (expected === "number" || expected === "int") return " Give whole seconds.";
  if (expected === "object") return ' Write settings as { "name": value }.';
  return "";
}

function missing(place: string, path: Path, { schema }: Written): string {
  const node = schemaAt(schema, path);
  const values = node?.enum ?? (node?.const === undefined ? undefined : [node.const]);
  const described = node?.description === undefined ? "" : ` (${lowered(node.description)})`;
  return `${place} is missing${described}.${values === undefined ? "" : ` Give ${choice(values.map(String))}.`}`;
}

/** Of two forms that a value may have, the one that it comes nearest to is spoken of. */
function union(issue: Extract<Issue, { code: "invalid_union" }>, path: Path, written: Written): string[] {
  const value = valueAt(written.content, path);
  const place = placeOf(path, written.what);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const inside = issue.errors.find((errors) =>
      errors.some((one) => one.path.length > 0 || one.code === "unrecognized_keys"),
    );
    if (inside) return inside.flatMap((one) => sentences(one, path, written));
  }
  const forms = schemaAt(written.schema, path)?.anyOf ?? [];
  const names = forms.map((form) => (form.const !== undefined ? show(form.const) : formName(form.type)));
  return [`${place} is ${show(value)}; it must be ${names.join(" or ")}.`];
}

function formName(type: string | undefined): string {
  return type === "string" ? "a text that is not empty" : type === "object" ? "an object" : `a ${type}`;
}

/** "one of a, b, c"; a long list ends with how many there are. */
function choice(values: readonly string[]): string {
  if (values.length === 1) return values.join("");
  if (values.length <= MAXIMUM_VALUES) return `one of ${values.join(", ")}`;
  return `one of the ${values.length} that \`apisettings policy list\` shows`;
}

function settingsAt(path: Path, { schema }: Written): string[] {
  const node = schemaAt(schema, path);
  return [node, ...(node?.anyOf ?? [])].flatMap((form) => Object.keys(form?.properties ?? {}));
}

function lowered(description: string): string {
  return description.replace(/\.$/, "").replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}

function placeOf(path: Path, what: string): string {
  const text = path.reduce<string>(
    (place, key) =>
      typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`,
    "",
  );
  return text === "" ? what : text;
}

function valueAt(content: unknown, path: Path): unknown {
  let value = content;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
