/** PATCH /api/v2/resource-servers/{id} */
import { INPUT_FIELDS, WIRE_FIELDS } from "../../../provider/model/table";
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { ResourceServer } from "../../store/records";
import { pathSteps } from "../../wire-path";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { refuseWithheld } from "../plan";
import { bodySchema } from "../validation/json-schema";
import type { JsonSchema } from "../validation/schemas";
import { type Check, createCheck } from "../validation/validate";
import { changedDocument, shown } from "./documents";
import { existingApi } from "./find";
import { checkRules, newlySet } from "./rules";
import { changeableFields, type SystemApiDefinition, systemApi } from "./system-apis";

const CHANGEABLE = WIRE_FIELDS.filter((field) => INPUT_FIELDS.includes(field) && !field.immutable);
const checkCustom = createCheck("Payload", bodySchema(CHANGEABLE, { required: false }));
const systemChecks = new Map<SystemApiDefinition, Check>();

export async function updateApi({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const stored = existingApi(context, url);
    checkFor(context, stored)(sent);
    const body = sent as JsonObject;
    refuseWithheld(context.plan, body);
    const changed = changedDocument(stored, body, context);
    checkRules(newlySet(body, stored), changed, context.names);
    context.store.resourceServers.replace(changed);
    return answer(200, shown(changed));
  });
}

function checkFor(context: TenantContext, stored: ResourceServer): Check {
  const definition = stored.is_system === true ? systemApi(stored.identifier, context.names) : undefined;
  return definition === undefined ? checkCustom : systemCheck(definition);
}

function systemCheck(definition: SystemApiDefinition): Check {
  let check = systemChecks.get(definition);
  if (check === undefined) {
    const fields = changeableFields(definition);
    const schema = bodySchema(fields, { required: false });
    for (const path of definition.fixed) withoutMember(schema, pathSteps(path));
    const checkBody = createCheck("Payload", schema);
    check = (payload) => {
      checkBody(payload);
      if (fields.length === 0) throw new ManagementError(400, "System resource servers cannot be patched.");
    };
    systemChecks.set(definition, check);
  }
  return check;
}

function withoutMember(schema: JsonSchema, path: readonly string[]): void {
  const parents = path.slice(0, -1);
  const parent = parents.reduce<JsonSchema | undefined>((at, step) => at?.properties?.[step], schema);
  delete parent?.properties?.[path.at(-1) ?? ""];
}
