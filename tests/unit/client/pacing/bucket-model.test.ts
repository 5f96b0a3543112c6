import assert from "node:assert/strict";
import { BucketModel, type CountedAnswer } from "../../../../provider/client/pacing/bucket-model";

const NOW = Date.UTC(2026, 0, 15, 12);
const SECONDS = NOW / 1_000;

function answer(
  remaining: number,
  more: { status?: number; resetIn?: number; limit?: number } = {},
): CountedAnswer {
  const { status = 200, resetIn = 1, limit = 50 } = more;
  const bucket = { limit, remaining, resetSeconds: SECONDS + resetIn, serverSeconds: SECONDS };
  return { status, bucket, wishedWaitMilliseconds: undefined };
}

/** How many more requests may go at this moment. */
function admitted(model: BucketModel, now: number): number {
  let count = 0;
  while (count < 1_000 && model.wait(now) === 0) {
    model.sent(now);
    count += 1;
  }
  return count;
}

/** A model that has seen one answer, sent and received now. */
function modelAfter(
  remaining: number,
  more: Parameters<typeof answer>[1] & { reserve?: number } = {},
): BucketModel {
  const model = new BucketModel({ reserve: more.reserve ?? 0.2 });
  model.answered(model.sent(NOW), answer(remaining, more), NOW);
  return model;
}

