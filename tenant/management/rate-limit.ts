/** The rate limit of the Management API: headers on every answer, 429 when the bucket is empty. */
import type { MiddlewareHandler } from "hono";
import type { Clock } from "../clock";
import { type Bucket, rateLimitHeaders } from "../rate-limit";
import { ManagementError } from "./errors";

export function rateLimited(bucket: Bucket, clock: Clock, retryAfter: boolean): MiddlewareHandler {
  return async (c, next) => {
    const take = bucket.take();
    const headers = rateLimitHeaders(take);
    if (!take.allowed) {
      const wait = { "retry-after": String(take.resetSeconds - clock.nowSeconds()) };
      throw new ManagementError(429, "Global limit has been reached", {
        errorCode: "too_many_requests",
        headers: retryAfter ? { ...headers, ...wait } : headers,
      });
    }
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  };
}
