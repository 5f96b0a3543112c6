/** Finding the grant that a path means. */
import type { TenantContext } from "../../context";
import type { ClientGrant } from "../../store/records";
import { ManagementError } from "../errors";
import { idOf } from "../path";

export function findGrant(context: TenantContext, url: string): ClientGrant | undefined {
  return context.store.clientGrants.get(idOf(url));
}

export function existingGrant(context: TenantContext, url: string): ClientGrant {
  const found = findGrant(context, url);
  if (found === undefined) {
    throw new ManagementError(404, "Client grant not found");
  }
  return found;
}
