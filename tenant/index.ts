/**
 * The local tenant: an Auth0-like authorization server with its Management API, in which the settings of APIs take
 * effect. For development and tests; it listens on loopback only.
 *
 *     const tenant = await startTenant();
 *     // ... point AUTH0_DOMAIN at tenant.url ...
 *     await tenant.close();
 */
import type { RequestEntry, TenantOptions } from "./options";
import { ADMIN_CLIENT } from "./seed";
import { listen } from "./server";
import { createTenant } from "./tenant";

export type { RateLimit, RequestEntry, Switches, TenantClient, TenantOptions } from "./options";

/** The global `Request` where the reader's libraries have it. */
export type WebRequest = typeof globalThis extends { Request: { prototype: infer T } } ? T : unknown;
/** The global `Response` where the reader's libraries have it. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : unknown;

export interface Tenant {
  /** Where it listens: `http://host:port`. As AUTH0_DOMAIN it can be used as it is. */
  readonly url: string;
  /** The same without `http://`. */
  readonly domain: string;
  /** Audience of the Management API. */
  readonly audience: string;
  /** A client with every Management API scope. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Answers a request without a socket. */
  fetch(request: WebRequest): Promise<WebResponse>;
  /** Requests answered since the start or the last reset: the latest 10,000. */
  requests(): RequestEntry[];
  /** Back to what it started with; the signing key stays. */
  reset(): void;
  /** Finishes requests under way, then stops and closes the data file. */
  close(): Promise<void>;
}

/** Starts a tenant. Fails with a plain sentence where the port is taken or the options contradict each other. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const listener = await listen(options.host ?? "127.0.0.1", options.port ?? 0);
  try {
    const core = await createTenant(options, { url: listener.url });
    listener.serve(core.fetch);
    return {
      url: listener.url,
      domain: new URL(listener.url).host,
      audience: core.context.names.managementAudience,
      ...ADMIN_CLIENT,
      fetch: (request) => core.fetch(request as Request),
      requests: core.requests,
      reset: core.reset,
      async close() {
        await listener.close();
        core.close();
      },
    };
  } catch (error) {
    await listener.close();
    throw error;
  }
}
