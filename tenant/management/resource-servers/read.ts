/** GET /api/v2/resource-servers and /api/v2/resource-servers/{id} */
import { WIRE_FIELDS } from "../../../provider/model/table";
import { answer } from "../../http";
import type { Call } from "../call";
import { type PageQuery, pageBody, pageOf } from "../paging";
import { project, projectionOf } from "../projection";
import { createListReader, createQueryReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { shown } from "./documents";
import { existingApi } from "./find";

const KNOWN_FIELDS = WIRE_FIELDS.map((field) => field.wire);

interface ListQuery extends PageQuery, FieldsQuery {
  identifiers?: string[];
}

const readGetQuery = createQueryReader<FieldsQuery>(FIELDS_QUERY, KNOWN_FIELDS);
const readListQuery = createListReader<ListQuery>(
  { ...FIELDS_QUERY, identifiers: { type: "array", items: { type: "string" }, maxItems: 10 } },
  { knownFields: KNOWN_FIELDS },
);

export function getApi({ context, url }: Call): Response {
  const query = readGetQuery(url);
  return answer(200, project(shown(existingApi(context, url)), projectionOf(query)));
}

export function listApis({ context, url }: Call): Response {
  const query = readListQuery(context, url);
  const { resourceServers } = context.store;
  const where = query.identifiers ? { identifier: query.identifiers.map(context.names.canonical) } : {};
  const projection = projectionOf(query);
  const items = resourceServers.find(where, pageOf(query)).map((found) => project(shown(found), projection));
  return answer(200, pageBody(query, resourceServers.count(where), "resource_servers", items));
}
