/** Finding the API that a path means. */
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";
import type { ResourceServer } from "../../store/records";
import { ManagementError } from "../errors";
import { decoded, idOf } from "../path";

/** By id or identifier. Clients encode identifiers once, and one of them twice. */
export function findApi(context: TenantContext, url: string): ResourceServer | undefined {
  const once = idOf(url);
  return byName(context, once) ?? byName(context, decoded(once));
}

export function existingApi(context: TenantContext, url: string): ResourceServer {
  const found = findApi(context, url);
  if (found === undefined) {
    throw new ManagementError(404, "The resource server does not exist", {
      errorCode: "inexistent_resource_server",
    });
  }
  return found;
}

function byName(context: TenantContext, name: string): ResourceServer | undefined {
  return context.store.resourceServers.get(name) ?? apiByIdentifier(context, name);
}
