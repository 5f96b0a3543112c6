/** Sends one HTTP request as often as it makes sense, and logs each attempt. Knows nothing of tokens and pacing. */
import type { TokenRequest } from "./auth/token-request";
import type { Redactor } from "./redact";
import type { Reply } from "./reply";
import { retryWait } from "./retry";
import type { ClientRuntime } from "./runtime";
import { cancelled, type HttpRequest, type Send } from "./transport";

export class Attempts {
  readonly #send: Send;
  readonly #runtime: ClientRuntime;
  readonly #redactor: Redactor;
  readonly #debug: boolean;

  constructor(send: Send, runtime: ClientRuntime, redactor: Redactor, debug: boolean) {
    this.#send = send;
    this.#runtime = runtime;
    this.#redactor = redactor;
    this.#debug = debug;
  }

  /** Sends until there is a reply that ends it. `once` sends one attempt. */
  async run(
    once: (attempt: number) => Promise<Reply>,
    repeatable: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await once(attempt);
      const now = this.#runtime.now();
      const wait = retryWait({ attempt, reply, repeatable, now, random: this.#runtime.random() });
      if (wait === undefined) return reply;
      await this.pause(wait, signal);
    }
  }

  /** One attempt, with its line in the debug log: never bodies, headers or queries. */
  async one(request: HttpRequest, attempt: number, signal: AbortSignal | undefined): Promise<Reply> {
    const startedAt = this.#runtime.now();
    const reply = await this.#send(request, signal);
    if (this.#debug) {
      const took = Math.round(this.#runtime.now() - startedAt);
      const outcome = reply.kind === "answer" ? reply.status : `${reply.reason} (${reply.errorCode})`;
      const [path = ""] = request.path.split("?");
      const line = `${request.method} ${path} ${outcome} in ${took} ms (attempt ${attempt})`;
      this.#runtime.log("debug", this.#redactor.text(line));
    }
    return reply;
  }

  async pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) throw cancelled();
    try {
      await this.#runtime.delay(milliseconds, signal);
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
    if (signal?.aborted) throw cancelled();
  }
}

/** The token endpoint has a rate limit of its own and no token: attempts only. */
export function tokenEndpoint(attempts: Attempts) {
  return (build: () => TokenRequest, signal: AbortSignal): Promise<Reply> =>
    attempts.run((attempt) => attempts.one(build(), attempt, signal), true, signal);
}
