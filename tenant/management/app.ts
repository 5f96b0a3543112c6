/** The Management API, version 2: its routes, and what every answer has. */
import { Hono } from "hono";
import type { TenantContext } from "../context";
import { answer } from "../http";
import type { RateLimit } from "../options";
import { addClientGrantRoutes } from "./client-grants/routes";
import { errorBody, ManagementError, notFound } from "./errors";
import { createBucket, rateLimited } from "./rate-limit";
import { addResourceServerRoutes } from "./resource-servers/routes";

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
  const bucket = createBucket(context.clock, options.rateLimit);
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(COMMON_HEADERS)) c.res.headers.set(name, value);
  });
  app.use(rateLimited(bucket, context.clock, context.switches.retryAfter));
  addResourceServerRoutes(app, context);
  addClientGrantRoutes(app, context);
  app.notFound(() => errorAnswer(notFound()));
  app.onError((error) => {
    if (error instanceof ManagementError) return errorAnswer(error);
    options.failed(error);
    return errorAnswer(new ManagementError(500, "An internal server error occurred"));
  });
  return app;
}

function errorAnswer(error: ManagementError): Response {
  return answer(error.status, errorBody(error), error.details.headers);
}
