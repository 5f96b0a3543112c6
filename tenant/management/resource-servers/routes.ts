import type { Route } from "../route";
import { createApi } from "./create";
import { deleteApi } from "./delete";
import { getApi, listApis } from "./read";
import { updateApi } from "./update";

const ALL = "/api/v2/resource-servers";
const ONE = `${ALL}/:id`;

export const RESOURCE_SERVER_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: ALL,
    scopes: ["read:resource_servers"],
    description: "Get resource servers",
    secrets: true,
    handle: listApis,
  },
  {
    method: "POST",
    path: ALL,
    scopes: ["create:resource_servers"],
    description: "Create a resource server",
    handle: createApi,
  },
  {
    method: "GET",
    path: ONE,
    scopes: ["read:resource_servers"],
    description: "Get a resource server",
    secrets: true,
    handle: getApi,
  },
  {
    method: "PATCH",
    path: ONE,
    scopes: ["update:resource_servers"],
    description: "Update a resource server",
    handle: updateApi,
  },
  {
    method: "DELETE",
    path: ONE,
    scopes: ["delete:resource_servers"],
    description: "Delete a resource server",
    handle: deleteApi,
  },
];
