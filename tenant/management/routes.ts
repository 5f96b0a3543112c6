/** Every route of the Management API. */
import { CLIENT_GRANT_ROUTES } from "./client-grants/routes";
import { CLIENT_ROUTES } from "./clients/routes";
import { CONNECTION_ROUTES } from "./connections/routes";
import { LOG_ROUTES } from "./logs/routes";
import { ORGANIZATION_ROUTES } from "./organizations/routes";
import { REFRESH_TOKEN_ROUTES } from "./refresh-tokens/routes";
import { RESOURCE_SERVER_ROUTES } from "./resource-servers/routes";
import { ROLE_ROUTES } from "./roles/routes";
import type { Route } from "./route";
import { TENANT_ROUTES } from "./tenants/routes";
import { USER_ROUTES } from "./users/routes";

export const ROUTES: readonly Route[] = [
  ...RESOURCE_SERVER_ROUTES,
  ...CLIENT_ROUTES,
  ...CLIENT_GRANT_ROUTES,
  ...USER_ROUTES,
  ...ROLE_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...CONNECTION_ROUTES,
  ...REFRESH_TOKEN_ROUTES,
  ...TENANT_ROUTES,
  ...LOG_ROUTES,
];
