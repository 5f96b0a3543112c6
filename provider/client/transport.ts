/** Sends one HTTP request once and reports what came back. Judges nothing and throws only when cancelled. */
import axios, { AxiosError, type AxiosInstance, type AxiosResponse } from "axios";
import { ApiSettingsError } from "../model/errors";
import type { Json } from "../model/values";
import type { Answer, Failure, Reply } from "./reply";
import type { ClientRuntime } from "./runtime";

/** Far above any list page (100 APIs with 1,000 scopes each are about 10 MB), far below what hurts. */
const LARGEST_ANSWER_BYTES = 20 * 1024 * 1024;

export interface HttpRequest {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query, from the leading slash on. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

export type Send = (request: HttpRequest, signal?: AbortSignal) => Promise<Reply>;

export function createTransport(baseUrl: string, timeoutSeconds: number, runtime: ClientRuntime): Send {
  const timeoutMilliseconds = timeoutSeconds * 1_000;
  const http = createAxios(timeoutMilliseconds, runtime);
  return async (request, signal) => {
    const sentAt = runtime.now();
    const deadline = new Deadline(timeoutMilliseconds, runtime, signal);
    try {
      const response = await deadline.race(
        http.request<string>({
          method: request.method,
          url: `${baseUrl}${request.path}`,
          headers: request.headers,
          data: request.body,
          signal: deadline.signal,
        }),
      );
      return toAnswer(response, sentAt, runtime.now());
    } catch (error) {
      if (signal?.aborted) throw cancelled();
      return toFailure(error, deadline.passed, sentAt);
    } finally {
      deadline.clear();
    }
  };
}

export function cancelled(): ApiSettingsError {
  return new ApiSettingsError("cancelled", "The operation was cancelled.");
}

function createAxios(timeoutMilliseconds: number, runtime: ClientRuntime): AxiosInstance {
  return axios.create({
    ...(runtime.adapter === undefined ? { adapter: "http" } : { adapter: runtime.adapter }),
    // Together with the deadline below: this one closes the socket, that one also bounds a dripping answer.
    timeout: timeoutMilliseconds,
    transitional: { clarifyTimeoutError: true },
    // A redirect would carry the token to a host that nobody configured.
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    validateStatus: () => true,
    responseType: "text",
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    headers: {
      common: { Accept: "application/json", "User-Agent": `pulumi-apisettings/${runtime.version}` },
    },
  });
}

/** Ends a request at its time limit or when the caller gives up, whichever comes first. */
class Deadline {
  readonly #stop = new AbortController();
  readonly #over = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #abort = (): void => this.#stop.abort();
  #passed = false;

  constructor(milliseconds: number, runtime: ClientRuntime, caller: AbortSignal | undefined) {
    this.#caller = caller;
    if (caller?.aborted) this.#abort();
    caller?.addEventListener("abort", this.#abort, { once: true });
    runtime.delay(milliseconds, this.#over.signal).then(
      () => {
        if (this.#over.signal.aborted) return;
        this.#passed = true;
        this.#abort();
      },
      () => undefined,
    );
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get passed(): boolean {
    return this.#passed;
  }

  /** The request itself, or a rejection at the deadline even where an adapter ignores its signal. */
  race<T>(request: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.then(resolve, reject);
      const stop = (): void => reject(new Error("stopped"));
      if (this.signal.aborted) stop();
      this.signal.addEventListener("abort", stop, { once: true });
    });
  }

  clear(): void {
    this.#caller?.removeEventListener("abort", this.#abort);
    this.#over.abort();
  }
}

function toAnswer(response: AxiosResponse<unknown>, sentAt: number, receivedAt: number): Answer {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers))
    headers.set(name.toLowerCase(), String(value));
  const text = typeof response.data === "string" ? response.data : "";
  const body = parseJson(text);
  return {
    kind: "answer",
    status: response.status,
    headers,
    body,
    empty: text.trim() === "",
    sentAt,
    receivedAt,
  };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Errors that come before a single byte of the request leaves. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** OpenSSL's verification errors, as Node names them, and a certificate for another host. */
const CERTIFICATE =
  /CERT|^UNABLE_TO_(VERIFY|GET|DECRYPT|DECODE)|^CRL_|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

function toFailure(error: unknown, deadlinePassed: boolean, sentAt: number): Failure {
  const code = error instanceof AxiosError || isSystemError(error) ? (error.code ?? "") : "";
  const failure = (reason: Failure["reason"], maybeSent: boolean): Failure => ({
    kind: "failure",
    reason,
    errorCode: code === "" ? "connection failed" : code,
    maybeSent,
    sentAt,
  });
  if (deadlinePassed || (code === AxiosError.ETIMEDOUT && isAxiosTimeout(error))) {
    return { ...failure("timeout", true), errorCode: "ETIMEDOUT" };
  }
  if (isTooLarge(error)) return failure("too-large", true);
  if (CERTIFICATE.test(code)) return failure("certificate", false);
  return failure("network", !NEVER_SENT.has(code));
}

function isSystemError(error: unknown): error is Error & { code?: string } {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "string";
}

function isAxiosTimeout(error: unknown): boolean {
  return error instanceof AxiosError && error.message.startsWith("timeout of");
}

function isTooLarge(error: unknown): boolean {
  return error instanceof AxiosError && error.message.startsWith("maxContentLength");
}
