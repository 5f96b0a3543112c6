import type { Route } from "../route";
import { getLog, listLogs } from "./read";

const SCOPES = ["read:logs", "read:logs_users"];

export const LOG_ROUTES: readonly Route[] = [
  { method: "GET", path: "/api/v2/logs", scopes: SCOPES, description: "Get logs", handle: listLogs },
  { method: "GET", path: "/api/v2/logs/:id", scopes: SCOPES, description: "Get a log event", handle: getLog },
];
