/**
 * A picture of the tenant's token bucket that is never too rosy: a request is let through only when it certainly
 * leaves the reserve alone, or when the tenant announced that tokens have been added meanwhile. In that case one
 * request goes ahead, and its answer says how many may follow. Pure: every method is told the time.
 */
import type { InitialRate } from "../../model/settings";
import { backoffWait, MAXIMUM_WAIT_MILLISECONDS } from "../retry";
import type { BucketReading } from "./rate-limit-headers";
import { type CountedRequest, RefillRate } from "./refill-rate";
import { ServerClock } from "./server-clock";

/** While the tenant keeps answering 429, so many requests at most ask again after each pause. */
const MOST_SCOUTS = 8;
/** Until the first answer one request goes ahead; should it hang, another follows at a pace that every plan allows. */
const BLIND_SPACING_MILLISECONDS = 1_000;
/** So often, and where the reset is so far away, it is tried whether the bucket is refilled before its reset. */
const MOST_TRIALS = 5;
const LEAST_TRIAL_MILLISECONDS = 300;
/** The rate is a lower bound, and may be a poor one at first. */
const LONGEST_WAIT_BY_RATE_MILLISECONDS = 1_000;
/** Longest pause that we choose ourselves; the tenant's wish may be longer. */
const LONGEST_OWN_PAUSE_MILLISECONDS = 2_000;

export interface BucketModelOptions {
  /** Share of the bucket, 0 to 0.9, that is left to others; rounded down, a bucket of 2 has nothing to share. */
  reserve: number;
  /** Believed until the first answer with rate-limit headers. */
  initialRate?: InitialRate | undefined;
}

/** What the model needs of an answer. */
export interface CountedAnswer {
  status: number;
  bucket: BucketReading | undefined;
  /** What `Retry-After` or the reset of an empty bucket asks for. */
  wishedWaitMilliseconds: number | undefined;
}

interface Flight extends CountedRequest {
  /** Least `remaining` of the answers that arrived meanwhile: this request may have been counted before them. */
  overtakenBy: BucketReading | undefined;
}

export class BucketModel {
  readonly #reserve: number;
  readonly #clock = new ServerClock();
  readonly #refill = new RefillRate();
  readonly #flights = new Map<number, Flight>();
  /** "unknown" until the first answer, "unlimited" where it has no rate-limit headers. */
  #phase: "unknown" | "unlimited" | "metered" = "unknown";
  #nextBlindAt = 0;
  #assumedPerSecond = 0;
  #limit = 0;
  /** Tokens at `#levelAt` that no request has been promised. */
  #level = 0;
  #levelAt = 0;
  /** When tokens are added next, local milliseconds. */
  #refillAt = Number.POSITIVE_INFINITY;
  #nextSequence = 0;
  #newestAnswered = -1;
  #scouts = 1;
  #trialAt = Number.NEGATIVE_INFINITY;
  #trialsLeft = MOST_TRIALS;
  /** Answers in a row that found less than the reserve. */
  #fruitless = 0;
  /** The first request of the next round: those before it were in flight when the last pause began. */
  #nextRound = 0;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #refusedRounds = 0;

  constructor({ reserve, initialRate }: BucketModelOptions) {
    this.#reserve = reserve;
    if (initialRate !== undefined) {
      this.#phase = "metered";
      this.#limit = initialRate.burst;
      this.#level = initialRate.burst;
      this.#assumedPerSecond = initialRate.perSecond;
    }
  }

  /** Milliseconds until a request may be sent, unless an answer arrives before; 0 for now. May be Infinity. `queued` are waiting. */
  wait(now: number, queued = 1): number {
    return Math.max(0, this.#pausedUntil - now, this.#waitForToken(now), this.#waitForTrial(now, queued));
  }

  /**
   * Where the others have to wait for the reset anyway, the last token is kept back for a while: if the answer shows
   * that the bucket recovered meanwhile, it is a continuous one, and nobody has to wait for resets any more.
   */
  #waitForTrial(now: number, queued: number): number {
    return queued > 1 && this.#isLastToken(now) ? this.#trialAt - now : 0;
  }

