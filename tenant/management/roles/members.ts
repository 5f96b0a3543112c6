/** /api/v2/users/{id}/roles */
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { rolesOf } from "../../permissions";
import type { Call } from "../call";
import type { PageQuery } from "../paging";
import { createListReader } from "../query";
import { existingUser } from "../users/find";
import { createCheck } from "../validation/validate";
import { existingRole, rolePage } from "./roles";
import { ROLES } from "./schemas";

const readQuery = createListReader<PageQuery>({});
const check = createCheck("Payload", ROLES);

export function listUserRoles({ context, url }: Call): Response {
  const query = readQuery(context, url);
  return answer(200, rolePage(query, rolesOf(context, existingUser(context, url).user_id)));
}

export async function addUserRoles(call: Call): Promise<Response> {
  return changeRoles(call, ({ store }, id, user_id, role_id) => {
    if (store.roleMembers.get(id) === undefined) store.roleMembers.insert({ id, user_id, role_id });
  });
}

export async function removeUserRoles(call: Call): Promise<Response> {
  return changeRoles(call, ({ store }, id) => store.roleMembers.remove(id));
}

async function changeRoles(
  { context, url, payload }: Call,
  change: (context: TenantContext, id: string, userId: string, roleId: string) => void,
): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const { user_id } = existingUser(context, url);
    check(sent);
    for (const name of (sent as { roles: string[] }).roles) {
      const role = existingRole(context, name);
      change(context, JSON.stringify([user_id, role.id]), user_id, role.id);
    }
    return answer(204, undefined);
  });
}
