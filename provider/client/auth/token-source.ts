/** The access token for the Management API: fetched once, shared by all calls, renewed early, kept in memory only. */
import type { Redactor } from "../redact";
import type { ClientRuntime } from "../runtime";
import { cancelled } from "../transport";
import type { IssuedToken } from "./token-request";

/** Without `expires_in`: short enough to be harmless, and a 401 renews it anyway. */
const ASSUMED_LIFETIME_SECONDS = 3_600;
const LONGEST_MARGIN_SECONDS = 60;
const MARGIN_SHARE = 0.1;

export interface TokenSource {
  get(signal?: AbortSignal): Promise<string>;
  /** Forgets a token that the tenant refused. False where no other one can be had. */
  discard(token: string): boolean;
}

export function readyToken(token: string): TokenSource {
  return { get: () => Promise.resolve(token), discard: () => false };
}

/** Asks the token endpoint, with all retries; throws an `ApiSettingsError`. */
export type FetchToken = (signal: AbortSignal) => Promise<IssuedToken>;

interface Held {
  token: string;
  usableUntil: number;
}

interface Fetching {
  promise: Promise<string>;
  waiting: number;
  stop: AbortController;
}

export class FetchedToken implements TokenSource {
  readonly #fetch: FetchToken;
  readonly #runtime: ClientRuntime;
  readonly #redactor: Redactor;
  #held: Held | undefined;
  #fetching: Fetching | undefined;

  constructor(fetch: FetchToken, runtime: ClientRuntime, redactor: Redactor) {
    this.#fetch = fetch;
    this.#runtime = runtime;
    this.#redactor = redactor;
  }

  async get(signal?: AbortSignal): Promise<string> {
    if (signal?.aborted) throw cancelled();
    if (this.#held !== undefined && this.#runtime.now() < this.#held.usableUntil) return this.#held.token;
    const fetching = this.#fetching ?? this.#start();
    this.#fetching = fetching;
    fetching.waiting += 1;
    try {
      return await unlessAborted(fetching.promise, signal);
    } finally {
      fetching.waiting -= 1;
      // The request is everybody's: it ends early only when nobody wants it any more.
      if (fetching.waiting === 0) this.#abandon(fetching);
    }
  }

  discard(token: string): boolean {
    if (this.#held?.token === token) this.#held = undefined;
    return true;
  }

  #start(): Fetching {
    const stop = new AbortController();
    const promise = this.#renew(stop.signal);
    return { promise, waiting: 0, stop };
  }

  async #renew(signal: AbortSignal): Promise<string> {
    const askedAt = this.#runtime.now();
    const { accessToken, expiresInSeconds = ASSUMED_LIFETIME_SECONDS } = await this.#fetch(signal);
    this.#redactor.add(accessToken);
    const margin = Math.min(LONGEST_MARGIN_SECONDS, expiresInSeconds * MARGIN_SHARE);
    this.#held = { token: accessToken, usableUntil: askedAt + (expiresInSeconds - margin) * 1_000 };
    return accessToken;
  }

  #abandon(fetching: Fetching): void {
    if (this.#fetching === fetching) this.#fetching = undefined;
    fetching.stop.abort();
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(cancelled());
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
