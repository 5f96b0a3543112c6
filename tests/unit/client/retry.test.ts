import assert from "node:assert/strict";
import type { Answer, Failure } from "../../../provider/client/reply";
import { retryWait } from "../../../provider/client/retry";
import { httpDate } from "./support/fake-http";

const NOW = Date.UTC(2026, 0, 15, 12);

function answer(status: number, headers: Record<string, string> = {}): Answer {
  return {
    kind: "answer",
    status,
    headers: new Map(Object.entries({ date: httpDate(NOW), ...headers })),
    body: {},
    empty: false,
    sentAt: NOW,
    receivedAt: NOW,
  };
}

function failure(reason: Failure["reason"], maybeSent = true): Failure {
  return { kind: "failure", reason, errorCode: "X", maybeSent, sentAt: NOW };
}

function wait(reply: Answer | Failure, attempt = 1, repeatable = true, random = 0): number | undefined {
  return retryWait({ attempt, reply, repeatable, now: NOW, random });
}

const seconds = NOW / 1_000;

describe("retryWait", () => {
  it("repeats what passes, and nothing else", () => {
    for (const status of [429, 500, 502, 503, 504, 524])
      assert.equal(wait(answer(status)), 250, String(status));
    for (const status of [200, 201, 204, 301, 400, 401, 403, 404, 409, 413, 501]) {
      assert.equal(wait(answer(status)), undefined, String(status));
    }
    assert.equal(wait(failure("timeout")), 250);
    assert.equal(wait(failure("network")), 250);
    assert.equal(wait(failure("certificate", false)), undefined);
    assert.equal(wait(failure("too-large")), undefined);
  });

  it("repeats a POST only where the tenant cannot have carried it out", () => {
    assert.equal(wait(answer(429), 1, false), 250);
    assert.equal(wait(failure("network", false), 1, false), 250);
    assert.equal(wait(failure("network", true), 1, false), undefined);
    assert.equal(wait(failure("timeout", true), 1, false), undefined);
    for (const status of [500, 502, 503, 504]) assert.equal(wait(answer(status), 1, false), undefined);
  });

  it("grows, and ends after 4 attempts, or 12 with 429", () => {
    const waits = (reply: Answer) => [1, 2, 3, 4, 5, 11, 12, 1_000].map((attempt) => wait(reply, attempt));
    assert.deepEqual(waits(answer(500)), [
      250,
      500,
      1_000,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const [first = 0, second = 0, third = 0, , , eleventh, twelfth, last] = waits(answer(429));
    assert.ok(first === 250 && second > first && third > second && eleventh !== undefined);
    assert.equal(twelfth, undefined);
    assert.equal(last, undefined);
  });

  it("honours Retry-After, in seconds or as a date", () => {
    assert.equal(wait(answer(503, { "retry-after": "7" })), 7_000);
    assert.equal(wait(answer(429, { "retry-after": httpDate(NOW + 5_000) })), 5_000);
    assert.equal(wait(answer(429, { "retry-after": "3", "x-ratelimit-reset": String(seconds + 20) })), 3_000);
  });

  it("honours the reset time by the tenant's clock, not ours", () => {
    const ahead = { date: httpDate(NOW + 100_000), "x-ratelimit-reset": String(seconds + 104) };
    assert.equal(wait(answer(429, ahead)), 4_000);
    assert.equal(wait(answer(503, ahead)), 250, "the bucket has nothing to do with a failure");
  });

  it("never waits less than the minimum nor more than a minute", () => {
    for (const reset of [seconds - 1, 0, -5, Number.NaN]) {
      assert.equal(wait(answer(429, { "x-ratelimit-reset": String(reset) })), 250);
    }
    assert.equal(wait(answer(429, { "x-ratelimit-reset": "99999999999" })), 250, "absurd: not believed");
    assert.equal(wait(answer(429, { "retry-after": "86400" })), 60_000);
    assert.equal(wait(answer(429, { "retry-after": "0" })), 250);
    assert.equal(wait(answer(429, { "retry-after": "-1" })), 250);
    assert.equal(wait(answer(429, { "retry-after": httpDate(NOW - 60_000) })), 250);
    assert.equal(wait(answer(429, { "retry-after": "soon" })), 250);
  });

  it("spreads upwards only", () => {
    assert.equal(wait(answer(500), 1, true, 0.999) ?? 0, 250 + 0.999 * 62.5);
    assert.ok((wait(answer(429, { "retry-after": "60" }), 1, true, 0.999) ?? 0) <= 60_000);
  });
});
