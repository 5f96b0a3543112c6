/** Pages of listings: by offset, where `page` counts from 0, and by checkpoint, where `from` continues after an item. */
import type { Json, JsonObject } from "../../provider/model/values";
import type { Page } from "../store/collection";
import { ManagementError } from "./errors";
import type { JsonSchema } from "./validation/schemas";
import { invalid } from "./validation/validate";

export const DEFAULT_PER_PAGE = 50;
/** Searches go no deeper by offset (Auth0 docs, "View Search Results by Page"). */
const MAXIMUM_SEARCHED = 1_000;

export interface PageQuery {
  page?: number;
  per_page?: number;
  include_totals?: boolean;
}

export interface CheckpointQuery {
  from?: string;
  take?: number;
}

export const CHECKPOINT_QUERY: Record<string, JsonSchema> = {
  from: { type: "string" },
  take: { type: "integer", minimum: 1, maximum: 100 },
};

export function pageOf(query: PageQuery): Page {
  const limit = query.per_page ?? DEFAULT_PER_PAGE;
  return { offset: (query.page ?? 0) * limit, limit };
}

/** Throws the 400 answer for a page of a search that lies too deep. */
export function refuseDeepPage(query: PageQuery): void {
  const { offset, limit } = pageOf(query);
  if (offset + limit <= MAXIMUM_SEARCHED) return;
  throw new ManagementError(
    400,
    "You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation",
    { errorCode: "invalid_paging" },
  );
}

/** Orders of the members of an answer with totals, as recorded for each entity. */
type Layout = "total first" | "items first" | "with length";

/** The answer is bare unless `include_totals` is asked for. */
export function pageBody(
  query: PageQuery,
  total: number,
  name: string,
  items: JsonObject[],
  layout: Layout = "total first",
): Json {
  if (query.include_totals !== true) return items;
  const { offset: start, limit } = pageOf(query);
  switch (layout) {
    case "total first":
      return { total, start, limit, [name]: items };
    case "items first":
      return { [name]: items, start, limit, total };
    case "with length":
      return { start, limit, length: items.length, [name]: items, total };
  }
}

/** How the items of a listing look, and in which order its totals stand. */
interface Presentation {
  layout?: Layout;
  show?: (item: JsonObject) => JsonObject;
}

/** One page of `all`, as `pageBody` gives it. */
export function sliceBody(
  query: PageQuery,
  all: readonly JsonObject[],
  name: string,
  { layout, show = (item) => item }: Presentation = {},
): Json {
  const { offset, limit } = pageOf(query);
  return pageBody(query, all.length, name, all.slice(offset, offset + limit).map(show), layout);
}

/** `next` names the last item of the page, and is absent on the last page. */
export function checkpointBody(
  query: CheckpointQuery,
  all: readonly JsonObject[],
  name: string,
  keyOf: (item: JsonObject) => string,
  show: (item: JsonObject) => JsonObject = (item) => item,
): Json {
  const start =
    query.from === undefined ? 0 : all.findIndex((item) => cursor(keyOf(item)) === query.from) + 1;
  if (query.from !== undefined && start === 0) {
    throw invalid("Query", [{ path: ["from"], text: `Invalid value "${query.from}"` }]);
  }
  const items = all.slice(start, start + (query.take ?? DEFAULT_PER_PAGE));
  const last = items.at(-1);
  const more = start + items.length < all.length;
  return { [name]: items.map(show), ...(more && last ? { next: cursor(keyOf(last)) } : {}) };
}

/** Opaque to clients; base64url keeps it so in logs as well. */
function cursor(key: string): string {
  return Buffer.from(key).toString("base64url");
}
