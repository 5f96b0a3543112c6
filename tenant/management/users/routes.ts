import type { Route } from "../route";
import { getUser, listUsers, usersByEmail } from "./read";
import { createUser, deleteUser, updateUser } from "./write";

const ALL = "/api/v2/users";
const ONE = `${ALL}/:id`;

export const USER_ROUTES: readonly Route[] = [
  { method: "GET", path: ALL, scopes: ["read:users"], description: "Get users", handle: listUsers },
  { method: "POST", path: ALL, scopes: ["create:users"], description: "Create a User", handle: createUser },
  { method: "GET", path: ONE, scopes: ["read:users"], description: "Get a user", handle: getUser },
  {
    method: "PATCH",
    path: ONE,
    scopes: ["update:users", "update:users_app_metadata"],
    description: "Update a User",
    handle: updateUser,
  },
  { method: "DELETE", path: ONE, scopes: ["delete:users"], description: "Delete a User", handle: deleteUser },
  {
    method: "GET",
    path: "/api/v2/users-by-email",
    scopes: ["read:users"],
    description: "Get users by email",
    handle: usersByEmail,
  },
];
