/** The admin API below `/_tenant/`: ours alone, the real tenant has nothing like it. */
import { Hono } from "hono";
import { addDashboardRoutes } from "../dashboard/routes";
import { answer } from "../http";
import type { Peer } from "../peer";
import { VERSION } from "../version";
import { MAXIMUM_SNAPSHOT_BYTES, readJson } from "./body";
import { changeClock } from "./clock";
import type { TenantControls } from "./controls";
import { adminErrorAnswer, adminNotFound } from "./errors";
import { addFaultRoutes } from "./faults";
import { checkCaller, checkContentType } from "./guard";

export interface AdminEnvironment {
  Bindings: { peer: Peer };
}

export type AdminApp = Hono<AdminEnvironment>;

const PREFIX = "/_tenant";

export function isAdminPath(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`);
}

/** What answers have unless a route sets its own. There are no CORS headers: no other origin may read anything. */
const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** `send` asks the tenant itself, as a client of the same process does. */
export function createAdminApp(
  controls: TenantControls,
  send: (request: Request) => Promise<Response>,
  failed: (error: unknown) => void,
): AdminApp {
  const app: AdminApp = new Hono<AdminEnvironment>();
  const startedAt = performance.now();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  });
  app.use(async (c, next) => {
    checkCaller(c.req.raw, c.env.peer);
    await next();
  });
  // Before the content type is asked for: its forms prove in another way that they are ours.
  addDashboardRoutes(app, { controls, send });
  app.use(async (c, next) => {
    checkContentType(c.req.raw);
    await next();
  });
  app.get(`${PREFIX}/status`, () => answer(200, statusOf(controls, performance.now() - startedAt)));
  app.get(`${PREFIX}/clock`, () => answer(200, controls.clockControl.state()));
  app.post(`${PREFIX}/clock`, async (c) =>
    answer(200, changeClock(controls.clockControl, await readJson(c.req.raw))),
  );
  addFaultRoutes(app, `${PREFIX}/faults`, controls.faults);
  app.get(`${PREFIX}/requests`, () => answer(200, controls.requests()));
  app.delete(`${PREFIX}/requests`, () => {
    controls.clearRequests();
    return answer(204, undefined);
  });
  app.get(`${PREFIX}/snapshot`, () => answer(200, controls.snapshot()));
  app.post(`${PREFIX}/restore`, async (c) => {
    controls.restore(await readJson(c.req.raw, MAXIMUM_SNAPSHOT_BYTES));
    return answer(204, undefined);
  });
  app.post(`${PREFIX}/reset`, () => {
    controls.reset();
    return answer(204, undefined);
  });
  app.notFound(() => adminErrorAnswer(adminNotFound(), failed));
  app.onError((error) => adminErrorAnswer(error, failed));
  return app;
}

function statusOf({ context, url, plan, clockControl }: TenantControls, upMilliseconds: number): object {
  return {
    version: VERSION,
    url,
    issuer: context.names.issuer,
    managementAudience: context.names.managementAudience,
    clock: clockControl.state(),
    plan: plan ?? null,
    switches: context.switches,
    uptimeSeconds: Math.floor(upMilliseconds / 1_000),
  };
}
