/** GET /api/v2/clients and /api/v2/clients/{id} */
import type { JsonObject } from "../../../provider/model/values";
import { isFirstParty } from "../../clients";
import { answer } from "../../http";
import type { Client } from "../../store/records";
import { type Caller, hasAnyScope } from "../authenticate";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { CHECKPOINT_QUERY, type CheckpointQuery, checkpointBody, type PageQuery, sliceBody } from "../paging";
import { project, projectionOf } from "../projection";
import { createListReader, createQueryReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { KEY_FIELDS, KEY_SCOPES, KNOWN_FIELDS, shown } from "./documents";
import { existingClient } from "./find";

interface ListQuery extends PageQuery, CheckpointQuery, FieldsQuery {
  is_global?: boolean;
  is_first_party?: boolean;
  app_type?: string;
  external_client_id?: string;
}

const readGetQuery = createQueryReader<FieldsQuery>(FIELDS_QUERY, KNOWN_FIELDS);
const readListQuery = createListReader<ListQuery>(
  {
    ...FIELDS_QUERY,
    ...CHECKPOINT_QUERY,
    is_global: { type: "boolean" },
    is_first_party: { type: "boolean" },
    app_type: { type: "string" },
    external_client_id: { type: "string" },
  },
  { knownFields: KNOWN_FIELDS },
);

export function getClient({ context, url, caller }: Call): Response {
  const query = readGetQuery(url);
  refuseHiddenFields(query, caller);
  return answer(200, selected(existingClient(context, url), query, caller));
}

export function listClients({ context, url, caller }: Call): Response {
  const query = readListQuery(context, url);
  refuseHiddenFields(query, caller);
  const all = context.store.clients.find({}).filter((client) => matches(client, query));
  const show = (client: JsonObject): JsonObject => selected(client as Client, query, caller);
  if (query.from === undefined && query.take === undefined) {
    return answer(200, sliceBody(query, all, "clients", { show }));
  }
  return answer(
    200,
    checkpointBody(query, all, "clients", (client) => String(client.client_id), show),
  );
}

function matches(client: Client, query: ListQuery): boolean {
  // The global client, and clients that register by a metadata document, do not exist here.
  if (query.is_global === true || query.external_client_id !== undefined) return false;
  if (query.is_first_party !== undefined && isFirstParty(client) !== query.is_first_party) return false;
  return query.app_type === undefined || query.app_type.split(",").includes(String(client.app_type));
}

/** Recorded: `tenant` is in every answer, whatever fields are asked for. */
function selected(client: Client, query: FieldsQuery, caller: Caller): JsonObject {
  const { tenant, ...members } = shown(client, caller);
  return { tenant: tenant ?? null, ...project(members, projectionOf(query)) };
}

function refuseHiddenFields(query: FieldsQuery, caller: Caller): void {
  if (query.include_fields === false || hasAnyScope(caller, KEY_SCOPES)) return;
  if (!(query.fields ?? "").split(",").some((name) => KEY_FIELDS.includes(name))) return;
  throw new ManagementError(
    403,
    "Some fields cannot be read with the permissions granted by the bearer token scopes.",
    { errorCode: "insufficient_scope" },
  );
}
