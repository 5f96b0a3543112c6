/** What a program holds in its hands that embeds a tenant. These are public types: flat, with no type of another package. */
import type { ActiveFault, FaultRule } from "./faults/rule";
import type { RequestEntry, TenantSnapshot } from "./options";

/** The global `Request` where the reader's libraries have it. */
export type WebRequest = typeof globalThis extends { Request: { prototype: infer T } } ? T : unknown;
/** The global `Response` where the reader's libraries have it. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : unknown;

/** What the global `fetch` takes beside an address, as far as it matters here. */
export interface TenantRequestInit {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | object | null;
  /** An `AbortSignal`. */
  signal?: object | null;
  redirect?: "follow" | "error" | "manual";
}

/**
 * The tenant's time. Expiry of tokens, codes and sessions, and rate-limit windows follow it. All methods that take a moment
 * or a duration fail with a sentence, and change nothing, for what they cannot take: the clock goes from 1970-01-01 to
 * 2106-02-07.
 */
export interface TenantClock {
  now(): Date;
  readonly frozen: boolean;
  /** Goes to a moment: RFC 3339 with a time zone, or a Date. From there it runs on, or stays if it is frozen. */
  set(moment: string | Date): void;
  /** Jumps by `"30d"`, `"15m"`, `"1h30m"`, or by whole seconds; a minus goes back. */
  advance(duration: string | number): void;
  /** Stops it, now or at a moment. */
  freeze(moment?: string | Date): void;
  /** Lets it run on from where it stands. */
  resume(): void;
  /** Back to how it started. */
  reset(): void;
}

/** What goes wrong on purpose. A text is the name of a preset, such as `flaky`. */
export interface TenantFaults {
  list(): ActiveFault[];
  /** In the place of all others; the dice go back to the seed. Fails with a sentence for a rule that makes no sense. */
  set(faults: readonly (FaultRule | string)[]): ActiveFault[];
  /** After the others. Returns what was added. */
  add(...faults: readonly (FaultRule | string)[]): ActiveFault[];
  /** Whether there was one with this id. */
  remove(id: string): boolean;
  clear(): void;
}

export interface Tenant {
  /** Where it listens: `http://host:port`, with `tls` `https://host:port`. As AUTH0_DOMAIN it can be used as it is. */
  readonly url: string;
  /** The same without the scheme. */
  readonly domain: string;
  /** With `tls`: the file with the certificate of the CA that clients have to trust. */
  readonly caFile?: string;
  /** Audience of the Management API. */
  readonly audience: string;
  /** A client with every Management API scope. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: TenantClock;
  readonly faults: TenantFaults;
  /**
   * Answers a request without a socket, as the global `fetch` would: a path is taken from `url`, a fault that breaks the
   * connection rejects with `TypeError: fetch failed`, one that never answers waits for the signal.
   */
  fetch(input: string | WebRequest, init?: TenantRequestInit): Promise<WebResponse>;
  /** Requests answered since the start or the last reset: the latest 10,000. */
  requests(): RequestEntry[];
  /** Everything that it remembers, with secrets and private keys: keep it like those. */
  snapshot(): TenantSnapshot;
  /** Puts a snapshot in the place of everything it remembers; time and faults stay as they are. */
  restore(snapshot: TenantSnapshot): void;
  /** Back to what it started with; the signing key stays. */
  reset(): void;
  /** Finishes requests under way, then stops and closes the data file. */
  close(): Promise<void>;
}
