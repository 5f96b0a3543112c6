/** The provider's client wired to a tenant in the same process: real code on both sides, no socket, no waiting. */
import { type AxiosAdapter, AxiosHeaders } from "axios";
import { createManagementClient, type TenantClient } from "../../provider/client/client";
import type { BehaviourSettings } from "../../provider/model/connection";
import type { ConnectionSettings } from "../../provider/model/settings";
import type { ResourceContext } from "../../provider/resources/context";
import { createTenant, type TenantCore } from "../../tenant/tenant";
import { sharedSigningKeys } from "./keys";

const URL_IN_PROCESS = "http://127.0.0.1:4010";

export interface InProcess {
  tenant: TenantCore;
  client: TenantClient;
  context: ResourceContext;
  /** What the provider logged, with its level. */
  logged: string[];
  /** Management requests since the last call: "POST 201". */
  sent(): string[];
  stop(): void;
}

export async function inProcess(behaviour: Partial<BehaviourSettings> = {}): Promise<InProcess> {
  const now = () => Date.parse("2026-11-23T12:00:00Z");
  const tenant = await createTenant({ now }, { url: URL_IN_PROCESS, keys: sharedSigningKeys() });
  const client = createManagementClient(connection, {
    adapter: adapterTo(tenant.fetch),
    now,
    // Time stands still: time limits never pass, and nothing here is retried.
    delay: (_, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
    random: () => 0.5,
    log: () => {},
  });
  const logged: string[] = [];
  const log = (level: string) => (message: string) => void logged.push(`${level}: ${message}`);
  let seen = 0;
  return {
    tenant,
    client,
    logged,
    context: {
      client,
      behaviour: {
        limits: undefined,
        allowLengtheningByRemoval: false,
        previewChecks: "offline",
        ...behaviour,
      },
      domain: connection.domain,
      log: { debug: log("debug"), info: log("info"), warning: log("warning") },
    },
    sent() {
      const entries = tenant.requests().slice(seen);
      seen += entries.length;
      return entries
        .filter(({ path }) => path.startsWith("/api/v2/"))
        .map(({ method, status }) => `${method} ${status}`);
    },
    stop: () => tenant.close(),
  };
}

const connection: ConnectionSettings = {
  domain: "127.0.0.1:4010",
  baseUrl: URL_IN_PROCESS,
  audience: "https://127.0.0.1:4010/api/v2/",
  credentials: { kind: "client-secret", clientId: "local-admin", clientSecret: "local-admin-secret" },
  customDomainHeader: undefined,
  debug: false,
  initialRate: undefined,
  maxRequestsPerSecond: undefined,
  maxConcurrency: 8,
  reserve: 0.2,
  requestTimeoutSeconds: 30,
};

function adapterTo(fetch: (request: Request) => Promise<Response>): AxiosAdapter {
  return async (config) => {
    const url = new URL(config.url ?? "", config.baseURL);
    for (const [key, value] of new URLSearchParams(config.params as Record<string, string>)) {
      url.searchParams.append(key, value);
    }
    const method = (config.method ?? "get").toUpperCase();
    const headers = Object.entries(AxiosHeaders.from(config.headers).toJSON()).map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    const body = config.data === undefined ? undefined : String(config.data);
    const response = await fetch(
      new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
    );
    return {
      config,
      data: await response.text(),
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      request: {},
    };
  };
}
