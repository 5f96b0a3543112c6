/** Token buckets: how many requests the Management API takes, and what it says about it in headers. */
import type { MiddlewareHandler } from "hono";
import type { Clock } from "../clock";
import type { RateLimit } from "../options";
import { ManagementError } from "./errors";

export interface Take {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Unix time in seconds at which requests come back; always in the future, or clients would retry at once. */
  resetSeconds: number;
}

export interface Bucket {
  take(): Take;
}

/** Without a profile the bucket is always full. */
export function createBucket(clock: Clock, profile: RateLimit | undefined): Bucket {
  if (profile === undefined) {
    return {
      take: () => ({ allowed: true, limit: 1_000, remaining: 999, resetSeconds: clock.nowSeconds() + 1 }),
    };
  }
  const { limit, refillPerSecond, refill = "continuous" } = profile;
  // A window gives back what belongs to it when it begins: seconds are then counted whole.
  const time = (): number => (refill === "window" ? clock.nowSeconds() : clock.now() / 1_000);
  let level = limit;
  let measured = time();
  return {
    take() {
      const now = time();
      level = Math.min(limit, level + Math.max(0, now - measured) * refillPerSecond);
      measured = now;
      const allowed = level >= 1;
      if (allowed) level -= 1;
      // A window ends at the top of the second; bit by bit, the next request comes back when there is a whole one.
      const waitSeconds = refill === "window" ? 0 : Math.max(0, 1 - level) / refillPerSecond;
      return {
        allowed,
        limit,
        remaining: Math.floor(level),
        resetSeconds: Math.max(Math.ceil(clock.now() / 1_000 + waitSeconds), clock.nowSeconds() + 1),
      };
    },
  };
}

/** Puts the headers on every answer and refuses with 429 when the bucket is empty. */
export function rateLimited(bucket: Bucket, clock: Clock, retryAfter: boolean): MiddlewareHandler {
  return async (c, next) => {
    const { allowed, limit, remaining, resetSeconds } = bucket.take();
    if (allowed) await next();
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(resetSeconds),
    };
    if (!allowed) {
      const wait = { "retry-after": String(resetSeconds - clock.nowSeconds()) };
      throw new ManagementError(429, "Global limit has been reached", {
        errorCode: "too_many_requests",
        headers: retryAfter ? { ...headers, ...wait } : headers,
      });
    }
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  };
}
