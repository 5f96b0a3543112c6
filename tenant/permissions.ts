/** Role-based access control: which scopes of an API a user has, by itself and by its roles. */
import { apiByIdentifier, scopesOf } from "./apis";
import type { TenantContext } from "./context";
import type { Permission, Role } from "./store/records";

/** One way in which a user came to a permission. */
export interface PermissionSource {
  permission: Permission;
  /** Undefined where the user has it directly. */
  role: Role | undefined;
}

export function rolesOf({ store }: TenantContext, userId: string): Role[] {
  return store.roleMembers.find({ user_id: userId }).flatMap(({ role_id }) => store.roles.get(role_id) ?? []);
}

/** In the order in which they were given, direct ones first. */
export function permissionSources(context: TenantContext, userId: string): PermissionSource[] {
  const held = (holder: string): Permission[] => context.store.permissions.find({ holder });
  return [
    ...held(userId).map((permission) => ({ permission, role: undefined })),
    ...rolesOf(context, userId).flatMap((role) => held(role.id).map((permission) => ({ permission, role }))),
  ];
}

/** Scopes of the API that the user has, each once; none that the API has lost since. */
export function permissionsOf(context: TenantContext, userId: string, apiIdentifier: string): string[] {
  const api = apiByIdentifier(context, apiIdentifier);
  if (api === undefined) return [];
  const known = scopesOf(api);
  const names = permissionSources(context, userId)
    .filter(({ permission }) => permission.resource_server_identifier === api.identifier)
    .map(({ permission }) => permission.permission_name);
  return [...new Set(names)].filter((name) => known.includes(name));
}
