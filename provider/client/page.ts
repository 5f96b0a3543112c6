/** One page of the list of APIs. */
import { isObject } from "../model/values";
import type { Answer } from "./reply";
import { isResourceServer, type ResourceServer } from "./resource-server";

export interface Page {
  items: ResourceServer[];
  /** Number of APIs in the tenant, where it says. */
  total: number | undefined;
  /** Items a page that the tenant really uses, where it says. */
  limit: number | undefined;
}

/** A page with or without totals; undefined where it is neither or an item is not an API. */
export function readPage({ body }: Answer): Page | undefined {
  const envelope = isObject(body) ? body : undefined;
  const items = envelope === undefined ? body : envelope.resource_servers;
  if (!Array.isArray(items) || !items.every(isResourceServer)) return undefined;
  const count = (value: unknown): number | undefined =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
  return { items, total: count(envelope?.total), limit: count(envelope?.limit) };
}
