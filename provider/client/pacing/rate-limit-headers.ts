/** The tenant's headers about its rate limit, read without trust: any of them may be missing, stale or nonsense. */
import type { Answer } from "../reply";

/** No rate limiter of Auth0's fills its bucket less often than once a minute; the rest is for clocks that differ. */
const LONGEST_WINDOW_SECONDS = 65;

/** What one answer says about the bucket that the request was taken from. */
export interface BucketReading {
  /** Size of the bucket. */
  limit: number;
  remaining: number;
  /** When tokens are added next, by the tenant's clock, in seconds since 1970. */
  resetSeconds: number | undefined;
  /** The tenant's clock when it answered, in whole seconds since 1970. */
  serverSeconds: number | undefined;
}

export function readBucket(answer: Pick<Answer, "headers" | "receivedAt">): BucketReading | undefined {
  const limit = numberIn(answer, "x-ratelimit-limit");
  const remaining = numberIn(answer, "x-ratelimit-remaining");
  if (limit === undefined || limit < 1 || remaining === undefined) return undefined;
  return {
    limit,
    remaining: Math.min(remaining, limit),
    resetSeconds: resetSeconds(answer),
    serverSeconds: serverSeconds(answer),
  };
}

/** The `Date` header (RFC 9110, 6.6.1) in seconds since 1970. */
export function serverSeconds(answer: Pick<Answer, "headers">): number | undefined {
  const milliseconds = Date.parse(answer.headers.get("date") ?? "");
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1_000);
}

/**
 * How long the tenant asks to wait: `Retry-After` (RFC 9110, 10.2.3: seconds or a date), else the reset time of an
 * empty bucket. Undefined where it does not say, or names a time that is over.
 */
export function retryAfterMilliseconds(answer: Answer, now: number): number | undefined {
  const serverNow = answeredAtSeconds(answer) * 1_000 + (now - answer.receivedAt);
  const wait = fromRetryAfter(answer, serverNow) ?? fromReset(answer, serverNow);
  return wait !== undefined && wait > 0 ? wait : undefined;
}

function fromRetryAfter(answer: Answer, serverNow: number): number | undefined {
  const seconds = numberIn(answer, "retry-after");
  if (seconds !== undefined) return seconds * 1_000;
  const date = Date.parse(answer.headers.get("retry-after") ?? "");
  return Number.isNaN(date) ? undefined : date - serverNow;
}

function fromReset(answer: Answer, serverNow: number): number | undefined {
  const reset = answer.status === 429 ? resetSeconds(answer) : undefined;
  return reset === undefined ? undefined : reset * 1_000 - serverNow;
}

/** A time that is over is given as it is; one too far away to be true counts as missing. */
function resetSeconds(answer: Pick<Answer, "headers" | "receivedAt">): number | undefined {
  const reset = numberIn(answer, "x-ratelimit-reset");
  return reset === undefined || reset > answeredAtSeconds(answer) + LONGEST_WINDOW_SECONDS
    ? undefined
    : reset;
}

/** By the tenant's clock, or by ours where it does not tell. */
function answeredAtSeconds(answer: Pick<Answer, "headers" | "receivedAt">): number {
  return serverSeconds(answer) ?? answer.receivedAt / 1_000;
}

function numberIn(answer: Pick<Answer, "headers">, name: string): number | undefined {
  const text = answer.headers.get(name)?.trim() ?? "";
  return /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
