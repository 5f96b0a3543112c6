/** Every route of the Management API. */
import { CLIENT_GRANT_ROUTES } from "./client-grants/routes";
import { CLIENT_ROUTES } from "./clients/routes";
import { RESOURCE_SERVER_ROUTES } from "./resource-servers/routes";
import type { Route } from "./route";

export const ROUTES: readonly Route[] = [...RESOURCE_SERVER_ROUTES, ...CLIENT_ROUTES, ...CLIENT_GRANT_ROUTES];
