/**
 * What the local tenant can be told, and what it hands back. These are public types: flat, with no type of another
 * package in them.
 */
import type { FaultRule } from "./faults/rule";

/** Behaviours of the real tenant that nothing public settles. `docs/tenant-fidelity.md` lists them. */
export interface Switches {
  /**
   * What PATCH does with a sent `subject_type_authorization`: lay its members over the stored ones (`merge`, the
   * default, which the order of keys in recordings hints at), or put it in their place (`replace`).
   */
  subjectTypeAuthorization: "merge" | "replace";
  /**
   * What becomes of an API's client grants when the API is deleted: they go too (`delete`, the default), or they stay
   * and do nothing until an API with this identifier exists again (`keep`).
   */
  grantsOfDeletedApi: "delete" | "keep";
  /** Whether a 429 answer has a `Retry-After` header in seconds. Default false: only `x-ratelimit-reset`. */
  retryAfter: boolean;
  /**
   * Whether a flow without an API (user-profile endpoint only) brings a refresh token when `offline_access` was asked
   * for: `issue` (default) or `withhold`.
   */
  refreshTokenWithoutApi: "issue" | "withhold";
  /**
   * What becomes of an API's refresh tokens when its offline access is switched off: they are still exchanged
   * (`exchange`, the default), or refused (`refuse`).
   */
  refreshAfterOfflineAccessOff: "exchange" | "refuse";
  /** Largest `per_page` of listings: 100 (default, recorded) or 50 (documented for the public cloud). */
  maximumPerPage: 50 | 100;
  /**
   * Which listings refuse pages past the first 1,000 records with 400: those that search, users and logs (`searches`,
   * the default, documented), or every one (`all`).
   */
  deepPages: "searches" | "all";
  /** How requests come back in a plan's buckets: see `RateLimit.refill`. Default `continuous`. */
  planRefill: "continuous" | "window";
}

export const DEFAULT_SWITCHES: Switches = {
  subjectTypeAuthorization: "merge",
  grantsOfDeletedApi: "delete",
  retryAfter: false,
  refreshTokenWithoutApi: "issue",
  refreshAfterOfflineAccessOff: "exchange",
  maximumPerPage: 100,
  deepPages: "searches",
  planRefill: "continuous",
};

/** Subscriptions of which the published limits are known. `private-cloud` is the tier of 100 requests per second. */
export type PlanName = "free" | "self-service" | "enterprise" | "private-cloud";

/** A token bucket for the Management API. */
export interface RateLimit {
  /** Size of the bucket: requests that can be made at once. */
  limit: number;
  /** Requests that come back each second. */
  refillPerSecond: number;
  /** Whether they come back bit by bit (`continuous`, the default) or all at the top of the second (`window`). */
  refill?: "continuous" | "window";
}

/** A client that exists from the start, beside the seeded ones. */
export interface TenantClient {
  clientId: string;
  name?: string;
  /** For client_secret_post and client_secret_basic. Give this or `publicKey`. */
  clientSecret?: string;
  /** RSA or EC public key (SPKI, PEM), for private_key_jwt. */
  publicKey?: string;
  /** Management API scopes granted to it. Default: none, and no grant. */
  managementScopes?: readonly string[];
}

/** One request that the tenant answered. */
export interface RequestEntry {
  method: string;
  /** Path with query, as it was sent; values of parameters that hold secrets are replaced by `***`. */
  path: string;
  /** 0 where a fault kept the answer back. */
  status: number;
  /** Id of the fault that this request met; absent: none. */
  fault?: string;
}

/** Everything that a tenant remembers, but for its clock, its faults and the list of requests. */
export interface TenantSnapshot {
  format: "apisettings-tenant-snapshot";
  /** Version of the store's schema that it was taken from; a newer one than ours is refused. */
  schemaVersion: number;
  /** What the tenant's clock showed, RFC 3339. */
  takenAt: string;
  /** Private signing keys, as JWK. */
  keys: readonly { readonly kid: string; readonly jwk: unknown }[];
  /** Facts about the tenant itself. */
  meta: Readonly<Record<string, string>>;
  /** Documents by collection, in the order of their creation. */
  collections: Readonly<Record<string, readonly unknown[]>>;
}

/** Where the CA of the tenant's https is kept. */
export interface TlsOptions {
  /** Default: `tls` in the user's cache folder of this package. It is made for its owner alone. */
  folder?: string;
}

export interface TenantOptions {
  /** Port to listen on. Default 0: any free one. */
  port?: number;
  /** Loopback address to listen on: `127.0.0.1` (default), `::1` or `localhost`; any other with `allowRemote` only. */
  host?: string;
  /**
   * Whether `host` may be an address that other machines reach. Everybody there can then take tokens: the credentials are
   * public. The admin API below `/_tenant/` stays with this machine. A warning goes to `log`. Default false.
   */
  allowRemote?: boolean;
  /** With false no port is opened: the tenant is its `fetch` function alone. Default true. */
  listen?: boolean;
  /**
   * Serve https, for clients that insist on it, with a certificate of a CA that is made on first use and kept (`true`: in
   * the default folder). Clients have to trust `tenant.caFile`. The certificate is for loopback names only. Default: http.
   */
  tls?: boolean | TlsOptions;
  /** File to keep everything in. Default: memory only. */
  data?: string;
  /** Domain in the identifiers of the tenant's own APIs, `host[:port]`. Default: the address it listens on. */
  domain?: string;
  /** More clients to exist from the start. */
  clients?: readonly TenantClient[];
  /**
   * Limits of the tenant as a subscription sets them: rates, numbers of entities, features. Default: none.
   * What `rateLimit` says goes before.
   */
  plan?: PlanName;
  /** Default: the plan's; without a plan never a 429, and the headers of a bucket of 1,000 that is always full. */
  rateLimit?: RateLimit;
  switches?: Partial<Switches>;
  /** What goes wrong on purpose: rules, or names of presets such as `flaky`, in order. Default: nothing. */
  faults?: readonly (FaultRule | string)[];
  /** Seed of the faults' dice: the same seed and the same requests give the same faults. Default 1. */
  faultSeed?: number;
  /** What to start with, and to go back to on reset. Not with a `data` file that holds a tenant already. */
  snapshot?: TenantSnapshot;
  /** What the tenant's clock shows at the start and after a reset, such as `2026-12-24T00:00:00Z`. Default: the time. */
  startAt?: string;
  /** Whether the clock stands still from the start. Default false. */
  frozen?: boolean;
  /** Source of time, milliseconds since the Unix epoch. Default: the machine's clock. */
  now?: () => number;
  /** Called after each answer. */
  onRequest?: (entry: RequestEntry) => void;
  /** Called with a line of text about each failure of the tenant itself (HTTP 500). Default: standard error. */
  log?: (line: string) => void;
}
