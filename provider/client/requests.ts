/** One call of the Management API from start to end: its turn, the token, the attempts. Judges nothing. */
import { setMaxListeners } from "node:events";
import type { ConnectionSettings } from "../model/settings";
import type { JsonObject } from "../model/values";
import type { Attempts } from "./attempts";
import type { TokenSource } from "./auth/token-source";
import type { Pacer } from "./pacing/pacer";
import { hasStatus, type Reply } from "./reply";
import type { HttpRequest } from "./transport";

const API_PREFIX = "/api/v2";

export interface ApiRequest {
  method: HttpRequest["method"];
  /** Below /api/v2, with encoded segments. */
  path: string;
  query?: URLSearchParams;
  body?: JsonObject;
  signal?: AbortSignal | undefined;
}

export class Requests {
  readonly #settings: ConnectionSettings;
  readonly #attempts: Attempts;
  readonly #tokens: TokenSource;
  readonly #pacer: Pacer;

  constructor(settings: ConnectionSettings, attempts: Attempts, tokens: TokenSource, pacer: Pacer) {
    this.#settings = settings;
    this.#attempts = attempts;
    this.#tokens = tokens;
    this.#pacer = pacer;
  }

  /** A POST whose fate is uncertain is not sent again: the reply comes back for the caller to look into. */
  async send(request: ApiRequest): Promise<Reply> {
    const { signal } = request;
    // One signal of the engine serves any number of calls; without this Node warns of a leak from the eleventh on.
    if (signal !== undefined) setMaxListeners(0, signal);
    let renewed = false;
    const once = async (attempt: number): Promise<Reply> => {
      const { reply, token } = await this.#attempt(request, attempt);
      if (!hasStatus(reply, 401) || renewed || !this.#tokens.discard(token)) return reply;
      renewed = true;
      return (await this.#attempt(request, attempt)).reply;
    };
    return this.#attempts.run(once, request.method !== "POST", signal);
  }

  pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return this.#attempts.pause(milliseconds, signal);
  }

  async #attempt(request: ApiRequest, attempt: number): Promise<{ reply: Reply; token: string }> {
    const turn = await this.#pacer.enter(request.signal);
    let reply: Reply | undefined;
    try {
      const token = await this.#tokens.get(request.signal);
      reply = await this.#attempts.one(this.#http(request, token), attempt, request.signal);
      return { reply, token };
    } finally {
      turn.done(reply?.kind === "answer" ? reply : undefined);
    }
  }

  #http({ method, path, query, body }: ApiRequest, token: string): HttpRequest {
    const { customDomainHeader } = this.#settings;
    return {
      method,
      path: `${API_PREFIX}${path}${query === undefined ? "" : `?${query}`}`,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(customDomainHeader === undefined ? {} : { "Auth0-Custom-Domain": customDomainHeader }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
  }
}
