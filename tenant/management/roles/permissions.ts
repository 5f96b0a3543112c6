/** Permissions of a user or a role: /api/v2/users/{id}/permissions and /api/v2/roles/{id}/permissions */
import type { JsonObject } from "../../../provider/model/values";
import { apiByIdentifier } from "../../apis";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { asObject } from "../../json";
import { type PermissionSource, permissionSources } from "../../permissions";
import type { Permission } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { type PageQuery, sliceBody } from "../paging";
import { idOf } from "../path";
import { createListReader } from "../query";
import { existingUser } from "../users/find";
import { createCheck, invalid } from "../validation/validate";
import { existingRole } from "./roles";
import { PERMISSIONS } from "./schemas";

const readQuery = createListReader<PageQuery>({});
const check = createCheck("Payload", PERMISSIONS);

/** Whose permissions a path is about; throws the 404 answer where there is nobody. */
type Holder = (call: Call) => string;

export const userHolder: Holder = ({ context, url }) => existingUser(context, url).user_id;
export const roleHolder: Holder = ({ context, url }) => existingRole(context, idOf(url)).id;

export function listUserPermissions(call: Call): Response {
  const { context } = call;
  const sources = new Map<string, JsonObject & { sources: JsonObject[] }>();
  for (const source of permissionSources(context, userHolder(call))) {
    const key = keyOf("", source.permission);
    const entry = sources.get(key) ?? { ...described(context, source.permission), sources: [] };
    entry.sources.push(shownSource(source));
    sources.set(key, entry);
  }
  return page(call, [...sources.values()]);
}

export function listRolePermissions(call: Call): Response {
  const held = call.context.store.permissions.find({ holder: roleHolder(call) });
  return page(
    call,
    held.map((permission) => described(call.context, permission)),
  );
}

/** Gives the sent permissions. Those that are there already stay as they are. */
export function addPermissions(holderOf: Holder): (call: Call) => Promise<Response> {
  return async (call) => {
    const wanted = await sentPermissions(call);
    const { context } = call;
    return context.store.transaction(() => {
      const holder = holderOf(call);
      for (const permission of wanted) {
        checkKnown(context, permission);
        const id = keyOf(holder, permission);
        if (context.store.permissions.get(id) !== undefined) continue;
        context.store.permissions.insert({ id, holder, ...permission });
      }
      return answer(201, {});
    });
  };
}

export function removePermissions(holderOf: Holder): (call: Call) => Promise<Response> {
  return async (call) => {
    const unwanted = await sentPermissions(call);
    return call.context.store.transaction(() => {
      const holder = holderOf(call);
      for (const permission of unwanted) call.context.store.permissions.remove(keyOf(holder, permission));
      return answer(204, undefined);
    });
  };
}

type Named = Pick<Permission, "resource_server_identifier" | "permission_name">;

async function sentPermissions({ context, payload }: Call): Promise<Named[]> {
  const sent = await payload();
  check(sent);
  return (sent as { permissions: Named[] }).permissions.map(
    ({ resource_server_identifier, permission_name }) => ({
      resource_server_identifier: context.names.canonical(resource_server_identifier),
      permission_name,
    }),
  );
}

/** Texts of any kind are joined so that no two lists of them look alike. */
function keyOf(holder: string, { resource_server_identifier, permission_name }: Named): string {
  return JSON.stringify([holder, resource_server_identifier, permission_name]);
}

function checkKnown(context: TenantContext, { resource_server_identifier, permission_name }: Named): void {
  const api = apiByIdentifier(context, resource_server_identifier);
  if (api === undefined) {
    throw new ManagementError(404, "The resource server does not exist", {
      errorCode: "inexistent_resource_server",
    });
  }
  if (scopeNamed(context, resource_server_identifier, permission_name) !== undefined) return;
  throw invalid("Payload", [{ path: ["permissions"], text: `Invalid value "${permission_name}"` }]);
}

function scopeNamed(context: TenantContext, identifier: string, name: string): JsonObject | undefined {
  const scopes = apiByIdentifier(context, identifier)?.scopes;
  if (!Array.isArray(scopes)) return undefined;
  return scopes.map(asObject).find((scope) => scope?.value === name);
}

/** Keys in the recorded order. */
function described(
  context: TenantContext,
  { resource_server_identifier, permission_name }: Permission,
): JsonObject {
  const description = scopeNamed(context, resource_server_identifier, permission_name)?.description;
  return {
    permission_name,
    description: description ?? "",
    resource_server_name: apiByIdentifier(context, resource_server_identifier)?.name ?? "",
    resource_server_identifier,
  };
}

function shownSource({ role }: PermissionSource): JsonObject {
  if (role === undefined) return { source_id: "", source_name: "", source_type: "DIRECT" };
  return { source_id: role.id, source_name: role.name, source_type: "ROLE" };
}

function page({ context, url }: Call, items: JsonObject[]): Response {
  const query = readQuery(context, url);
  return answer(200, sliceBody(query, items, "permissions", { layout: "items first" }));
}
