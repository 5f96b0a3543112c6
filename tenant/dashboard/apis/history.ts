/** Who changed an API, and what: read out of the tenant's log, where each Management API write leaves an entry. */
import { formatSeconds } from "../../../provider/model/durations";
import { WIRE_FIELDS } from "../../../provider/model/table";
import type { Json, JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { asObject } from "../../json";
import type { LogEntry, ResourceServer } from "../../store/records";
import { DASHBOARD_CLIENT } from "../management";
import { settingNamed } from "./settings";

export interface HistoryEntry {
  /** Unix seconds by the tenant's clock. */
  at: number;
  who: string;
  /** "Update a resource server" */
  what: string;
  /** Setting and value, as they were sent. */
  values: readonly { label: string; value: string }[];
  userAgent: string;
  correlationId: string | undefined;
  /** The words in which the Management API refused it; undefined: it did not. */
  refusal: string | undefined;
}

const MAXIMUM_ENTRIES = 20;
/** A long value, such as a list of scopes, is cut: the log has all of it. */
const MAXIMUM_VALUE = 120;

/** Newest first. */
export function historyOf(context: TenantContext, api: ResourceServer): HistoryEntry[] {
  return context.store.logs
    .find({})
    .filter((entry) => concerns(entry, api))
    .slice(-MAXIMUM_ENTRIES)
    .reverse()
    .map(historyEntry);
}

/** Writes that name this API in their path, by id or identifier, or that made it. */
function concerns({ type, details }: LogEntry, api: ResourceServer): boolean {
  if (type !== "sapi" && type !== "fapi") return false;
  const { request, response } = asObject(details) ?? {};
  const { method, path, body } = asObject(request) ?? {};
  const [, rest] = /^\/api\/v2\/resource-servers(?:\/([^/]*))?$/.exec(String(path)) ?? [];
  if (rest === undefined) {
    const made = asObject(asObject(response)?.body)?.id === api.id;
    const isCreation = String(method).toLowerCase() === "post" && String(path) === "/api/v2/resource-servers";
    return isCreation && (made || (type === "sapi" && asObject(body)?.identifier === api.identifier));
  }
  return [api.id, api.identifier].includes(decoded(rest)) || decoded(decoded(rest)) === api.identifier;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function historyEntry(entry: LogEntry): HistoryEntry {
  const { date, type, description, user_agent, references, details } = entry;
  const request = asObject(asObject(details)?.request);
  const response = asObject(asObject(details)?.response);
  const correlationId = asObject(references)?.correlation_id;
  return {
    at: Math.floor(Date.parse(date) / 1_000),
    who: whoOf(entry),
    what: typeof description === "string" ? description : String(request?.method ?? "").toUpperCase(),
    values: valuesOf(asObject(request?.body)),
    userAgent: String(user_agent ?? ""),
    correlationId: typeof correlationId === "string" ? correlationId : undefined,
    refusal: type === "fapi" ? String(asObject(response?.body)?.message ?? "") : undefined,
  };
}

function whoOf({ client_id, client_name, user_id, user_name }: LogEntry): string {
  if (client_id === DASHBOARD_CLIENT) return "This dashboard";
  const who = [user_name ?? user_id, client_name ?? client_id].filter((name) => typeof name === "string");
  return who.length === 0 ? "Unknown" : who.join(", by ");
}

function valuesOf(body: JsonObject | undefined): HistoryEntry["values"] {
  return Object.entries(body ?? {}).flatMap(([wire, value]) =>
    value === undefined ? [] : [{ label: labelOf(wire), value: shown(wire, value) }],
  );
}

function labelOf(wire: string): string {
  return settingNamed(wire)?.label ?? WIRE_FIELDS.find((field) => field.wire === wire)?.title ?? wire;
}

function shown(wire: string, value: Json): string {
  if (settingNamed(wire)?.kind === "seconds" && typeof value === "number") return formatSeconds(value);
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MAXIMUM_VALUE ? `${text.slice(0, MAXIMUM_VALUE)}…` : text;
}
