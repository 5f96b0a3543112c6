/** Offset paging: `page` counts from 0, and the answer is bare unless `include_totals` is asked for. */
import type { Json, JsonObject } from "../../provider/model/values";
import type { Page } from "../store/collection";

export const DEFAULT_PER_PAGE = 50;

export interface PageQuery {
  page?: number;
  per_page?: number;
  include_totals?: boolean;
}

export function pageOf(query: PageQuery): Page {
  const limit = query.per_page ?? DEFAULT_PER_PAGE;
  return { offset: (query.page ?? 0) * limit, limit };
}

/** Order of keys as recorded: total, start, limit, then the items. */
export function pageBody(query: PageQuery, total: number, name: string, items: JsonObject[]): Json {
  if (query.include_totals !== true) return items;
  const { offset, limit } = pageOf(query);
  return { total, start: offset, limit, [name]: items };
}
