/**
 * What the local tenant can be told, and what it hands back. These are public types: flat, with no type of another
 * package in them.
 */

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
}

export const DEFAULT_SWITCHES: Switches = {
  subjectTypeAuthorization: "merge",
  grantsOfDeletedApi: "delete",
  retryAfter: false,
  refreshTokenWithoutApi: "issue",
  refreshAfterOfflineAccessOff: "exchange",
  maximumPerPage: 100,
};

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
  /** Path with query, as it was sent. */
  path: string;
  status: number;
}

export interface TenantOptions {
  /** Port to listen on. Default 0: any free one. */
  port?: number;
  /** Loopback address to listen on: `127.0.0.1` (default), `::1` or `localhost`. */
  host?: string;
  /** File to keep everything in. Default: memory only. */
  data?: string;
  /** Domain in the identifiers of the tenant's own APIs, `host[:port]`. Default: the address it listens on. */
  domain?: string;
  /** More clients to exist from the start. */
  clients?: readonly TenantClient[];
  /** Default: never a 429; the headers are those of a bucket of 1,000 that is always full. */
  rateLimit?: RateLimit;
  switches?: Partial<Switches>;
  /** Source of time, milliseconds since the Unix epoch. Default: the machine's clock. */
  now?: () => number;
  /** Called after each answer. */
  onRequest?: (entry: RequestEntry) => void;
  /** Called with a line of text about each failure of the tenant itself (HTTP 500). Default: standard error. */
  log?: (line: string) => void;
}
