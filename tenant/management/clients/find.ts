/** Finding the client that a path means. */
import type { TenantContext } from "../../context";
import type { Client } from "../../store/records";
import { ManagementError } from "../errors";
import { idOf } from "../path";

export function existingClient(context: TenantContext, url: string): Client {
  const found = context.store.clients.get(idOf(url));
  if (found === undefined) {
    throw new ManagementError(404, "The client does not exist", { errorCode: "inexistent_client" });
  }
  return found;
}
