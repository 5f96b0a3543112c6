/** Finding the user that a path means. */
import type { TenantContext } from "../../context";
import type { User } from "../../store/records";
import { ManagementError } from "../errors";
import { idOf } from "../path";

export function existingUser(context: TenantContext, url: string): User {
  const found = context.store.users.get(idOf(url));
  if (found === undefined) {
    throw new ManagementError(404, "The user does not exist.", { errorCode: "inexistent_user" });
  }
  return found;
}
