/** GET /api/v2/resource-servers and /api/v2/resource-servers/{id} */
import { WIRE_FIELDS } from "../../../provider/model/table";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { type PageQuery, pageBody, pageOf } from "../paging";
import { project, projectionOf } from "../projection";
import { createQueryReader, FIELDS_QUERY, pageQuery } from "../query";
import { shown } from "./documents";
import { existingApi } from "./find";

const KNOWN_FIELDS = WIRE_FIELDS.map((field) => field.wire);

interface FieldsQuery {
  fields?: string;
  include_fields?: boolean;
}

interface ListQuery extends PageQuery, FieldsQuery {
  identifiers?: string[];
}

const readGetQuery = createQueryReader<FieldsQuery>(FIELDS_QUERY, KNOWN_FIELDS);
const listReaders = {
  50: listReader(50),
  100: listReader(100),
};

function listReader(maximumPerPage: number): (url: string) => ListQuery {
  const identifiers = { type: "array", items: { type: "string" }, maxItems: 10 };
  return createQueryReader<ListQuery>(
    { ...pageQuery(maximumPerPage), ...FIELDS_QUERY, identifiers },
    KNOWN_FIELDS,
  );
}

export function getApi(context: TenantContext, url: string): Response {
  const query = readGetQuery(url);
  return answer(200, project(shown(existingApi(context, url)), projectionOf(query)));
}

export function listApis(context: TenantContext, url: string): Response {
  const query = listReaders[context.switches.maximumPerPage](url);
  const { resourceServers } = context.store;
  const where = query.identifiers ? { identifier: query.identifiers.map(context.names.canonical) } : {};
  const projection = projectionOf(query);
  const items = resourceServers.find(where, pageOf(query)).map((found) => project(shown(found), projection));
  return answer(200, pageBody(query, resourceServers.count(where), "resource_servers", items));
}
