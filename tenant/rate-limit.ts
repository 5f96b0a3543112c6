/** Token buckets: how many requests one side of the tenant takes, and when more come back. */
import type { MiddlewareHandler } from "hono";
import type { Clock } from "./clock";
import type { RateLimit, Switches } from "./options";

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

/**
 * Puts the bucket's headers on every answer of an app, and throws what `refusal` makes of them where it is empty. Where
 * two buckets hold for one request, the inner one speaks.
 */
export function rateLimited(
  { clock, switches }: { clock: Clock; switches: Pick<Switches, "retryAfter"> },
  profile: RateLimit | undefined,
  refusal: (message: string, headers: Record<string, string>) => Error,
): MiddlewareHandler {
  const bucket = createBucket(clock, profile);
  return async (c, next) => {
    const take = bucket.take();
    const headers = rateLimitHeaders(take);
    if (!take.allowed) {
      const wait = { "retry-after": String(take.resetSeconds - clock.nowSeconds()) };
      throw refusal("Global limit has been reached", switches.retryAfter ? { ...headers, ...wait } : headers);
    }
    await next();
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}

/** What a bucket says of itself in the headers of every answer. */
function rateLimitHeaders({ limit, remaining, resetSeconds }: Take): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(resetSeconds),
  };
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
