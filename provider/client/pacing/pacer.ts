/**
 * The queue in front of the Management API: bounds how many requests are in flight and when the next one may go.
 * Waiting callers are let through in the order in which they came.
 */
import { ApiSettingsError } from "../../model/errors";
import type { ConnectionSettings } from "../../model/settings";
import type { Answer } from "../reply";
import type { ClientRuntime } from "../runtime";
import { BucketModel } from "./bucket-model";
import { readBucket, retryAfterMilliseconds } from "./rate-limit-headers";

/** The right to send one request. It must be given back, with the answer where there was one. */
export interface Turn {
  done(answer: Answer | undefined): void;
}

export type PacingSettings = Pick<
  ConnectionSettings,
  "initialRate" | "maxConcurrency" | "maxRequestsPerSecond" | "reserve"
>;

interface Waiting {
  admit(turn: Turn): void;
}

export class Pacer {
  readonly #bucket: BucketModel;
  readonly #maxConcurrency: number;
  readonly #spacingMilliseconds: number;
  readonly #runtime: ClientRuntime;
  readonly #queue = new Set<Waiting>();
  #inFlight = 0;
  #lastSentAt = Number.NEGATIVE_INFINITY;
  #alarm: AbortController | undefined;

  constructor(settings: PacingSettings, runtime: ClientRuntime) {
    this.#bucket = new BucketModel(settings);
    this.#maxConcurrency = settings.maxConcurrency;
    this.#spacingMilliseconds =
      settings.maxRequestsPerSecond === undefined ? 0 : 1_000 / settings.maxRequestsPerSecond;
    this.#runtime = runtime;
  }

  /** Resolves when a request may be sent. Throws `cancelled` where `signal` aborts before. */
  enter(signal?: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#queue.delete(waiting);
        this.#admitNext();
        reject(new ApiSettingsError("cancelled", "The operation was cancelled before its request was sent."));
      };
      const waiting: Waiting = {
        admit: (turn) => {
          signal?.removeEventListener("abort", cancel);
          resolve(turn);
        },
      };
      if (signal?.aborted) return cancel();
      signal?.addEventListener("abort", cancel, { once: true });
      this.#queue.add(waiting);
      this.#admitNext();
    });
  }

  #admitNext(): void {
    this.#alarm?.abort();
    this.#alarm = undefined;
    for (const waiting of this.#queue) {
      if (this.#inFlight >= this.#maxConcurrency) return;
      const wait = this.#wait(this.#runtime.now());
      if (wait > 0) {
        this.#wakeIn(wait);
        return;
      }
      this.#queue.delete(waiting);
      waiting.admit(this.#turn());
    }
  }

  #wait(now: number): number {
    return Math.max(
      this.#bucket.wait(now, this.#queue.size),
      this.#lastSentAt + this.#spacingMilliseconds - now,
    );
  }

  #turn(): Turn {
    const now = this.#runtime.now();
    this.#lastSentAt = now;
    this.#inFlight += 1;
    const sequence = this.#bucket.sent(now);
    let open = true;
    return {
      done: (answer) => {
        if (!open) return;
        open = false;
        this.#inFlight -= 1;
        this.#count(sequence, answer);
        this.#admitNext();
      },
    };
  }

  #count(sequence: number, answer: Answer | undefined): void {
    if (answer === undefined) {
      this.#bucket.lost(sequence);
      return;
    }
    const now = this.#runtime.now();
    const wishedWaitMilliseconds = retryAfterMilliseconds(answer, now);
    this.#bucket.answered(
      sequence,
      { status: answer.status, bucket: readBucket(answer), wishedWaitMilliseconds },
      now,
    );
  }

  /** Without a finite wait the next answer wakes the queue. */
  #wakeIn(milliseconds: number): void {
    if (!Number.isFinite(milliseconds)) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    this.#runtime.delay(Math.ceil(milliseconds), alarm.signal).then(
      () => {
        if (!alarm.signal.aborted) this.#admitNext();
      },
      () => undefined,
    );
  }
}
