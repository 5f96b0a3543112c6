/** What can go wrong on purpose. Public types: flat, with no type of another package in them. */

/** Which requests a rule is for. Without a member it is for all. Paths below `/_tenant/` are never touched. */
export interface FaultMatch {
  /** HTTP method, in any case. */
  method?: string;
  /**
   * Path without its query: `*` stands for anything but a slash, `**` for anything. `token-endpoint` is short for
   * `/oauth/token`, `management-api` for `/api/v2/**`.
   */
  path?: string;
}

/** A distribution of waiting times, all in milliseconds; none is ever below 0 or above 600,000 (10 minutes). */
export type LatencyDistribution =
  | { kind: "fixed"; milliseconds: number }
  | { kind: "uniform"; minimumMilliseconds: number; maximumMilliseconds: number }
  | { kind: "normal"; meanMilliseconds: number; deviationMilliseconds: number }
  | { kind: "exponential"; meanMilliseconds: number };

/** A refusal with 429 instead of an answer. The request takes no effect. */
export interface RateLimitFault {
  /** Whether the answer has `x-ratelimit-limit`, `-remaining` and `-reset`. Default true. */
  headers?: boolean;
  /** `x-ratelimit-reset`, counted from now; negative: in the past. Default 1. */
  resetSeconds?: number;
  /** `Retry-After`, in seconds. Default: no such header. */
  retryAfterSeconds?: number;
}

/**
 * One fault. Of the rules in order, the first that matches and takes its turn decides about a request; a rule that is used
 * up, or whose dice say no, leaves it to the next one.
 */
export interface FaultRule {
  /** Name to remove it by. Default: `fault-1`, `fault-2`, ... */
  id?: string;
  match?: FaultMatch;
  /** How many requests it is for: the next so many. Default: all. */
  times?: number;
  /** From 0 to 1: how often it takes its turn. Default 1. */
  probability?: number;
  /** Waits before the request is handled: milliseconds, or a distribution. */
  latencyMilliseconds?: number | LatencyDistribution;
  /** Answers with this status from 200 to 599 instead of handling the request: it takes no effect. */
  status?: number;
  /** Body in place of the true one: a text as it is, anything else as JSON. */
  body?: unknown;
  /** Headers on top of the true ones. */
  headers?: Readonly<Record<string, string>>;
  /** Breaks the connection (TCP reset): `before` the request takes effect, or `after` it did. */
  reset?: "before" | "after";
  /** Never answers: `true` or `before`, without effect; `after`, with the effect taken place. */
  noAnswer?: true | "before" | "after";
  /** Breaks the connection after so many bytes of the body, whose full length was announced. */
  truncateBytes?: number;
  rateLimit?: RateLimitFault;
  /**
   * Handles the request as a server would whose clock is wrong by so much: `Date`, `x-ratelimit-reset`, `iat`, `exp` and
   * new ids are all off, and what has expired is judged by that clock. Negative: behind.
   */
  clockSkewSeconds?: number;
}

/** A rule in force. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /** How often it took its turn. */
  readonly fired: number;
  /** How often it will yet; absent: without end. */
  readonly remaining?: number;
}
