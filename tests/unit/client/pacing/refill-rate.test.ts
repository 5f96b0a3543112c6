import assert from "node:assert/strict";
import type { BucketReading } from "../../../../provider/client/pacing/rate-limit-headers";
import { RefillRate } from "../../../../provider/client/pacing/refill-rate";

/** Sends one request after the other and learns from each answer. */
class OneByOne {
  readonly rate = new RefillRate();
  #sequence = 0;

  ask(
    sentAt: number,
    receivedAt: number,
    remaining: number,
    reset: { at?: number; date?: number } = {},
  ): number {
    const reading: BucketReading = {
      limit: 50,
      remaining,
      resetSeconds: reset.at,
      serverSeconds: reset.date,
    };
    const request = { sequence: this.#sequence, sentAt, certainlyBefore: this.rate.answeredSinceMark() };
    this.#sequence += 1;
    this.rate.learn(request, reading, receivedAt, this.#sequence);
    return this.rate.perSecond();
  }
}

describe("RefillRate", () => {
  it("learns a lower bound of a continuous refill, and a better one over time", () => {
    const bucket = new OneByOne();
    const perSecond = 16;
    let tokens = 30.95; // The fraction is not seen at first, and looks as if it had been added later.
    let last = 0;
    for (let at = 0; at <= 3_000; at += 100) {
      if (at > 0) tokens += perSecond / 10;
      tokens -= 1;
      last = bucket.ask(at, at, Math.floor(tokens), { at: 3_600, date: Math.floor(at / 1_000) });
      assert.ok(last <= perSecond, `${last} is more than there is`);
    }
    assert.ok(last > perSecond * 0.9, `${last}`);
  });

  it("counts the time on the way against itself, not against the tenant", () => {
    const bucket = new OneByOne();
    bucket.ask(0, 400, 30, { at: 60, date: 0 });
    // Ten were added between 0 and 1,400 ms at the most, not between 400 and 1,000.
    assert.ok(bucket.ask(1_000, 1_400, 39, { at: 60, date: 1 }) <= 10 / 1.4);
  });

  it("never takes a bucket that is filled at its reset for a continuous one", () => {
    const bucket = new OneByOne();
    assert.equal(bucket.ask(0, 0, 10, { at: 1, date: 0 }), 0);
    assert.equal(bucket.ask(500, 500, 9, { at: 1, date: 0 }), 0);
    assert.equal(
      bucket.ask(1_100, 1_100, 24, { at: 2, date: 1 }),
      0,
      "a recovery after the reset proves nothing",
    );
    assert.equal(bucket.ask(1_400, 1_400, 23, { at: 2, date: 1 }), 0);
  });

  it("is not fooled by what others take", () => {
    const bucket = new OneByOne();
    bucket.ask(0, 0, 30, { at: 60, date: 0 });
    assert.equal(bucket.ask(1_000, 1_000, 20, { at: 60, date: 1 }), 0);
  });

  it("says nothing after a wrong prediction, for a minute", () => {
    const bucket = new OneByOne();
    const learn = (from: number): number => {
      bucket.ask(from, from, 20, { at: from / 1_000 + 60, date: from / 1_000 });
      return bucket.ask(from + 1_000, from + 1_000, 30, { at: from / 1_000 + 60, date: from / 1_000 + 1 });
    };
    assert.ok(learn(0) > 0);
    bucket.rate.distrust(2_000);
    assert.equal(bucket.rate.perSecond(), 0);
    assert.equal(learn(10_000), 0);
    assert.ok(learn(70_000) > 0);
  });
});
