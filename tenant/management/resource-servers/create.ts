/** POST /api/v2/resource-servers */
import { INPUT_FIELDS, WIRE_FIELDS } from "../../../provider/model/table";
import type { JsonObject } from "../../../provider/model/values";
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { ResourceServer } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { refuseBeyondLimit, refuseWithheld } from "../plan";
import { bodySchema } from "../validation/json-schema";
import { createCheck } from "../validation/validate";
import { createdMembers, shown } from "./documents";
import { checkRules, newlySet } from "./rules";
import {
  changeableFields,
  type SystemApiDefinition,
  systemApi,
  systemDocument,
  systemIdentifiers,
} from "./system-apis";

const schema = bodySchema(
  WIRE_FIELDS.filter((field) => INPUT_FIELDS.includes(field)),
  { required: true },
);
const check = createCheck("Payload", schema);

export async function createApi({ context, payload }: Call): Promise<Response> {
  const sent = await payload(schema);
  check(sent);
  const body = sent as JsonObject;
  refuseWithheld(context.plan, body);
  const identifier = context.names.canonical(String(body.identifier));
  const system = systemApi(identifier, context.names);
  const members = createdMembers(body, context);
  // The rules speak of custom APIs: system ones break some, such as web lifetime > lifetime.
  if (system === undefined || system.permanent) {
    checkRules(newlySet(body, createdMembers({}, context)), members, context.names);
  }
  // Looked up and stored in one go: another process may have the same in hand.
  return context.store.transaction(() => {
    if (apiByIdentifier(context, identifier)) {
      throw new ManagementError(409, "A resource server with the same identifier already exists.", {
        errorCode: "resource_server_conflict",
      });
    }
    const id = context.random.objectId();
    if (system) return createSystemApi(context, id, identifier, system, body);
    refuseBeyondLimit(context.plan, "apis", customApis(context));
    const document: ResourceServer = { ...members, id, identifier };
    context.store.resourceServers.insert(document);
    return answer(201, shown(document));
  });
}

/** The tenant's own APIs do not count. */
function customApis({ store, names }: TenantContext): number {
  const own = { identifier: systemIdentifiers(names) };
  return store.resourceServers.count({}) - store.resourceServers.count(own);
}

function createSystemApi(
  context: TenantContext,
  id: string,
  identifier: string,
  definition: SystemApiDefinition,
  body: JsonObject,
): Response {
  const document = systemDocument(id, identifier, definition);
  for (const { wire } of changeableFields(definition)) {
    const sent = body[wire];
    if (sent !== undefined && sent !== null) document[wire] = sent;
  }
  const { scopes } = document;
  const later = Array.isArray(scopes) ? { scopes: [...scopes, ...definition.laterScopes] } : {};
  context.store.resourceServers.insert({ ...document, ...later });
  return answer(201, shown(document));
}
