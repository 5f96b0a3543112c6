import type { Route } from "../route";
import { getConnection, listConnections } from "./connections";

export const CONNECTION_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v2/connections",
    scopes: ["read:connections"],
    description: "Get connections",
    handle: listConnections,
  },
  {
    method: "GET",
    path: "/api/v2/connections/:id",
    scopes: ["read:connections"],
    description: "Get a connection",
    handle: getConnection,
  },
];
