/**
 * The dashboard: pages for people, below `/_tenant/`, behind the guard of the admin API. Everything on them works without
 * JavaScript; what the script adds is counting down, counting along while one types, and setting the clock in place.
 */
import type { AdminApp } from "../admin/app";
import { changeClock } from "../admin/clock";
import { addApiRoutes } from "./apis/routes";
import { ASSET_NAMES, assetAnswer, assetPath } from "./assets";
import { createFormToken } from "./form-token";
import type { Dashboard, DashboardHost } from "./host";
import { addIssueRoutes } from "./issue/routes";
import { createShelf } from "./issue/shelf";
import { seeOther } from "./layout";

export function addDashboardRoutes(app: AdminApp, host: DashboardHost): void {
  const { context, clockControl } = host.controls;
  const formToken = createFormToken(context.random);
  const dashboard: Dashboard = { ...host, formToken, shelf: createShelf(context) };
  for (const name of ASSET_NAMES) app.get(assetPath(name), () => assetAnswer(name));
  addApiRoutes(app, dashboard);
  addIssueRoutes(app, dashboard);
  app.post("/_tenant/time", async (c) => {
    const form = await formToken.read(c.req.raw);
    const advance = form.get("advance");
    changeClock(clockControl, advance === null ? { reset: true } : { advance });
    return seeOther(ownPath(form.get("here")));
  });
}

/** Where to go back to: a page of the dashboard, never an address that somebody else chose. */
function ownPath(path: string | null): string {
  return path !== null && /^\/_tenant\/[\w./-]*$/.test(path) ? path : "/_tenant/";
}
