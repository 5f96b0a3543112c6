/** Finding the API that a path means. */
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";
import type { ResourceServer } from "../../store/records";
import { ManagementError } from "../errors";
import { lastSegment } from "../path";

/** By id or identifier. Clients encode identifiers once, and one of them twice. */
export function findApi(context: TenantContext, url: string): ResourceServer | undefined {
  const once = decode(lastSegment(url));
  return byName(context, once) ?? byName(context, decode(once));
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

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoding: then it is meant as it stands, and an API of that name may exist.
    return text;
  }
}
