import type { Route } from "../route";
import { addUserRoles, listUserRoles, removeUserRoles } from "./members";
import {
  addPermissions,
  listRolePermissions,
  listUserPermissions,
  removePermissions,
  roleHolder,
  userHolder,
} from "./permissions";
import { createRole, deleteRole, getRole, listRoles, updateRole } from "./roles";

const ALL = "/api/v2/roles";
const ONE = `${ALL}/:id`;
const USER = "/api/v2/users/:id";

export const ROLE_ROUTES: readonly Route[] = [
  { method: "GET", path: ALL, scopes: ["read:roles"], description: "Get roles", handle: listRoles },
  { method: "POST", path: ALL, scopes: ["create:roles"], description: "Create a role", handle: createRole },
  { method: "GET", path: ONE, scopes: ["read:roles"], description: "Get a role", handle: getRole },
  { method: "PATCH", path: ONE, scopes: ["update:roles"], description: "Update a role", handle: updateRole },
  { method: "DELETE", path: ONE, scopes: ["delete:roles"], description: "Delete a role", handle: deleteRole },
  {
    method: "GET",
    path: `${ONE}/permissions`,
    scopes: ["read:roles"],
    description: "Get permissions of a role",
    handle: listRolePermissions,
  },
  {
    method: "POST",
    path: `${ONE}/permissions`,
    scopes: ["update:roles"],
    description: "Add permissions to a role",
    handle: addPermissions(roleHolder),
  },
  {
    method: "DELETE",
    path: `${ONE}/permissions`,
    scopes: ["update:roles"],
    description: "Remove permissions from a role",
    handle: removePermissions(roleHolder),
  },
  {
    method: "GET",
    path: `${USER}/permissions`,
    scopes: ["read:users"],
    description: "Get a user's permissions",
    handle: listUserPermissions,
  },
  {
    method: "POST",
    path: `${USER}/permissions`,
    scopes: ["update:users"],
    description: "Assign permissions to a user",
    handle: addPermissions(userHolder),
  },
  {
    method: "DELETE",
    path: `${USER}/permissions`,
    scopes: ["update:users"],
    description: "Remove permissions from a user",
    handle: removePermissions(userHolder),
  },
  {
    method: "GET",
    path: `${USER}/roles`,
    scopes: ["read:users", "read:role_members"],
    description: "Get a user's roles",
    handle: listUserRoles,
  },
  {
    method: "POST",
    path: `${USER}/roles`,
    scopes: ["update:users", "create:role_members"],
    description: "Assign roles to a user",
    handle: addUserRoles,
  },
  {
    method: "DELETE",
    path: `${USER}/roles`,
    scopes: ["update:users", "delete:role_members"],
    description: "Remove roles from a user",
    handle: removeUserRoles,
  },
];
