/** Who changed an API, from the tenant's log. Needs `read:logs`; without it, nobody is known. */
import { type CallOptions, LOG_PAGE, type TenantClient } from "../../provider/client/client";
import { isApiSettingsError } from "../../provider/model/errors";
import { isObject, type JsonObject, type Value } from "../../provider/model/values";

/** A log of a busy tenant is long, and who it was is worth few requests. */
const MAXIMUM_PAGES = 5;

export interface Authors {
  /**
   * A sentence.
   *
   * @param since milliseconds: when the state was written; undefined where it does not tell.
   */
  of(id: string, method: "patch" | "delete", since: number | undefined, keys: readonly string[]): string;
}

export async function readAuthors(
  { documents }: TenantClient,
  since: number | undefined,
  options: CallOptions,
): Promise<Authors> {
  const entries: JsonObject[] = [];
  let complete = false;
  try {
    for (let page = 0; page < MAXIMUM_PAGES && !complete; page += 1) {
      const found = await documents.changeLog(page, options);
      entries.push(...found);
      const oldest = found.at(-1);
      complete =
        found.length < LOG_PAGE || (since !== undefined && oldest !== undefined && timeOf(oldest) < since);
    }
  } catch (error) {
    if (!isApiSettingsError(error) || error.code !== "insufficient-scope") throw error;
    return { of: () => "Changed by: unknown (read:logs is not granted)." };
  }
  return {
    of(id, method, recorded, keys) {
      if (recorded === undefined) return "Changed by: unknown (the state does not say when it was written).";
      const path = `/api/v2/resource-servers/${encodeURIComponent(id)}`;
      const later = entries.filter((entry) => {
        const request = requestOf(entry);
        return request.path === path && request.method === method && timeOf(entry) > recorded;
      });
      const entry = later.find((one) => touches(one, keys));
      if (entry !== undefined)
        return `Changed by: ${actorOf(entry)}, at ${new Date(timeOf(entry)).toISOString()}.`;
      return complete
        ? "Changed by: unknown (the tenant's log has no such change)."
        : `Changed by: unknown (not among the last ${entries.length} changes in the tenant's log).`;
    },
  };
}

/** A change of other settings is not the one that is looked for. A deletion has no keys. */
function touches(entry: JsonObject, keys: readonly string[]): boolean {
  const { body } = requestOf(entry);
  return keys.length === 0 || !isObject(body) || keys.some((key) => Object.hasOwn(body, key));
}

function requestOf(entry: JsonObject): JsonObject {
  const details: Value = entry.details ?? null;
  const request = isObject(details) ? (details.request ?? null) : null;
  return isObject(request) ? (request as JsonObject) : {};
}

/** NaN, which is neither before nor after, where the entry has no time. */
function timeOf({ date }: JsonObject): number {
  return typeof date === "string" ? Date.parse(date) : Number.NaN;
}

function actorOf(entry: JsonObject): string {
  const user = named(entry, "user_name", "user_id");
  const client = named(entry, "client_name", "client_id");
  if (user !== undefined) return `user ${user}${client === undefined ? "" : ` through client ${client}`}`;
  return client === undefined ? "unknown (the log names nobody)" : `client ${client}`;
}

function named(entry: JsonObject, name: string, id: string): string | undefined {
  const texts = [entry[name], entry[id]].filter((text) => typeof text === "string" && text !== "");
  return texts.length === 0 ? undefined : texts.length === 1 ? `${texts[0]}` : `${texts[0]} (${texts[1]})`;
}
