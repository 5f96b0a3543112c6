/** The whole tenant without a socket: a function from request to answer, over a store. */
import type { Hono } from "hono";
import { type Clock, createClock } from "./clock";
import type { TenantContext } from "./context";
import { loadSigningKeys, type SigningKeys } from "./keys";
import { createManagementApp } from "./management/app";
import { createNames } from "./names";
import { createOAuthApp } from "./oauth/app";
import { DEFAULT_SWITCHES, type RequestEntry, type TenantOptions } from "./options";
import { createRandom, type RandomBytes } from "./random";
import { seed } from "./seed";
import { openStore } from "./store/store";

/** A tenant that runs for days must not grow with every request. */
const MAXIMUM_ENTRIES = 10_000;

export interface TenantParts {
  /** Address without a trailing slash, as `iss` has it. */
  url: string;
  clock?: Clock;
  randomBytes?: RandomBytes;
  /** Default: those in the store. */
  keys?: SigningKeys;
}

export interface TenantCore {
  readonly context: TenantContext;
  fetch(request: Request): Promise<Response>;
  requests(): RequestEntry[];
  reset(): void;
  close(): void;
}

export async function createTenant(options: TenantOptions, parts: TenantParts): Promise<TenantCore> {
  const clock = parts.clock ?? createClock(options.now);
  const store = openStore(options.data ?? ":memory:");
  const context: TenantContext = {
    store,
    clock,
    random: createRandom(clock, parts.randomBytes),
    keys: parts.keys ?? (await loadSigningKeys(store)),
    names: createNames(parts.url, options.domain),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
  };
  seed(context, options.clients ?? []);
  const log = options.log ?? console.error;
  const failed = (error: unknown): void => {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const newManagement = (): Hono => createManagementApp(context, { rateLimit: options.rateLimit, failed });
  let management = newManagement();
  const oauth = createOAuthApp(context, failed);
  const entries: RequestEntry[] = [];

  return {
    context,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const app = pathname.startsWith("/api/v2/") ? management : oauth;
      const response = await app.fetch(request);
      const entry = { method: request.method, path: pathname + search, status: response.status };
      entries.push(entry);
      if (entries.length > MAXIMUM_ENTRIES) entries.shift();
      options.onRequest?.(entry);
      return response;
    },
    requests: () => [...entries],
    reset() {
      entries.length = 0;
      clock.reset();
      store.clear();
      management = newManagement();
      seed(context, options.clients ?? []);
    },
    close: () => store.close(),
  };
}
