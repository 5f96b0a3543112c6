import assert from "node:assert/strict";
import { createClock } from "../../../../tenant/clock";
import { createBucket } from "../../../../tenant/rate-limit";
import { START_SECONDS, testTenant } from "../fixture";

describe("token bucket", () => {
  function timed(milliseconds = 0) {
    const clock = createClock(() => milliseconds);
    return clock;
  }

  it("gives the burst, then refuses, then gives what came back", () => {
    const clock = timed();
    const bucket = createBucket(clock, { limit: 2, refillPerSecond: 2 });
    assert.deepEqual(
      [bucket.take(), bucket.take(), bucket.take()].map(({ allowed, remaining }) => [allowed, remaining]),
      [
        [true, 1],
        [true, 0],
        [false, 0],
      ],
    );
    clock.advanceSeconds(0.5);
    assert.equal(bucket.take().allowed, true);
    assert.equal(bucket.take().allowed, false);
  });

  it("never holds more than its limit", () => {
    const clock = timed();
    const bucket = createBucket(clock, { limit: 2, refillPerSecond: 2 });
    clock.advanceSeconds(100);
    assert.equal(bucket.take().remaining, 1);
  });

  it("gives a window's requests back at the top of the second only", () => {
    const clock = timed(500);
    const bucket = createBucket(clock, { limit: 2, refillPerSecond: 2, refill: "window" });
    bucket.take();
    bucket.take();
    clock.advanceSeconds(0.4);
    assert.equal(bucket.take().allowed, false);
    clock.advanceSeconds(0.1);
    assert.equal(bucket.take().allowed, true);
  });

  it("names a time to come, even where requests come back many times a second", () => {
    const clock = timed(10_000);
    const bucket = createBucket(clock, { limit: 1, refillPerSecond: 1_000 });
    bucket.take();
    assert.equal(bucket.take().resetSeconds, 11);
    const slow = createBucket(clock, { limit: 1, refillPerSecond: 0.1 });
    slow.take();
    assert.equal(slow.take().resetSeconds, 20);
  });
});

describe("rate limit of the Management API", () => {
  it("is off by default, with headers all the same", async () => {
    const tenant = await testTenant();
    for (let count = 0; count < 30; count++) {
      const { status, headers } = await tenant.call("GET", "resource-servers/none");
      assert.equal(status, 404);
      assert.equal(headers.get("x-ratelimit-limit"), "1000");
      assert.equal(headers.get("x-ratelimit-remaining"), "999");
      assert.equal(headers.get("x-ratelimit-reset"), String(START_SECONDS + 1));
    }
  });

  it("answers 429 as recorded, before anything else is looked at", async () => {
    const tenant = await testTenant({ rateLimit: { limit: 1, refillPerSecond: 1 } });
    assert.equal((await tenant.call("GET", "resource-servers")).status, 200);
    const { status, text, headers } = await tenant.send("POST", "/api/v2/resource-servers");
    assert.equal(status, 429);
    assert.equal(
      text,
      '{"statusCode":429,"error":"Too Many Requests","message":"Global limit has been reached","errorCode":"too_many_requests"}',
    );
    assert.equal(headers.get("x-ratelimit-remaining"), "0");
    assert.equal(headers.get("x-ratelimit-limit"), "1");
    assert.equal(headers.get("retry-after"), null);
    tenant.clock.advanceSeconds(1);
    assert.equal((await tenant.call("GET", "resource-servers")).status, 200);
  });

  it("leaves the token endpoint alone", async () => {
    const tenant = await testTenant({ rateLimit: { limit: 1, refillPerSecond: 0.001 } });
    for (let count = 0; count < 3; count++) assert.equal((await tenant.token()).status, 200);
  });

  it("has a switch for Retry-After", async () => {
    const tenant = await testTenant({
      rateLimit: { limit: 1, refillPerSecond: 0.25 },
      switches: { retryAfter: true },
    });
    await tenant.call("GET", "resource-servers");
    const { headers } = await tenant.call("GET", "resource-servers");
    assert.equal(headers.get("retry-after"), "4");
  });
});
