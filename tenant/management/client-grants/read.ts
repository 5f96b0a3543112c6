/** GET /api/v2/client-grants and /api/v2/client-grants/{id} */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { ClientGrant } from "../../store/records";
import type { Call } from "../call";
import { type CheckpointQuery, checkpointBody, type PageQuery, sliceBody } from "../paging";
import { createListReader } from "../query";
import { existingGrant } from "./find";
import { LIST_FILTERS } from "./schemas";

interface ListQuery extends PageQuery, CheckpointQuery {
  audience?: string;
  client_id?: string;
  allow_any_organization?: boolean;
  subject_type?: string;
}

const readQuery = createListReader<ListQuery>(LIST_FILTERS);

export function getGrant({ context, url }: Call): Response {
  return answer(200, existingGrant(context, url));
}

export function listGrants({ context, url }: Call): Response {
  const query = readQuery(context, url);
  const all = select(context, query) as unknown as JsonObject[];
  if (query.take === undefined && query.from === undefined) {
    return answer(200, sliceBody(query, all, "client_grants"));
  }
  return answer(
    200,
    checkpointBody(query, all, "client_grants", (grant) => String(grant.id)),
  );
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
