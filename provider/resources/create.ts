/** Creation, or adoption of an API that exists already. */
import { importCommand } from "../client/create-resource-server";
import { ApiSettingsError, isApiSettingsError } from "../model/errors";
import { INPUT_FIELDS } from "../model/table";
import { validateInputs } from "../model/validate";
import { containsUnknown, type JsonObject, revealAll, type ValueObject } from "../model/values";
import { creationBody, updateBody } from "./body";
import { isSame, liveValue } from "./comparison";
import { callOptions, type ResourceContext } from "./context";
import { outputsOf } from "./outputs";

export { previewCreate } from "./outputs";

export async function createApi(
  context: ResourceContext,
  inputs: ValueObject,
): Promise<{ id: string; outputs: ValueObject }> {
  refuseCreationOf(context, inputs);
  try {
    const answer = await context.client.resourceServers.create(creationBody(inputs), callOptions(context));
    return { id: answer.id, outputs: outputsOf(answer, inputs) };
  } catch (error) {
    if (!(isApiSettingsError(error, "conflict") && inputs.existing === "adopt")) throw error;
    return adopt(context, inputs);
  }
}

/** Takes over the API with the declared identifier: sets what is declared and differs, leaves the rest. */
async function adopt(
  context: ResourceContext,
  inputs: ValueObject,
): Promise<{ id: string; outputs: ValueObject }> {
  const identifier = identifierOf(inputs);
  const found = await context.client.resourceServers.findByIdentifier(identifier, callOptions(context));
  if (found === undefined) {
    throw new ApiSettingsError(
      "not-found",
      `The tenant reported an API ${identifier}, but then did not find it.`,
      {
        wayOut: "It was deleted in between: run the command again.",
      },
    );
  }
  const live = outputsOf(found, inputs);
  const differing = INPUT_FIELDS.filter(
    (field) =>
      field.wire !== null &&
      inputs[field.name] !== undefined &&
      !isSame(field, inputs[field.name], liveValue(field, live)),
  ).map(({ name }) => name);
  context.log.info(
    `Adopted the existing API ${identifier} (${found.id})${differing.length > 0 ? `; set ${differing.join(", ")}` : "; nothing to change"}.`,
  );
  if (differing.length === 0) return { id: found.id, outputs: live };
  const body = updateBody(differing, inputs, live);
  const answer: JsonObject = await context.client.resourceServers.update(
    found.id,
    body,
    callOptions(context),
  );
  return { id: found.id, outputs: outputsOf(answer, inputs) };
}

/**
 * Preview of a creation: refuses what the creation would be refused for. Asks the tenant only where the provider's
 * `previewChecks` is "tenant".
 */
export async function checkCreation(context: ResourceContext, inputs: ValueObject): Promise<void> {
  refuseCreationOf(context, inputs);
  if (context.behaviour.previewChecks !== "tenant" || inputs.existing === "adopt") return;
  if (containsUnknown(inputs.identifier)) return;
  const identifier = identifierOf(inputs);
  const found = await context.client.resourceServers.findByIdentifier(identifier, callOptions(context));
  if (found !== undefined) {
    throw new ApiSettingsError(
      "conflict",
      `The tenant has an API with the identifier ${identifier} already (${found.id}).`,
      {
        wayOut: `Import it (${importCommand(found.id)}), or declare existing: "adopt".`,
      },
    );
  }
}

/** Limits that hold for new APIs only; an imported or adopted one may have such values. */
function refuseCreationOf(context: ResourceContext, inputs: ValueObject): void {
  if (inputs.existing === "adopt") return;
  const options = { limits: context.behaviour.limits, domain: context.domain, creating: true };
  const failures = validateInputs(inputs, options).filter(({ creation }) => creation);
  if (failures.length > 0) {
    throw new ApiSettingsError("invalid-input", failures.map(({ message }) => message).join("\n"));
  }
}

function identifierOf(inputs: ValueObject): string {
  return inputs.identifier === undefined ? "" : String(revealAll(inputs.identifier));
}
