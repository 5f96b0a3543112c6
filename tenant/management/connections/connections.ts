/** GET /api/v2/connections: this tenant has one, the database of its users, and it cannot be changed. */
import type { JsonObject } from "../../../provider/model/values";
import { grantTypesOf } from "../../clients";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { CHECKPOINT_QUERY, type CheckpointQuery, checkpointBody, type PageQuery, sliceBody } from "../paging";
import { idOf } from "../path";
import { project, projectionOf } from "../projection";
import { createListReader, createQueryReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { CONNECTION } from "../users/documents";
import { arrayOf, text } from "../validation/schemas";

interface ListQuery extends PageQuery, CheckpointQuery, FieldsQuery {
  name?: string;
  strategy?: string[];
}

const readQuery = createListReader<ListQuery>({
  ...FIELDS_QUERY,
  ...CHECKPOINT_QUERY,
  name: text(128),
  strategy: arrayOf(text(64)),
});
const readGetQuery = createQueryReader<FieldsQuery>(FIELDS_QUERY);

export function listConnections({ context, url }: Call): Response {
  const query = readQuery(context, url);
  const found = [database(context)]
    .filter(({ name }) => query.name === undefined || name === query.name)
    .filter(({ strategy }) => query.strategy === undefined || query.strategy.includes(String(strategy)));
  const show = (connection: JsonObject): JsonObject => project(connection, projectionOf(query));
  return answer(
    200,
    query.from === undefined && query.take === undefined
      ? sliceBody(query, found, "connections", { show })
      : checkpointBody(query, found, "connections", ({ id }) => String(id), show),
  );
}

export function getConnection({ context, url }: Call): Response {
  const query = readGetQuery(url);
  const connection = database(context);
  if (connection.id !== idOf(url)) {
    throw new ManagementError(404, "The connection does not exist.", { errorCode: "inexistent_connection" });
  }
  return answer(200, project(connection, projectionOf(query)));
}

function database({ store }: TenantContext): JsonObject {
  return {
    id: "con_localusers000001",
    options: { passwordPolicy: "good" },
    strategy: "auth0",
    name: CONNECTION,
    is_domain_connection: false,
    realms: [CONNECTION],
    // Whoever signs users in signs in these.
    enabled_clients: store.clients
      .find({})
      .filter((client) => grantTypesOf(client).some((type) => type !== "client_credentials"))
      .map(({ client_id }) => client_id),
  };
}
