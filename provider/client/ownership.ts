/**
 * Is an API that was found after a create request without an answer the one that this request made? Its id tells when
 * it was created, and its settings must be what was sent. Both are needed: another program may have created the same
 * identifier a minute ago, or with other settings just now.
 */
import { ALL_FIELDS } from "../model/table";
import { equal, isObject, type Json, type JsonObject } from "../model/values";
import { snakeCase } from "../model/wire";
import { serverSeconds } from "./pacing/rate-limit-headers";
import type { Answer } from "./reply";

/** Between the tenant's database, which makes the id, and its web servers, which write the `Date` header. */
const SLACK_SECONDS = 2;

/**
 * The id is a MongoDB ObjectId: its first 8 hex digits are the creation time in seconds. `since` is the local time in
 * milliseconds at which the create request was first sent; `found` is the answer that holds the API, whose `Date`
 * header sets the local clock against the tenant's. False where any of this is missing.
 */
export function wasCreatedSince(id: string, since: number, found: Answer): boolean {
  const tenantNow = serverSeconds(found);
  if (tenantNow === undefined || !/^[0-9a-f]{24}$/i.test(id)) return false;
  const created = Number.parseInt(id.slice(0, 8), 16);
  const firstSent = Math.floor(tenantNow - (found.receivedAt - since) / 1_000);
  return created >= firstSent - SLACK_SECONDS && created <= tenantNow + SLACK_SECONDS;
}

/** Does the API have every setting that was sent? What was not sent is the tenant's business. */
export function hasEverySetting(sent: JsonObject, api: JsonObject): boolean {
  const expected = structuredClone(sent);
  const actual = structuredClone(api);
  for (const { field, leaf, fingerprintLeaf } of WRITE_ONLY) {
    const written = take(expected, [field, ...leaf]);
    if (typeof written !== "string") continue;
    take(actual, [field, ...leaf]);
    if (take(actual, [field, ...fingerprintLeaf.path]) !== fingerprintLeaf.of(written)) return false;
  }
  return includes(actual, expected);
}

/** Leaves that the tenant never returns, by wire names, and what it returns in their place. */
const WRITE_ONLY = ALL_FIELDS.flatMap(({ wire, writeOnly }) =>
  wire === null || writeOnly === undefined
    ? []
    : [
        {
          field: wire,
          leaf: wirePath(writeOnly.leaf),
          fingerprintLeaf: { path: wirePath(writeOnly.fingerprintLeaf), of: writeOnly.fingerprint },
        },
      ],
);

function wirePath(path: string): string[] {
  return path.split(".").map(snakeCase);
}

/** Removes the value at a path and returns it. */
function take(object: JsonObject, path: readonly string[]): Json | undefined {
  const [name = "", ...rest] = path;
  const value = object[name];
  if (rest.length > 0) return isJsonObject(value) ? take(value, rest) : undefined;
  delete object[name];
  return value;
}

/** A sent `null` means "not set", which the tenant answers by leaving the key out. */
function includes(actual: Json | undefined, expected: Json): boolean {
  if (expected === null) return actual === undefined || actual === null;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => includes(actual[index], item))
    );
  }
  if (!isJsonObject(expected)) return equal(actual, expected);
  return (
    isJsonObject(actual) && Object.entries(expected).every(([name, value]) => includes(actual[name], value))
  );
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return isObject(value);
}
