/** /api/v2/roles */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import type { Role } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { type PageQuery, sliceBody } from "../paging";
import { idOf } from "../path";
import { createListReader } from "../query";
import { text } from "../validation/schemas";
import { createCheck } from "../validation/validate";
import { CREATE_ROLE, UPDATE_ROLE } from "./schemas";

const readQuery = createListReader<PageQuery & { name_filter?: string }>({ name_filter: text(50) });
const checkCreate = createCheck("Payload", CREATE_ROLE);
const checkUpdate = createCheck("Payload", UPDATE_ROLE);

export function listRoles({ context, url }: Call): Response {
  const query = readQuery(context, url);
  const part = (query.name_filter ?? "").toLowerCase();
  const found = context.store.roles.find({}).filter(({ name }) => name.toLowerCase().includes(part));
  return answer(200, rolePage(query, found));
}

export function rolePage(query: PageQuery, roles: readonly Role[]): unknown {
  return sliceBody(query, roles as unknown as JsonObject[], "roles", { layout: "items first" });
}

export function getRole({ context, url }: Call): Response {
  return answer(200, existingRole(context, idOf(url)));
}

/** Recorded: 200, not 201. */
export async function createRole({ context, payload }: Call): Promise<Response> {
  const sent = await payload(CREATE_ROLE);
  checkCreate(sent);
  const { name, description = null } = sent as { name: string; description?: string };
  return context.store.transaction(() => {
    refuseTaken(context, name);
    const role: Role = { id: `rol_${context.random.alphanumeric(16)}`, name, description };
    context.store.roles.insert(role);
    return answer(200, role);
  });
}

export async function updateRole({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const stored = existingRole(context, idOf(url));
    checkUpdate(sent);
    const role: Role = { ...stored, ...(sent as Partial<Role>) };
    if (role.name !== stored.name) refuseTaken(context, role.name);
    context.store.roles.replace(role);
    return answer(200, role);
  });
}

/** Recorded: 200 with an empty object, and 404 the second time. */
export function deleteRole({ context, url }: Call): Response {
  const { store } = context;
  return store.transaction(() => {
    const { id: role_id } = existingRole(context, idOf(url));
    store.roles.remove(role_id);
    for (const { id } of store.roleMembers.find({ role_id })) store.roleMembers.remove(id);
    for (const { id } of store.permissions.find({ holder: role_id })) store.permissions.remove(id);
    return answer(200, {});
  });
}

/** Recorded: without an error code. */
export function existingRole(context: TenantContext, id: string): Role {
  const found = context.store.roles.get(id);
  if (found === undefined) throw new ManagementError(404, "The role does not exist.");
  return found;
}

function refuseTaken(context: TenantContext, name: string): void {
  if (context.store.roles.count({ name }) === 0) return;
  throw new ManagementError(409, "The specified new role name is already used by another role.", {
    errorCode: "role_conflict_error",
  });
}
