/** The Management API, version 2: its routes, and what every answer has. */
import { Hono } from "hono";
import type { TenantContext } from "../context";
import { answer } from "../http";
import type { RateLimit } from "../options";
import { rateLimited } from "../rate-limit";
import { audited } from "./audit";
import { authenticate, requireScope } from "./authenticate";
import { observedCall } from "./call";
import { errorBody, ManagementError, notFound, tooManyRequests } from "./errors";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const COMMON_HEADERS = {
  "cache-control": "no-cache",
  vary: "origin,accept-encoding",
  "x-content-type-options": "nosniff",
} as const;

export interface ManagementOptions {
  rateLimit: RateLimit | undefined;
  /** Told of failures of the tenant itself. */
  failed: (error: unknown) => void;
}

export function createManagementApp(context: TenantContext, options: ManagementOptions): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(COMMON_HEADERS)) c.res.headers.set(name, value);
  });
  app.use(rateLimited(context, options.rateLimit, tooManyRequests));
  for (const route of ROUTES) app.on(route.method, route.path, (c) => answered(context, route, c.req.raw));
  app.notFound(() => errorAnswer(notFound()));
  app.onError((error) => {
    if (error instanceof ManagementError) return errorAnswer(error);
    options.failed(error);
    return errorAnswer(new ManagementError(500, "An internal server error occurred"));
  });
  return app;
}

/** Authentication and scope come before the body is looked at. A caller who is nobody leaves no trace in the log. */
async function answered(context: TenantContext, route: Route, request: Request): Promise<Response> {
  const caller = await authenticate(context, request);
  const observed = observedCall(context, request, caller);
  return audited(context, route, observed, async () => {
    requireScope(caller, route.scopes);
    return route.handle(observed.call);
  });
}

function errorAnswer(error: ManagementError): Response {
  return answer(error.status, errorBody(error), error.details.headers);
}
