/** The whole tenant without a socket: a function from request to answer, over a store. */
import type { Hono } from "hono";
import { ApiSettingsError } from "../provider/model/errors";
import { createAdminApp, isAdminPath } from "./admin/app";
import type { TenantControls } from "./admin/controls";
import { type Clock, createClock } from "./clock";
import { createClockControl } from "./clock-control";
import type { TenantContext } from "./context";
import { frontDoor } from "./dashboard/front-door";
import { applyEffect } from "./faults/apply";
import { createFaultBook } from "./faults/book";
import { type Outcome, statusOf } from "./faults/outcome";
import { createSkewableClock } from "./faults/skew";
import { settle } from "./in-process";
import { createIssuedTokens } from "./issued-tokens";
import { createSigningKeys, type SigningKeys } from "./keys";
import { loggedPath } from "./logged-path";
import { createManagementApp } from "./management/app";
import { createNames } from "./names";
import { createOAuthApp } from "./oauth/app";
import { DEFAULT_SWITCHES, type TenantOptions } from "./options";
import { IN_PROCESS, type Peer } from "./peer";
import { type Plan, planNamed } from "./plans";
import { purgeExpired } from "./purge";
import { createRandom, type RandomBytes } from "./random";
import { createRequestList } from "./requests";
import { isSeeded, seed } from "./seed";
import { writeFailure } from "./store/database";
import { restoreSnapshot, takeSnapshot } from "./store/snapshot";
import { openStore, type Store } from "./store/store";
import { createWaits, type Delay } from "./waits";

export interface TenantParts {
  /** Address without a trailing slash, as `iss` has it. */
  url: string;
  clock?: Clock;
  randomBytes?: RandomBytes;
  /** Default: those in the store. */
  keys?: SigningKeys;
  /** How faults wait. Default: timers. */
  delay?: Delay;
}

export interface TenantCore extends TenantControls {
  /** Answers a request of the same process. Faults of the connection are told as the global `fetch` tells them. */
  fetch(request: Request): Promise<Response>;
  /** Answers a request that came in from outside. */
  handle(request: Request, peer: Peer): Promise<Outcome>;
  /** Ends the waits that faults asked for: the tenant is about to stop. */
  endWaits(): void;
  close(): void;
}

export async function createTenant(options: TenantOptions, parts: TenantParts): Promise<TenantCore> {
  // What can be refused is refused before a file is touched.
  const faults = createFaultBook(options.faults ?? [], options.faultSeed ?? 1);
  const clock = createSkewableClock(parts.clock ?? createClock(options.now));
  const clockControl = createClockControl(clock, options);
  const plan = planNamed(options.plan, options.switches?.planRefill);
  const store = openStore(options.data ?? ":memory:");
  try {
    if (options.snapshot !== undefined && isSeeded(store)) throw snapshotOverData(options.data);
    if (options.snapshot !== undefined) restoreSnapshot(store, options.snapshot);
    const keys = parts.keys ?? createSigningKeys(store);
    return assemble(options, parts, { faults, clock, clockControl, plan, store, keys });
  } catch (error) {
    store.close();
    throw error;
  }
}

function snapshotOverData(data: string | undefined): ApiSettingsError {
  return new ApiSettingsError("invalid-settings", `The data file ${data} holds a tenant already.`, {
    wayOut: "Give a new file to start from a snapshot, or restore it into the running tenant.",
  });
}

function failureText(error: unknown, data: string | undefined): string {
  const reason = writeFailure(error);
  if (reason !== undefined) {
    return `The data file cannot be written (${reason}), so this request was answered with 500: ${data}. Make room for it, or give another one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

interface Pieces {
  faults: ReturnType<typeof createFaultBook>;
  clock: ReturnType<typeof createSkewableClock>;
  clockControl: ReturnType<typeof createClockControl>;
  plan: Plan;
  store: Store;
  keys: SigningKeys;
}

function assemble(options: TenantOptions, parts: TenantParts, pieces: Pieces): TenantCore {
  const { faults, clock, clockControl, plan, store } = pieces;
  let { keys } = pieces;
  const context: TenantContext = {
    store,
    clock,
    random: createRandom(clock, parts.randomBytes),
    issued: createIssuedTokens(),
    // A restored snapshot brings its own.
    get keys() {
      return keys;
    },
    names: createNames(parts.url, options.domain),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    plan,
  };
  const sow = (): void => seed(context, options.clients ?? []);
  sow();
  purgeExpired(context, clockControl.state().offsetSeconds);
  const log = options.log ?? console.error;
  const failed = (error: unknown): void => log(failureText(error, options.data));
  const rateLimit = options.rateLimit ?? plan.management;
  const newManagement = (): Hono => createManagementApp(context, { rateLimit, failed });
  let management = newManagement();
  const newOAuth = (): Hono => createOAuthApp(context, failed);
  let oauth = newOAuth();
  const requests = createRequestList();
  const waits = createWaits(parts.delay);
  const restore = (snapshot: unknown): void => {
    store.transaction(() => {
      restoreSnapshot(store, snapshot);
      sow();
    });
    if (store.keys().length > 0) keys = createSigningKeys(store);
  };

  const controls: TenantControls = {
    context,
    url: parts.url,
    plan: options.plan,
    clockControl,
    faults,
    requests: requests.all,
    clearRequests: requests.clear,
    reset() {
      requests.clear();
      clockControl.reset();
      faults.reset();
      // Their buckets are full again.
      management = newManagement();
      oauth = newOAuth();
      if (options.snapshot !== undefined) return restore(options.snapshot);
      store.transaction(() => {
        store.clear();
        sow();
      });
    },
    snapshot: () => takeSnapshot(store, clock.now()),
    restore,
  };
  const send = (request: Request): Promise<Response> => settle(handle(request, IN_PROCESS), request.signal);
  const admin = createAdminApp(controls, send, failed);

  const plainly = async (request: Request, path: string): Promise<Response> => {
    const app = path.startsWith("/api/v2/") ? management : oauth;
    const response = frontDoor(request) ?? (await app.fetch(request));
    // Clients learn the server's time from it: it must be the time by which the tenant lives.
    response.headers.set("date", new Date(clock.now()).toUTCString());
    return response;
  };
  const handle = async (request: Request, peer: Peer): Promise<Outcome> => {
    const { pathname: path } = new URL(request.url);
    if (isAdminPath(path)) return { kind: "answer", response: await admin.fetch(request, { peer }) };
    const { method } = request;
    const fault = faults.next({ method, path });
    const answered = (): Promise<Response> => plainly(request, path);
    const outcome: Outcome = fault
      ? await applyEffect(fault.effect, path, answered, { clock, wait: waits.wait })
      : { kind: "answer", response: await answered() };
    const met = fault === undefined ? {} : { fault: fault.id };
    const entry = { method, path: loggedPath(request.url), status: statusOf(outcome), ...met };
    requests.add(entry);
    options.onRequest?.(entry);
    return outcome;
  };

  return {
    ...controls,
    fetch: send,
    handle,
    endWaits: () => waits.end(),
    close() {
      waits.end();
      store.close();
    },
  };
}