describe("BucketModel", () => {
  it("lets through what is above the reserve, at once and no more", () => {
    assert.equal(admitted(modelAfter(30), NOW), 20);
    assert.equal(admitted(modelAfter(30, { reserve: 0 }), NOW), 30);
    assert.equal(admitted(modelAfter(10), NOW), 0);
    assert.equal(admitted(modelAfter(5), NOW), 0);
  });

  it("leaves something of the smallest bucket, whatever the reserve", () => {
    assert.equal(admitted(modelAfter(1, { limit: 1, reserve: 0.9 }), NOW), 1);
    assert.equal(admitted(modelAfter(2, { limit: 2, reserve: 0.2 }), NOW), 2);
  });

  it("waits for the reset, then sends one ahead", () => {
    const model = modelAfter(10);
    assert.equal(model.wait(NOW), 1_000);
    assert.equal(model.wait(NOW + 999), 1);
    assert.equal(admitted(model, NOW + 1_000), 1);
  });

  it("takes requests in flight off: they may not have been counted", () => {
    const model = new BucketModel({ reserve: 0 });
    model.answered(model.sent(NOW), answer(50), NOW);
    const first = model.sent(NOW);
    model.sent(NOW);
    model.sent(NOW);
    model.answered(first, answer(10), NOW);
    assert.equal(admitted(model, NOW), 8);
  });

  it("believes the newest request, not the latest answer", () => {
    const model = new BucketModel({ reserve: 0 });
    model.answered(model.sent(NOW), answer(50), NOW);
    const slow = model.sent(NOW);
    const fast = model.sent(NOW + 10);
    model.answered(fast, answer(3), NOW + 20);
    model.answered(slow, answer(40), NOW + 30);
    assert.equal(admitted(model, NOW + 30), 2);
  });

  it("takes the lower of two answers that overtook each other", () => {
    const model = new BucketModel({ reserve: 0 });
    model.answered(model.sent(NOW), answer(50), NOW);
    const older = model.sent(NOW);
    const newer = model.sent(NOW);
    // The tenant counted the newer one first, although its answer comes last.
    model.answered(older, answer(3), NOW + 20);
    model.answered(newer, answer(4), NOW + 30);
    assert.equal(admitted(model, NOW + 30), 3);
  });

  it("an answer from before the reset says nothing about the time after it", () => {
    const model = new BucketModel({ reserve: 0 });
    model.answered(model.sent(NOW), answer(50), NOW);
    const older = model.sent(NOW);
    const newer = model.sent(NOW);
    model.answered(older, answer(0, { resetIn: 1 }), NOW + 900);
    model.answered(newer, answer(49, { resetIn: 2 }), NOW + 1_100);
    assert.equal(admitted(model, NOW + 1_100), 49);
  });

  it("a request that got lost counts as used", () => {
    const model = modelAfter(12);
    model.lost(model.sent(NOW));
    assert.equal(admitted(model, NOW), 1);
  });

  it("after a 429 everybody waits, however many tokens are said to remain", () => {
    const model = modelAfter(40);
    model.answered(model.sent(NOW), answer(39, { status: 429 }), NOW);
    assert.equal(model.wait(NOW), 250);
    assert.equal(admitted(model, NOW + 250), 29);
  });

  it("asks with one request after the first refusal, with more after each further one, up to 8", () => {
    const model = modelAfter(40);
    let now = NOW;
    model.answered(model.sent(now), answer(0, { status: 429 }), now);
    const rounds: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      now += 10_000;
      const scouts: number[] = [];
      while (model.wait(now) === 0) scouts.push(model.sent(now));
      rounds.push(scouts.length);
      for (const scout of scouts) model.answered(scout, answer(0, { status: 429 }), now);
    }
    assert.deepEqual(rounds, [1, 2, 4, 8, 8, 8]);
    now += 10_000;
    model.answered(model.sent(now), answer(0), now);
    now += 10_000;
    assert.equal(admitted(model, now), 1, "a success ends the hurry");
  });

  it("eight refusals of requests that were in flight together are one", () => {
    const model = modelAfter(40);
    const flights = Array.from({ length: 8 }, () => model.sent(NOW));
    for (const flight of flights) model.answered(flight, answer(0, { status: 429 }), NOW + 50);
    assert.equal(model.wait(NOW + 50), 950, "until the reset, with no pause that grew eight times");
  });

  it("stops predicting as soon as a prediction costs the reserve", () => {
    const model = new BucketModel({ reserve: 0.2 });
    const ask = (at: number, remaining: number): void =>
      model.answered(model.sent(at), answer(remaining, { resetIn: 60 }), at);
    ask(NOW, 11);
    ask(NOW + 300, 20);
    ask(NOW + 600, 10);
    assert.ok(model.wait(NOW + 600) < 1_000, "10 tokens in 300 ms: the next one comes soon");
    ask(NOW + 700, 9);
    assert.ok(model.wait(NOW + 700) > 50_000, "it did not come: wait for the reset");
  });

  it("a rate that was learned too low makes nobody wait for long", () => {
    const model = new BucketModel({ reserve: 0 });
    const ask = (at: number, remaining: number): void => {
      const bucket = { limit: 50, remaining, resetSeconds: undefined, serverSeconds: undefined };
      model.answered(model.sent(at), { status: 200, bucket, wishedWaitMilliseconds: undefined }, at);
    };
    ask(NOW, 5);
    ask(NOW + 9_000, 5);
    ask(NOW + 9_900, 5);
    ask(NOW + 9_900, 0);
    assert.equal(model.wait(NOW + 9_900), 1_000, "at 0.1 a second it would be ten times as long");
    assert.equal(model.wait(NOW + 10_400), 500, "however often it is asked");
  });

  it("keeps the last token back for half the way to the reset, but only where others wait behind it", () => {
    const model = modelAfter(1, { limit: 2 });
    assert.equal(model.wait(NOW, 1), 0);
    assert.equal(model.wait(NOW, 2), 500);
    assert.equal(modelAfter(12).wait(NOW, 2), 0, "not the last one");
  });

  it("stops keeping tokens back where that taught nothing", () => {
    const model = modelAfter(1, { limit: 2 });
    let held = 0;
    for (let round = 0; round < 20; round += 1) {
      const at = NOW + round * 1_000;
      held += model.wait(at, 2) > 0 ? 1 : 0;
      const date = { resetSeconds: SECONDS + round + 1, serverSeconds: SECONDS + round };
      const reading = { limit: 2, remaining: 0, ...date };
      model.answered(
        model.sent(at + 500),
        { status: 200, bucket: reading, wishedWaitMilliseconds: undefined },
        at + 500,
      );
      const next = {
        limit: 2,
        remaining: 1,
        resetSeconds: SECONDS + round + 2,
        serverSeconds: SECONDS + round + 1,
      };
      model.answered(
        model.sent(at + 1_000),
        { status: 200, bucket: next, wishedWaitMilliseconds: undefined },
        at + 1_000,
      );
    }
    assert.equal(held, 5);
  });

  it("asks again in time where the request that went ahead gets lost", () => {
    const model = modelAfter(10);
    model.lost(model.sent(NOW + 1_000));
    assert.equal(model.wait(NOW + 1_000), 250);
    assert.equal(admitted(model, NOW + 1_250), 1);
  });

  it("an answer without headers, such as one of a proxy, changes nothing", () => {
    const model = modelAfter(12);
    model.answered(
      model.sent(NOW),
      { status: 502, bucket: undefined, wishedWaitMilliseconds: undefined },
      NOW,
    );
    assert.equal(admitted(model, NOW), 1);
  });
});
