/**
 * The local tenant: an Auth0-like authorization server with its Management API, in which the settings of APIs take
 * effect. For development and tests; it listens on loopback only unless it is told otherwise.
 *
 *     const tenant = await startTenant();
 *     // ... point AUTH0_DOMAIN at tenant.url ...
 *     await tenant.close();
 */
import { embeddedClock, embeddedFaults, embeddedFetch } from "./embed";
import type { Tenant } from "./embedded";
import type { TenantOptions } from "./options";
import { ADMIN_CLIENT } from "./seed";
import { isLoopbackBind, type Listener, listen } from "./server";
import { createTenant } from "./tenant";
import { prepareTls, type Tls } from "./tls/prepare";

export type {
  Tenant,
  TenantClock,
  TenantFaults,
  TenantRequestInit,
  WebRequest,
  WebResponse,
} from "./embedded";
export type {
  ActiveFault,
  FaultMatch,
  FaultRule,
  LatencyDistribution,
  RateLimitFault,
} from "./faults/rule";
export type {
  PlanName,
  RateLimit,
  RequestEntry,
  Switches,
  TenantClient,
  TenantOptions,
  TenantSnapshot,
  TlsOptions,
} from "./options";

/** Starts a tenant. Fails with a plain sentence where the port is taken or the options contradict each other. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const tls = tlsOf(options);
  const listener = await listenerOf(options, tls);
  try {
    const core = await createTenant(options, { url: publicUrl(listener, options) });
    listener.serve(core.handle);
    return {
      url: listener.url,
      domain: new URL(listener.url).host,
      ...(tls && { caFile: tls.caFile }),
      audience: core.context.names.managementAudience,
      ...ADMIN_CLIENT,
      clock: embeddedClock(core),
      faults: embeddedFaults(core),
      fetch: embeddedFetch(core),
      requests: core.requests,
      snapshot: core.snapshot,
      restore: core.restore,
      reset: core.reset,
      async close() {
        core.endWaits();
        await listener.close();
        core.close();
      },
    };
  } catch (error) {
    await listener.close();
    throw error;
  }
}

function tlsOf({ tls, listen }: TenantOptions): Tls | undefined {
  if (!tls || listen === false) return undefined;
  return prepareTls(tls === true ? {} : tls);
}

async function listenerOf(options: TenantOptions, tls: Tls | undefined): Promise<Listener> {
  const { host = "127.0.0.1", port = 0, allowRemote = false } = options;
  if (options.listen === false) return noListener(host, port);
  const listener = await listen(host, port, { allowRemote, tls });
  if (!isLoopbackBind(host)) (options.log ?? console.error)(warning(host, new URL(listener.url).port));
  return listener;
}

/** A name to be called by in requests and tokens, with nobody behind it. */
function noListener(host: string, port: number): Listener {
  const name = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${name}:${port === 0 ? 4_010 : port}`, serve: () => {}, close: async () => {} };
}

/** Other machines cannot call 127.0.0.1: for them `iss` has to be the name that they know. */
function publicUrl({ url }: Listener, { host = "127.0.0.1", domain }: TenantOptions): string {
  return isLoopbackBind(host) || domain === undefined ? url : `${new URL(url).protocol}//${domain}`;
}

function warning(host: string, port: string): string {
  return [
    `WARNING: the local tenant listens on ${host}, port ${port}, and can be reached from other machines.`,
    "WARNING: its credentials are public: whoever reaches it can take tokens and change every setting.",
    "WARNING: use it in a closed network only, and nowhere near real data.",
  ].join("\n");
}
