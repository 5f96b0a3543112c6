/** DELETE /api/v2/resource-servers/{id} */
import { answer } from "../../http";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { findApi } from "./find";
import { systemApi } from "./system-apis";

export function deleteApi({ context, url }: Call): Response {
  const found = findApi(context, url);
  // Recorded: deleting what is not there succeeds, time and again.
  if (found === undefined) return answer(204, undefined);
  if (systemApi(found.identifier, context.names)?.permanent) {
    throw new ManagementError(400, "System resource servers cannot be deleted.");
  }
  context.store.transaction(() => {
    context.store.resourceServers.remove(found.id);
    const permissions = context.store.permissions.find({ resource_server_identifier: found.identifier });
    for (const { id } of permissions) context.store.permissions.remove(id);
    // An API that is made later with the same identifier is another one: what was agreed for this one is over.
    for (const token of context.store.refreshTokens.find({})) {
      if (token.audience === found.identifier) context.store.refreshTokens.remove(token.id);
    }
    if (context.switches.grantsOfDeletedApi === "delete") {
      for (const grant of context.store.clientGrants.find({ audience: found.identifier })) {
        context.store.clientGrants.remove(grant.id);
      }
    }
  });
  return answer(204, undefined);
}
