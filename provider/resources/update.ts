/** Update: one PATCH with what changed, or none where only state changes. */
import type { JsonObject, ValueObject } from "../model/values";
import { updateBody } from "./body";
import { callOptions, type ResourceContext } from "./context";
import { diffApi } from "./diff";
import { outputsOf, previewUpdate } from "./outputs";

export { previewUpdate } from "./outputs";

export interface UpdateRequest {
  id: string;
  oldInputs: ValueObject;
  oldOutputs: ValueObject;
  inputs: ValueObject;
}

export async function updateApi(
  context: ResourceContext,
  request: UpdateRequest,
): Promise<{ outputs: ValueObject }> {
  const { id, inputs, oldOutputs } = request;
  const changed = diffApi(request).changes.map((change) => change.path);
  const body = updateBody(changed, inputs, oldOutputs);
  if (Object.keys(body).length === 0) return { outputs: previewUpdate(request) };
  const answer: JsonObject = await context.client.resourceServers.update(id, body, callOptions(context));
  return { outputs: outputsOf(answer, inputs, oldOutputs) };
}
