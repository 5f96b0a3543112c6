/** A tenant behind a token bucket, in the two forms that rate limiters have. Stores nothing but counts. */
import type { Asked, Handler, Said } from "./fake-http";
import { httpDate } from "./fake-http";
import type { VirtualClock } from "./virtual-clock";

export interface BucketOptions {
  burst: number;
  perSecond: number;
  /** Tokens come one by one, or all at the top of each second (or minute). */
  refill: "continuous" | "second" | "minute";
  /** What the reset header says where it does not tell the truth. */
  reset?: "truth" | "rounded-up" | "when-full" | "past" | "far-future" | "none";
  oneWayMilliseconds?: number;
  /** How far the tenant's clock is ahead of ours. */
  clockAheadMilliseconds?: number;
  /** Tokens in the bucket at the start; default: full. */
  filled?: number;
}

export class RateLimitedTenant {
  refusals: number[] = [];
  accepted = 0;
  leastRemaining = Number.POSITIVE_INFINITY;
  readonly #options: Required<BucketOptions>;
  readonly #clock: VirtualClock;
  #tokens: number;
  #at: number;

  constructor(clock: VirtualClock, options: BucketOptions) {
    this.#clock = clock;
    this.#options = {
      reset: "truth",
      oneWayMilliseconds: 25,
      clockAheadMilliseconds: 0,
      filled: options.burst,
      ...options,
    };
    this.#tokens = this.#options.filled;
    this.#at = this.#now();
  }

  readonly handle: Handler = async (asked) => {
    await this.#clock.delay(this.#options.oneWayMilliseconds);
    const said = this.#serve(asked);
    await this.#clock.delay(this.#options.oneWayMilliseconds);
    return said;
  };

  /** Somebody else uses the same bucket. */
  take(tokens: number): void {
    this.#refill();
    this.#tokens = Math.max(0, this.#tokens - tokens);
  }

  #serve(asked: Asked): Said {
    this.#refill();
    const isAccepted = this.#tokens >= 1;
    if (isAccepted) this.#tokens -= 1;
    const remaining = Math.floor(this.#tokens);
    this.leastRemaining = Math.min(this.leastRemaining, remaining);
    const headers = {
      date: httpDate(this.#now()),
      "x-ratelimit-limit": String(this.#options.burst),
      "x-ratelimit-remaining": String(remaining),
      ...this.#resetHeader(),
    };
    if (!isAccepted) {
      this.refusals.push(this.#clock.now());
      const body = { statusCode: 429, error: "Too Many Requests", message: "Global limit has been reached" };
      return { status: 429, body, headers };
    }
    this.accepted += 1;
    const id = this.accepted.toString(16).padStart(24, "0");
    return {
      status: asked.method === "POST" ? 201 : 200,
      body: { ...asked.body, id, identifier: "x" },
      headers,
    };
  }

  #resetHeader(): Record<string, string> {
    const { reset, refill, perSecond, burst } = this.#options;
    const now = this.#now() / 1_000;
    const window = refill === "minute" ? 60 : 1;
    const values = {
      truth: (Math.floor(now / window) + 1) * window,
      // Rounded up twice: when the next token has come, or a whole window later.
      "rounded-up": Math.ceil(
        now + (refill === "continuous" ? Math.max(0, 1 - this.#tokens) / perSecond : window),
      ),
      "when-full": Math.ceil(now + (burst - this.#tokens) / perSecond),
      past: Math.floor(now) - 1,
      "far-future": 99_999_999_999,
    };
    return reset === "none" ? {} : { "x-ratelimit-reset": String(values[reset]) };
  }

  #refill(): void {
    const now = this.#now();
    const { burst, perSecond, refill } = this.#options;
    const windowMilliseconds = refill === "minute" ? 60_000 : 1_000;
    const windows = Math.floor(now / windowMilliseconds) - Math.floor(this.#at / windowMilliseconds);
    const added =
      refill === "continuous"
        ? ((now - this.#at) / 1_000) * perSecond
        : (windows * perSecond * windowMilliseconds) / 1_000;
    this.#tokens = Math.min(burst, this.#tokens + added);
    this.#at = now;
  }

  #now(): number {
    return this.#clock.now() + this.#options.clockAheadMilliseconds;
  }
}
