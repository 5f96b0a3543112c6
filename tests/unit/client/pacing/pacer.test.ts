import assert from "node:assert/strict";
import { Pacer, type PacingSettings, type Turn } from "../../../../provider/client/pacing/pacer";
import type { Answer } from "../../../../provider/client/reply";
import { completeRuntime } from "../../../../provider/client/runtime";
import { expectError } from "../support/expect-error";
import { VirtualClock } from "../support/virtual-clock";

const FREE: PacingSettings = {
  initialRate: undefined,
  maxConcurrency: 8,
  maxRequestsPerSecond: undefined,
  reserve: 0.2,
};

function pacerOn(clock: VirtualClock, settings: Partial<PacingSettings> = {}): Pacer {
  return new Pacer({ ...FREE, ...settings }, completeRuntime({ now: clock.now, delay: clock.delay }));
}

function answerAt(clock: VirtualClock, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    kind: "answer",
    status,
    headers: new Map(Object.entries(headers)),
    body: {},
    empty: false,
    sentAt: clock.now(),
    receivedAt: clock.now(),
  };
}

/** A pacer that has learned that the tenant sends no rate-limit headers. */
async function unmetered(clock: VirtualClock, settings: Partial<PacingSettings> = {}): Promise<Pacer> {
  const pacer = pacerOn(clock, settings);
  (await pacer.enter()).done(answerAt(clock));
  return pacer;
}

describe("Pacer", () => {
  it("never lets more than maxConcurrency be in flight, and lets callers through in order", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock, { maxConcurrency: 3 });
    const order: number[] = [];
    let inFlight = 0;
    let most = 0;
    const calls = Array.from({ length: 20 }, async (_, n) => {
      const turn = await pacer.enter();
      order.push(n);
      inFlight += 1;
      most = Math.max(most, inFlight);
      await clock.delay(10);
      inFlight -= 1;
      turn.done(answerAt(clock));
    });
    await clock.run(Promise.all(calls));
    assert.equal(most, 3);
    assert.deepEqual(order, [...Array(20).keys()]);
  });

  it("without rate-limit headers leaves no space between requests", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock);
    const startedAt = clock.now();
    for (let n = 0; n < 100; n += 1) (await clock.run(pacer.enter())).done(answerAt(clock));
    assert.equal(clock.now(), startedAt);
  });

  it("keeps to maxRequestsPerSecond", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock, { maxRequestsPerSecond: 4 });
    const times: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      (await clock.run(pacer.enter())).done(answerAt(clock));
      times.push(clock.now());
    }
    for (const [n, time] of times.entries()) if (n > 0) assert.ok(time - (times[n - 1] ?? 0) >= 250);
    assert.equal((times[8] ?? 0) - (times[0] ?? 0), 2_000);
  });

  it("sends one request ahead until the first answer, and another each second where that one hangs", async () => {
    const clock = new VirtualClock();
    const pacer = pacerOn(clock);
    let admitted = 0;
    let first: Turn | undefined;
    for (let n = 0; n < 20; n += 1) {
      void pacer.enter().then((turn) => {
        first ??= turn;
        admitted += 1;
      });
    }
    await clock.advance(0);
    assert.equal(admitted, 1);
    await clock.advance(2_000);
    assert.equal(admitted, 3);
    first?.done(answerAt(clock));
    await clock.advance(0);
    assert.equal(admitted, 9, "eight in flight and one done");
  });

  it("a request without an answer frees its place", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock, { maxConcurrency: 1 });
    const turn = await pacer.enter();
    const next = pacer.enter();
    turn.done(undefined);
    turn.done(undefined);
    await clock.run(next);
  });

  it("one 429 makes everybody wait as long as Retry-After says", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock);
    const startedAt = clock.now();
    (await pacer.enter()).done(answerAt(clock, 429, { "retry-after": "7" }));
    await clock.run(pacer.enter());
    assert.equal(clock.now() - startedAt, 7_000);
  });

  it("cancelling leaves the queue at once, and the others move up", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock, { maxConcurrency: 1 });
    const turn = await pacer.enter();
    const controller = new AbortController();
    const second = pacer.enter(controller.signal);
    const third = pacer.enter();
    controller.abort();
    await expectError(second, "cancelled");
    turn.done(answerAt(clock));
    (await clock.run(third)).done(answerAt(clock));
    await expectError(pacer.enter(controller.signal), "cancelled");
    await clock.run(pacer.enter());
  });

  it("cancelling the last one in the queue leaves no timer behind", async () => {
    const clock = new VirtualClock();
    const pacer = await unmetered(clock, { maxRequestsPerSecond: 0.1 });
    const controller = new AbortController();
    const waiting = pacer.enter(controller.signal);
    await clock.advance(10);
    assert.equal(clock.pendingTimers, 1);
    controller.abort();
    await expectError(waiting, "cancelled");
    assert.equal(clock.pendingTimers, 0);
  });
});
