import type { Route } from "../route";
import { getGrant, listGrants } from "./read";
import { createGrant, deleteGrant, updateGrant } from "./write";

const ALL = "/api/v2/client-grants";
const ONE = `${ALL}/:id`;

export const CLIENT_GRANT_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: ALL,
    scopes: ["read:client_grants"],
    description: "Get client grants",
    handle: listGrants,
  },
  {
    method: "POST",
    path: ALL,
    scopes: ["create:client_grants"],
    description: "Create client grant",
    handle: createGrant,
  },
  {
    method: "GET",
    path: ONE,
    scopes: ["read:client_grants"],
    description: "Get client grant",
    handle: getGrant,
  },
  {
    method: "PATCH",
    path: ONE,
    scopes: ["update:client_grants"],
    description: "Update client grant",
    handle: updateGrant,
  },
  {
    method: "DELETE",
    path: ONE,
    scopes: ["delete:client_grants"],
    description: "Delete client grant",
    handle: deleteGrant,
  },
];
