/** Deletion. An API that is gone already is deleted. */
import { isApiSettingsError } from "../model/errors";
import type { ValueObject } from "../model/values";
import { callOptions, type ResourceContext } from "./context";

export async function deleteApi(
  context: ResourceContext,
  request: { id: string; oldOutputs: ValueObject },
): Promise<void> {
  try {
    await context.client.resourceServers.delete(request.id, callOptions(context));
  } catch (error) {
    // An imported system API cannot be deleted; a destroy must still be able to forget it.
    if (!isApiSettingsError(error, "system-api")) throw error;
    context.log.warning(
      `${String(request.oldOutputs.identifier ?? request.id)} belongs to the tenant itself and cannot be deleted: it stays there, with its settings as they are, and is only forgotten here.`,
    );
  }
}
