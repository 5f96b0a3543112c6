/** GET /api/v2/client-grants and /api/v2/client-grants/{id} */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { ClientGrant } from "../../store/records";
import { type PageQuery, pageBody, pageOf } from "../paging";
import { createQueryReader, pageQuery } from "../query";
import { invalid } from "../validation/validate";
import { existingGrant } from "./find";
import { LIST_FILTERS } from "./schemas";

interface ListQuery extends PageQuery {
  audience?: string;
  client_id?: string;
  allow_any_organization?: boolean;
  subject_type?: string;
  from?: string;
  take?: number;
}

const readers = {
  50: createQueryReader<ListQuery>({ ...pageQuery(50), ...LIST_FILTERS }),
  100: createQueryReader<ListQuery>({ ...pageQuery(100), ...LIST_FILTERS }),
};

export function getGrant(context: TenantContext, url: string): Response {
  return answer(200, existingGrant(context, url));
}

export function listGrants(context: TenantContext, url: string): Response {
  const query = readers[context.switches.maximumPerPage](url);
  const all = select(context, query);
  if (query.take !== undefined || query.from !== undefined) return answer(200, checkpointPage(query, all));
  const { offset, limit } = pageOf(query);
  const items = all.slice(offset, offset + limit) as unknown as JsonObject[];
  return answer(200, pageBody(query, all.length, "client_grants", items));
}

function select(context: TenantContext, query: ListQuery): ClientGrant[] {
  const where: Record<string, string> = {};
  if (query.client_id !== undefined) where.client_id = query.client_id;
  if (query.audience !== undefined) where.audience = context.names.canonical(query.audience);
  return context.store.clientGrants
    .find(where)
    .filter(
      (grant) => query.subject_type === undefined || (grant.subject_type ?? "client") === query.subject_type,
    )
    .filter(
      (grant) =>
        query.allow_any_organization === undefined ||
        (grant.allow_any_organization ?? false) === query.allow_any_organization,
    );
}

/** Checkpoint paging: `next` names the last grant of the page, and is absent on the last page. */
function checkpointPage(
  query: ListQuery,
  all: readonly ClientGrant[],
): { client_grants: ClientGrant[]; next?: string } {
  const start = query.from === undefined ? 0 : all.findIndex((grant) => encode(grant.id) === query.from) + 1;
  if (query.from !== undefined && start === 0) {
    throw invalid("Query", [{ path: ["from"], text: `Invalid value "${query.from}"` }]);
  }
  const items = all.slice(start, start + (query.take ?? 50));
  const last = items.at(-1);
  const more = start + items.length < all.length;
  return { client_grants: items, ...(more && last ? { next: encode(last.id) } : {}) };
}

/** The cursor is opaque to clients; base64url keeps it so in logs as well. */
function encode(id: string): string {
  return Buffer.from(id).toString("base64url");
}
