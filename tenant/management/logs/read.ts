/** GET /api/v2/logs and /api/v2/logs/{id} */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { LogEntry } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { type CheckpointQuery, type PageQuery, pageBody, pageOf } from "../paging";
import { idOf } from "../path";
import { type Projection, project, projectionOf } from "../projection";
import { createListReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { SORT_PATTERN, searchCondition, sorted } from "../search";
import { text } from "../validation/schemas";
import { invalid } from "../validation/validate";

interface ListQuery extends PageQuery, FieldsQuery, CheckpointQuery {
  q?: string;
  sort?: string;
}

const DEFAULT_TAKE = 50;
const readQuery = createListReader<ListQuery>(
  {
    ...FIELDS_QUERY,
    q: text(2_000),
    sort: { type: "string", pattern: SORT_PATTERN },
    from: text(128, 1),
    take: { type: "integer", minimum: 1, maximum: 100 },
  },
  { searches: true },
);

export function listLogs({ context, url }: Call): Response {
  const query = readQuery(context, url);
  const show = shower(projectionOf(query));
  if (query.from !== undefined || query.take !== undefined) {
    return answer(200, after(context, query).map(show));
  }
  const { items, total } = selected(context, query);
  return answer(200, pageBody(query, total, "logs", items.map(show), "with length"));
}

export function getLog({ context, url }: Call): Response {
  const found = context.store.logs.get(idOf(url));
  if (found === undefined) throw new ManagementError(404, "The log event does not exist.");
  return answer(200, shower(undefined)(found));
}

/** The newest first, unless another order is asked for. */
function selected(context: TenantContext, query: ListQuery): { items: LogEntry[]; total: number } {
  const { logs } = context.store;
  const { offset, limit } = pageOf(query);
  if (query.q === undefined && (query.sort === undefined || query.sort === "date:-1")) {
    const total = logs.count({});
    const end = Math.max(0, total - offset);
    const begin = Math.max(0, end - limit);
    return { items: logs.find({}, { offset: begin, limit: end - begin }).reverse(), total };
  }
  const newestFirst = logs.find({}).reverse().filter(searchCondition(query.q));
  const all = sorted(newestFirst, query.sort);
  return { items: all.slice(offset, offset + limit), total: all.length };
}

/** Checkpoint paging of logs: the entries after the one named, in the order in which they were written. */
function after(context: TenantContext, { from, take = DEFAULT_TAKE }: ListQuery): LogEntry[] {
  const all = context.store.logs.find({});
  const start = from === undefined ? 0 : all.findIndex(({ log_id }) => log_id === from) + 1;
  if (from !== undefined && start === 0) {
    throw invalid("Query", [{ path: ["from"], text: `Invalid value "${from}"` }]);
  }
  return all.slice(start, start + take);
}

function shower(projection: Projection | undefined): (entry: LogEntry) => JsonObject {
  return (entry) => project({ ...entry, _id: entry.log_id, isMobile: false }, projection);
}
