/**
 * Which web pages may read answers (Fetch standard, CORS protocol). The token endpoints answer pages of origins that a
 * client has registered; what is public anyway answers all. The Management API answers none.
 */
import type { MiddlewareHandler } from "hono";
import { textsOf } from "../clients";
import type { TenantContext } from "../context";

const MAXIMUM_AGE_SECONDS = "86400";

export function corsForClients(context: TenantContext): MiddlewareHandler {
  return cors((origin) => (isRegistered(context, origin) ? origin : undefined));
}

export function corsForAll(): MiddlewareHandler {
  return cors(() => "*");
}

function cors(allowedOrigin: (origin: string) => string | undefined): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("origin");
    const allowed = origin === undefined ? undefined : allowedOrigin(origin);
    const preflight =
      c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
    if (preflight) {
      const headers: Record<string, string> =
        allowed === undefined
          ? {}
          : {
              "access-control-allow-methods": "GET, POST",
              "access-control-allow-headers": "authorization, content-type, auth0-client",
              "access-control-max-age": MAXIMUM_AGE_SECONDS,
            };
      c.res = new Response(null, { status: 204, headers });
    } else {
      await next();
    }
    if (allowed !== undefined && !c.res.headers.has("access-control-allow-origin")) {
      c.res.headers.set("access-control-allow-origin", allowed);
    }
    c.res.headers.append("vary", "origin");
  };
}

/** Registered as an origin, or as that of an address to which codes go anyway. */
function isRegistered({ store }: TenantContext, origin: string): boolean {
  return store.clients.find({}).some((client) => {
    const origins = [...textsOf(client, "web_origins"), ...textsOf(client, "allowed_origins")];
    return (
      origins.includes(origin) || textsOf(client, "callbacks").some((address) => originOf(address) === origin)
    );
  });
}

function originOf(address: string): string | undefined {
  return /^https?:/.test(address) && URL.canParse(address) ? new URL(address).origin : undefined;
}
