/** From a sent form to the body of a PATCH: only what differs, and only what keeps the limits. */
import { countsSeconds, type Field, type Limit } from "../../../provider/model/field";
import { breachOf } from "../../../provider/model/limit-check";
import { WIRE_FIELDS } from "../../../provider/model/table";
import type { Json, JsonObject } from "../../../provider/model/values";
import { asObject } from "../../json";
import type { TenantNames } from "../../names";
import type { ResourceServer } from "../../store/records";
import { isChangeable, SETTINGS, type Setting, settingValue } from "./settings";

export interface Change {
  /** By wire name. */
  body: JsonObject;
  /** Messages by wire name of the field that they are about. */
  problems: Readonly<Record<string, string>>;
}

export function changeOf(api: ResourceServer, form: URLSearchParams, names: TenantNames): Change {
  const settings = SETTINGS.filter((setting) => isChangeable(setting, api, names));
  const read = settings.map((setting) => ({ setting, sent: sentValue(setting, form) }));
  const problems: Record<string, string> = {};
  const body: JsonObject = {};
  for (const { setting, sent } of read) {
    const { wire } = setting.field;
    if ("problem" in sent) problems[wire] = sent.problem;
    else if (sent.value !== undefined && !same(sent.value, settingValue(setting, api)))
      body[wire] = sent.value;
  }
  const resulting: JsonObject = { ...api, ...body };
  for (const { setting } of read) {
    const value = body[setting.field.wire];
    const problem = value === undefined ? undefined : breach(setting, value, resulting, names);
    if (problem !== undefined) problems[setting.field.wire] = problem;
  }
  return { body, problems };
}

/** Undefined means that the form says nothing about it. */
type Sent = { value: Json | undefined } | { problem: string };

function sentValue({ field, kind, label }: Setting, form: URLSearchParams): Sent {
  const text = form.get(field.wire)?.trim();
  if (kind === "toggle") return { value: form.getAll(field.wire).includes("on") };
  if (text === undefined) return { value: undefined };
  switch (kind) {
    case "text":
      // A name that was never set stays so.
      return { value: text === "" ? undefined : text };
    case "seconds": {
      const digits = text.replaceAll(/[,\s]/g, "");
      if (/^-?\d{1,15}$/.test(digits)) return { value: Number(digits) };
      const shown = text === "" ? "nothing" : JSON.stringify(text);
      return {
        problem: `${label}: ${shown} is not a whole number of seconds. Give one such as 900 (15 minutes).`,
      };
    }
    case "choice":
      return { value: text };
    case "scopes":
      return { value: parseScopes(text) };
  }
}

/** "read:orders Read orders" */
function parseScopes(text: string): Json {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, value = "", description = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
      return description === "" ? { value } : { value, description };
    });
}

export function scopesText(value: Json): string {
  if (!Array.isArray(value)) return "";
  return value
    .map((scope) => {
      const { value: name, description } = asObject(scope) ?? {};
      return [name, description].filter((part) => typeof part === "string" && part !== "").join(" ");
    })
    .join("\n");
}

/** The first limit of the tenant that the value breaks, in words of this page. */
function breach(
  setting: Setting,
  value: Json,
  resulting: JsonObject,
  names: TenantNames,
): string | undefined {
  const declared = SETTINGS.flatMap(({ field }): [string, Json][] => {
    const one = resulting[field.wire];
    return one === undefined ? [] : [[field.name, one]];
  });
  return limitBreach(setting.field, setting.label, value, Object.fromEntries(declared), names);
}

/** The same for a field by its wire name, alone. */
export function limitProblem(
  wire: string,
  label: string,
  value: Json,
  names: TenantNames,
): string | undefined {
  const field = WIRE_FIELDS.find((one) => one.wire === wire);
  return field && limitBreach(field, label, value, {}, names);
}

function limitBreach(
  field: Field,
  label: string,
  value: Json,
  inputs: Readonly<Record<string, Json>>,
  names: TenantNames,
): string | undefined {
  const unit = countsSeconds(field) ? "seconds" : undefined;
  for (const limit of field.server ?? []) {
    if (limit.on !== undefined && limit.on !== "") continue;
    const text = breachOf(limit, value, { inputs, secret: false, unit, domain: names.domain });
    if (text !== undefined) return inOurWords(`${label}${text}. ${limit.because ?? wayOut(limit)}`.trim());
  }
  return undefined;
}

function wayOut({ kind, value }: Limit): string {
  if (kind === "max" || kind === "maxLength") return `Give ${String(value)} or less.`;
  return kind === "min" || kind === "minLength" ? `Give ${String(value)} or more.` : "";
}

/** The model speaks of fields by the names that programs give them. */
function inOurWords(text: string): string {
  const names = new RegExp(`\\b(${SETTINGS.map(({ field }) => field.name).join("|")})\\b`, "g");
  return text.replaceAll(names, (name) => SETTINGS.find(({ field }) => field.name === name)?.label ?? name);
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
