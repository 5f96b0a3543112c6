import type { Route } from "../route";
import { getSettings, updateSettings } from "./settings";

const PATH = "/api/v2/tenants/settings";

export const TENANT_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: PATH,
    scopes: ["read:tenant_settings"],
    description: "Get tenant settings",
    handle: getSettings,
  },
  {
    method: "PATCH",
    path: PATH,
    scopes: ["update:tenant_settings"],
    description: "Update tenant settings",
    handle: updateSettings,
  },
];
