/** Requests to a forge: each with a time limit, repeated where that may help, and never with the token in a message. */
import { ApiSettingsError, type ErrorCode } from "../../provider/model/errors";
import { plainLine, shorten } from "../render/text";

export interface Net {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (seconds: number) => Promise<void>;
}

export interface Request {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly json?: object;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The forge's own words, one line, without the token. */
  readonly message: string;
}

export type Send = (request: Request) => Promise<Answer>;

export const REQUEST_TIMEOUT_SECONDS = 30;
const MAXIMUM_ATTEMPTS = 5;
/** A forge that asks for a longer wait ends the command: a pipeline that sleeps for an hour costs more than a run again. */
export const MAXIMUM_WAIT_SECONDS = 120;
/** GitHub's rule for a secondary limit that does not say how long it lasts. */
const SECONDARY_WAIT_SECONDS = 60;

/**
 * Answers of every status come back; only what stayed without an answer is thrown.
 * A POST that may have arrived is not repeated, as that would make a second comment: the caller looks and decides.
 * @throws ApiSettingsError `network`, `timeout`, `tenant-failure`, `rate-limited`.
 */
export function sender(apiUrl: string, token: string, headers: Record<string, string>, net: Net): Send {
  const silent = (text: string) => shorten(plainLine(text.replaceAll(token, "***")), 300);
  const attempt = async ({ method, path, json }: Request): Promise<Answer> => {
    const response = await net.fetch(`${apiUrl}/${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        "user-agent": "apisettings",
        ...(json !== undefined && { "content-type": "application/json" }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      // A redirect could carry the token elsewhere.
      redirect: "manual",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_SECONDS * 1000),
    });
    const text = await response.text();
    const body = parsed(text);
    return {
      status: response.status,
      headers: response.headers,
      body,
      message: silent(messageOf(body, text)),
    };
  };
  return async (request) => {
    for (let count = 1; ; count++) {
      const outcome = await attempt(request).catch((error: unknown) => unanswered(error, apiUrl));
      const wait = outcome instanceof ApiSettingsError ? 2 ** (count - 1) : waitOf(outcome, count, net.now());
      if (wait === undefined) return outcome as Answer;
      const failure = outcome instanceof ApiSettingsError ? outcome : failureOf(outcome, wait);
      const mayRepeat = request.method !== "POST" || failure.code === "rate-limited";
      if (count >= MAXIMUM_ATTEMPTS || wait > MAXIMUM_WAIT_SECONDS || !mayRepeat) throw failure;
      await net.sleep(wait);
    }
  };
}

/** Whether the request may have been carried out although no answer says so. */
export function isUnanswered(error: unknown): boolean {
  const codes: readonly ErrorCode[] = ["network", "timeout", "tenant-failure"];
  return error instanceof ApiSettingsError && codes.includes(error.code);
}

/** Seconds to wait before the next attempt; undefined for an answer that stands. */
function waitOf({ status, headers, message }: Answer, count: number, now: number): number | undefined {
  if (status >= 500) return 2 ** (count - 1);
  const asked = headers.get("retry-after");
  const usedUp = headers.get("x-ratelimit-remaining") === "0";
  const secondary = status === 403 && /secondary rate limit|abuse detection/i.test(message);
  if (status !== 429 && !(status === 403 && (asked !== null || usedUp || secondary))) return undefined;
  if (asked !== null) {
    const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - now) / 1000;
    if (Number.isFinite(seconds)) return Math.max(1, Math.ceil(seconds));
  }
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  if (usedUp && Number.isFinite(reset)) return Math.max(1, Math.ceil(reset - now / 1000));
  return SECONDARY_WAIT_SECONDS;
}

function failureOf({ status, message }: Answer, wait: number): ApiSettingsError {
  return status >= 500
    ? new ApiSettingsError("tenant-failure", `The forge failed (HTTP ${status}).`, {
        wayOut: "Run the job again later.",
        status,
      })
    : new ApiSettingsError(
        "rate-limited",
        `The forge's rate limit is used up (HTTP ${status}: ${message}).`,
        {
          wayOut: `Run the job again in ${wait} seconds or later.`,
          status,
        },
      );
}

/** The cause is left out: what a network library puts into its errors may hold headers. */
function unanswered(error: unknown, apiUrl: string): ApiSettingsError {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } };
  if (name === "TimeoutError")
    return new ApiSettingsError(
      "timeout",
      `${apiUrl} did not answer within ${REQUEST_TIMEOUT_SECONDS} seconds.`,
    );
  return new ApiSettingsError(
    "network",
    `${apiUrl} cannot be reached (${cause?.code ?? code ?? "no reason given"}).`,
    {
      wayOut: "Look at --api-url and at the network of the job.",
    },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `message` of GitHub with its `errors`, `message`, `error` and `error_description` of GitLab. */
function messageOf(body: unknown, text: string): string {
  if (typeof body !== "object" || body === null) return text.slice(0, 300);
  const { message, error, errors, error_description } = body as Record<string, unknown>;
  return [message, error, errors, error_description]
    .flatMap((part) => (part === undefined ? [] : [typeof part === "string" ? part : JSON.stringify(part)]))
    .join("; ");
}
