/** Answers of faults that keep a request from taking effect, in the words of the endpoint that was asked. */
import { answer } from "../http";
import { errorBody, ManagementError } from "../management/errors";
import { OAuthError, oauthErrorAnswer } from "../oauth/errors";
import type { Effect } from "./decide";
import type { RateLimitFault } from "./rule";

const TOO_MANY = "Global limit has been reached";

/** `x-ratelimit-limit` of a bucket that nobody filled: any number would do. */
const LIMIT = 10;

export function refusedAnswer(
  instead: NonNullable<Effect["instead"]>,
  path: string,
  nowMilliseconds: number,
): Response {
  if ("status" in instead) return failed(path, instead.status, "The local tenant fails on purpose.");
  const response = failed(path, 429, TOO_MANY, "too_many_requests");
  const headers = rateLimitHeaders(instead.rateLimit, Math.floor(nowMilliseconds / 1_000));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function failed(path: string, status: number, text: string, code?: string): Response {
  // Statuses without a body, and successes, are not errors to be worded.
  if (status < 400) return answer(status, status === 204 || status >= 300 || status === 205 ? undefined : {});
  if (!path.startsWith("/api/v2/")) {
    return oauthErrorAnswer(
      new OAuthError(status, code ?? (status < 500 ? "access_denied" : "server_error"), text),
    );
  }
  const details = code === undefined ? {} : { errorCode: code };
  return answer(status, errorBody(new ManagementError(status, text, details)));
}

function rateLimitHeaders(
  { headers = true, resetSeconds = 1, retryAfterSeconds }: RateLimitFault,
  nowSeconds: number,
): Record<string, string> {
  return {
    ...(headers
      ? {
          "x-ratelimit-limit": String(LIMIT),
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": String(Math.max(0, nowSeconds + resetSeconds)),
        }
      : {}),
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  };
}