  #isLastToken(now: number): boolean {
    return this.#phase === "metered" && this.#levelNow(now) < this.#floor + 2;
  }

  #waitForToken(now: number): number {
    if (this.#phase === "unlimited") return 0;
    if (this.#phase === "unknown") return this.#flights.size === 0 ? 0 : this.#nextBlindAt - now;
    const missing = this.#floor + 1 - this.#levelNow(now);
    if (missing <= 0) return 0;
    if (this.#perSecond === 0) return this.#refillAt - now;
    // Of a continuous bucket the rate says more than the reset, which comes in whole seconds and may promise too much.
    const latest = Math.max(this.#refillAt, this.#levelAt + LONGEST_WAIT_BY_RATE_MILLISECONDS);
    return Math.min((missing / this.#perSecond) * 1_000, latest - now);
  }

  /** Notes that a request is sent; the result names it to `answered` or `lost`. */
  sent(now: number): number {
    this.#settle(now);
    if (this.#phase === "metered" && this.#level < this.#floor + 1) {
      this.#level = this.#floor + this.#scouts;
      this.#refillAt = now + this.#ownPause(this.#fruitless + 1);
    } else if (this.#isLastToken(now)) this.#endTrial();
    this.#level -= 1;
    this.#nextBlindAt = now + BLIND_SPACING_MILLISECONDS;
    const sequence = this.#nextSequence++;
    const certainlyBefore = this.#refill.answeredSinceMark();
    this.#flights.set(sequence, { sequence, sentAt: now, certainlyBefore, overtakenBy: undefined });
    return sequence;
  }

  /** The request ended without an answer. Its token counts as used. */
  lost(sequence: number): void {
    this.#flights.delete(sequence);
  }

  answered(sequence: number, answer: CountedAnswer, now: number): void {
    const flight = this.#flights.get(sequence);
    if (flight === undefined) return;
    this.#flights.delete(sequence);
    if (answer.bucket !== undefined) this.#meter(flight, answer.bucket, answer.status === 429, now);
    else if (this.#phase === "unknown") this.#phase = "unlimited";
    if (answer.status === 429) this.#refused(flight, answer, now);
    else if (flight.sequence >= this.#nextRound) {
      this.#refusedRounds = 0;
      this.#scouts = 1;
    }
  }

  #meter(flight: Flight, reading: BucketReading, refused: boolean, now: number): void {
    this.#phase = "metered";
    this.#assumedPerSecond = 0;
    this.#limit = reading.limit;
    if (reading.serverSeconds !== undefined) this.#clock.observe(reading.serverSeconds, flight.sentAt, now);
    if (!refused) this.#refill.learn(flight, reading, now, this.#nextSequence);
    if (refused || reading.remaining < this.#floor) this.#refill.distrust(now);
    for (const other of this.#flights.values()) other.overtakenBy = lower(other.overtakenBy, reading);
    // An older request than the newest answered one adds nothing: it was taken off the level already.
    if (flight.sequence <= this.#newestAnswered) return;
    this.#newestAnswered = flight.sequence;
    const newest = lower(flight.overtakenBy, reading);
    // Refusals are counted by rounds, in `#refused`.
    if (!refused) this.#fruitless = newest.remaining < this.#floor ? this.#fruitless + 1 : 0;
    this.#adopt(newest, now);
  }

  #adopt({ remaining, resetSeconds }: BucketReading, now: number): void {
    // Requests in flight may or may not have been counted yet: take them off.
    this.#level = remaining - this.#flights.size;
    this.#levelAt = now;
    const announced = resetSeconds === undefined ? now : this.#clock.surelyReached(resetSeconds);
    // A reset in the past is somebody's mistake: do not hammer.
    this.#refillAt = Math.max(announced, now + this.#ownPause(this.#fruitless));
    this.#planTrial(now);
  }

  #planTrial(now: number): void {
    const left = this.#refillAt - now;
    const isWorthIt =
      this.#trialsLeft > 0 && !this.#refill.isDecided(now) && left >= LEAST_TRIAL_MILLISECONDS;
    this.#trialAt = isWorthIt ? now + left / 2 : Number.NEGATIVE_INFINITY;
  }

  #endTrial(): void {
    if (this.#trialAt === Number.NEGATIVE_INFINITY) return;
    this.#trialsLeft -= 1;
    this.#trialAt = Number.NEGATIVE_INFINITY;
  }

  #refused(flight: Flight, answer: CountedAnswer, now: number): void {
    // One round of refusals is one event, however many requests were in flight.
    if (flight.sequence >= this.#nextRound) {
      this.#refusedRounds += 1;
      if (this.#refusedRounds > 1) this.#scouts = Math.min(MOST_SCOUTS, this.#scouts * 2);
      this.#nextRound = this.#nextSequence;
    }
    const wished = Math.min(answer.wishedWaitMilliseconds ?? 0, MAXIMUM_WAIT_MILLISECONDS);
    const pause = Math.max(wished, this.#ownPause(this.#refusedRounds));
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pause);
  }

  #ownPause(round: number): number {
    return Math.min(LONGEST_OWN_PAUSE_MILLISECONDS, backoffWait(Math.max(1, round)));
  }

  get #floor(): number {
    return Math.min(Math.floor(this.#limit * this.#reserve), this.#limit - 1);
  }

  get #perSecond(): number {
    return this.#assumedPerSecond > 0 ? this.#assumedPerSecond : this.#refill.perSecond();
  }

  #levelNow(now: number): number {
    const grown = this.#level + (Math.max(0, now - this.#levelAt) * this.#perSecond) / 1_000;
    return Math.min(grown, Math.max(this.#level, this.#limit));
  }

  #settle(now: number): void {
    this.#level = this.#levelNow(now);
    this.#levelAt = Math.max(this.#levelAt, now);
  }
}

/** The lower of two readings of the same bucket; one that announces an earlier reset is older and says nothing. */
function lower(a: BucketReading | undefined, b: BucketReading): BucketReading {
  if (a === undefined || (a.resetSeconds ?? 0) < (b.resetSeconds ?? 0)) return b;
  if ((b.resetSeconds ?? 0) < (a.resetSeconds ?? 0)) return a;
  return a.remaining < b.remaining ? a : b;
}
