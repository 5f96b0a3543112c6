/**
 * Learns from how `remaining` recovers whether the tenant refills its bucket continuously, and at least how fast.
 * Both findings are proofs, not averages: only requests that were certainly counted between two answers are used, and
 * what other users of the tenant take makes the result smaller, never larger. A bucket that is filled once a second or
 * minute never shows a recovery before its stated reset, so it is never taken for a continuous one.
 */
import type { BucketReading } from "./rate-limit-headers";

/** Shorter spans say nothing: `remaining` comes in whole tokens. */
const SHORTEST_SPAN_MILLISECONDS = 200;
const LONGEST_SPAN_MILLISECONDS = 10_000;
/** After a wrong prediction, for so long the stated reset alone is believed. */
const DISTRUST_MILLISECONDS = 60_000;

export interface CountedRequest {
  sequence: number;
  sentAt: number;
  /** Requests that were sent after the mark and answered before this one was sent. */
  certainlyBefore: number;
}

interface Mark {
  reading: BucketReading;
  sentAt: number;
  /** The first request sent after the mark's answer had arrived. */
  firstSequence: number;
  answered: number;
}

export class RefillRate {
  #mark: Mark | undefined;
  #perSecond = 0;
  #continuous = false;
  #distrustedUntil = 0;

  /** Tokens a second that are certainly added; 0 while that is unknown or the bucket is filled at once. */
  perSecond(): number {
    return this.#continuous ? this.#perSecond : 0;
  }

  /** False while it is still worth finding out. */
  isDecided(now: number): boolean {
    return this.#continuous || now < this.#distrustedUntil;
  }

  /** To be asked when a request is sent, for `CountedRequest.certainlyBefore`. */
  answeredSinceMark(): number {
    return this.#mark?.answered ?? 0;
  }

  /** `nextSequence` is the number that the next request to be sent will get. */
  learn(request: CountedRequest, reading: BucketReading, now: number, nextSequence: number): void {
    const mark = this.#mark;
    if (mark !== undefined && request.sequence >= mark.firstSequence) {
      this.#compare(mark, request, reading, now);
      mark.answered += 1;
    }
    if (mark === undefined || this.#isSpent(mark, reading, now)) {
      this.#mark = { reading, sentAt: request.sentAt, firstSequence: nextSequence, answered: 0 };
    }
  }

  /** A request that was sent because of this rate found less than it promised. */
  distrust(now: number): void {
    this.#continuous = false;
    this.#perSecond = 0;
    this.#mark = undefined;
    this.#distrustedUntil = now + DISTRUST_MILLISECONDS;
  }

  #compare(mark: Mark, request: CountedRequest, reading: BucketReading, now: number): void {
    const refilled = reading.remaining - mark.reading.remaining + request.certainlyBefore + 1;
    if (refilled < 1 || now < this.#distrustedUntil) return;
    if (isBeforeReset(mark.reading, reading)) this.#continuous = true;
    const span = now - mark.sentAt;
    // Whole tokens: what is seen to be added may have been almost one less, except after a bucket that was full.
    const unseen = mark.reading.remaining === mark.reading.limit - 1 ? 0 : 1;
    if (span >= SHORTEST_SPAN_MILLISECONDS) {
      this.#perSecond = Math.max(this.#perSecond, ((refilled - unseen) / span) * 1_000);
    }
  }

  #isSpent(mark: Mark, reading: BucketReading, now: number): boolean {
    if (reading.remaining >= reading.limit - 1) return true; // A full bucket hides what was added.
    const span = now - mark.sentAt;
    return span > LONGEST_SPAN_MILLISECONDS || (!this.#continuous && !isBeforeReset(mark.reading, reading));
  }
}

/** Was `later` answered before the reset that `earlier` announced? True as well where nothing was announced. */
function isBeforeReset(earlier: BucketReading, later: BucketReading): boolean {
  if (earlier.resetSeconds === undefined) return true;
  return later.serverSeconds !== undefined && later.serverSeconds < earlier.resetSeconds;
}
