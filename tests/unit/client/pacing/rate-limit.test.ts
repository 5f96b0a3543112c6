import assert from "node:assert/strict";
import type { ConnectionSettings } from "../../../../provider/model/settings";
import { fakeHttp } from "../support/fake-http";
import { type BucketOptions, RateLimitedTenant } from "../support/rate-limited-tenant";
import { VirtualClock } from "../support/virtual-clock";

interface Outcome {
  seconds: number;
  refusals: number;
  leastRemaining: number;
  requests: number;
  failures: number;
}

interface Load {
  count: number;
  bucket: BucketOptions;
  settings?: Partial<ConnectionSettings>;
  /** Requests a second that others send to the same tenant. */
  othersPerSecond?: number;
}

async function createMany({ count, bucket, settings = {}, othersPerSecond = 0 }: Load): Promise<Outcome> {
  // Not at the top of a second: nothing may depend on it.
  const clock = new VirtualClock(Date.UTC(2026, 0, 15, 12) + 370);
  const tenant = new RateLimitedTenant(clock, bucket);
  const { client, asked, run } = fakeHttp(tenant.handle, { settings, clock });
  const startedAt = clock.now();
  let failures = 0;
  const calls = Array.from({ length: count }, (_, n) =>
    client.resourceServers.create({ identifier: `https://api-${n}.example.com` }).catch(() => {
      failures += 1;
    }),
  );
  const all = Promise.all(calls);
  if (othersPerSecond > 0) void takeRegularly(tenant, clock, othersPerSecond, all);
  await run(all);
  const seconds = (clock.now() - startedAt) / 1_000;
  const { refusals, leastRemaining } = tenant;
  return { seconds, refusals: refusals.length, leastRemaining, requests: asked.length, failures };
}

async function takeRegularly(
  tenant: RateLimitedTenant,
  clock: VirtualClock,
  perSecond: number,
  until: Promise<unknown>,
): Promise<void> {
  let over = false;
  void until.then(() => {
    over = true;
  });
  while (!over) {
    await clock.delay(1_000 / perSecond);
    tenant.take(1);
  }
}

function assertBetween(value: number, least: number, most: number, what: string): void {
  assert.ok(value >= least && value <= most, `${what}: ${value}, expected ${least} to ${most}`);
}

const REFILLS = ["continuous", "second"] as const;

describe("Pacing: many create calls at once", () => {
  for (const refill of REFILLS) {
    const cases = [
      { bucket: { burst: 50, perSecond: 16, refill }, leastSeconds: 260 / 16 },
      { bucket: { burst: 2, perSecond: 2, refill }, leastSeconds: 298 / 2 },
    ];
    for (const { bucket, leastSeconds } of cases) {
      it(`300 with burst ${bucket.burst}, ${bucket.perSecond}/s, ${refill} refill: no 429, reserve untouched, near the optimum`, async () => {
        const outcome = await createMany({ count: 300, bucket });
        assert.equal(outcome.refusals, 0);
        assert.equal(outcome.failures, 0);
        assert.equal(outcome.requests, 300);
        assert.ok(outcome.leastRemaining >= Math.floor(bucket.burst * 0.2), `${outcome.leastRemaining} left`);
        assertBetween(outcome.seconds, leastSeconds - 1, leastSeconds * 1.05 + 1, "seconds");
      });
    }

    it(`${refill}: a larger reserve stays untouched, and none at all is used up`, async () => {
      const bucket: BucketOptions = { burst: 50, perSecond: 16, refill };
      const large = await createMany({ count: 100, bucket, settings: { reserve: 0.5 } });
      assert.equal(large.leastRemaining, 25);
      const none = await createMany({ count: 300, bucket, settings: { reserve: 0 } });
      assertBetween(none.leastRemaining, 0, 2, "least remaining");
      assert.equal(none.refusals, 0);
      assertBetween(none.seconds, 15, 18, "seconds");
    });

    for (const clockAheadMilliseconds of [-5_000, -300, 300, 7_250]) {
      it(`${refill}: no 429 where the tenant's clock is ${clockAheadMilliseconds} ms ahead`, async () => {
        const bucket: BucketOptions = { burst: 2, perSecond: 2, refill, clockAheadMilliseconds };
        const outcome = await createMany({ count: 30, bucket });
        assert.equal(outcome.refusals, 0);
        assertBetween(outcome.seconds, 14, 16, "seconds");
      });
    }

    for (const oneWayMilliseconds of [1, 200]) {
      it(`${refill}: no 429 with ${2 * oneWayMilliseconds} ms of latency`, async () => {
        const bucket: BucketOptions = { burst: 50, perSecond: 16, refill, oneWayMilliseconds };
        const outcome = await createMany({ count: 300, bucket });
        assert.equal(outcome.refusals, 0);
        assert.ok(outcome.leastRemaining >= 10);
        assertBetween(outcome.seconds, 16, 20, "seconds");
      });
    }

    it(`${refill}: recovers from an empty bucket after one 429`, async () => {
      const bucket: BucketOptions = { burst: 50, perSecond: 16, refill, filled: 0 };
      const outcome = await createMany({ count: 300, bucket });
      assert.equal(outcome.failures, 0);
      assert.equal(outcome.refusals, 1);
      assertBetween(outcome.seconds, 18, 22, "seconds");
    });

    it(`${refill}: shares with others instead of pushing them out`, async () => {
      const bucket: BucketOptions = { burst: 50, perSecond: 16, refill };
      const outcome = await createMany({ count: 150, bucket, othersPerSecond: 8 });
      assert.equal(outcome.refusals, 0);
      assert.ok(outcome.leastRemaining >= 8, `${outcome.leastRemaining} left`);
      assertBetween(outcome.seconds, 110 / 8 - 1, 110 / 8 + 3, "seconds");
    });

    it(`${refill}: 64 at once do no harm`, async () => {
      const bucket: BucketOptions = { burst: 50, perSecond: 16, refill };
      const outcome = await createMany({ count: 200, bucket, settings: { maxConcurrency: 64 } });
      assert.equal(outcome.refusals, 0);
      assert.ok(outcome.leastRemaining >= 10);
    });

    for (const reset of ["past", "far-future", "none"] as const) {
      it(`${refill}: a reset time that is ${reset} neither hangs nor hammers`, async () => {
        const large: BucketOptions = { burst: 50, perSecond: 16, refill, reset };
        const many = await createMany({ count: 300, bucket: large });
        assert.equal(many.failures, 0);
        assert.equal(many.refusals, 0);
        assertBetween(many.seconds, 16, 22, "seconds");
        const small: BucketOptions = { burst: 2, perSecond: 2, refill, reset };
        const few = await createMany({ count: 30, bucket: small });
        assert.equal(few.failures, 0);
        assertBetween(few.seconds, 14, 22, "seconds");
        assertBetween(few.requests, 30, 75, "requests");
      });
    }
  }

  for (const reset of ["rounded-up", "when-full"] as const) {
    it(`finds out that a small bucket is a continuous one although its reset is ${reset}`, async () => {
      const bucket: BucketOptions = { burst: 2, perSecond: 2, refill: "continuous", reset };
      const outcome = await createMany({ count: 40, bucket });
      assert.equal(outcome.refusals, 0);
      assertBetween(outcome.seconds, 19, 20.5, "seconds");
    });

    it(`refuses at most one request where a bucket is filled at once and its reset is ${reset}`, async () => {
      const bucket: BucketOptions = { burst: 2, perSecond: 2, refill: "second", reset };
      const outcome = await createMany({ count: 40, bucket });
      assertBetween(outcome.refusals, 0, 1, "refusals");
      assert.equal(outcome.failures, 0);
    });
  }

  it("waits for the next minute where the tenant counts by the minute", async () => {
    const bucket: BucketOptions = { burst: 300, perSecond: 5, refill: "minute" };
    const outcome = await createMany({ count: 700, bucket });
    assert.equal(outcome.refusals, 0);
    assert.equal(outcome.leastRemaining, 60);
    assertBetween(outcome.seconds, 60, 125, "seconds");
  });

  it("begins with the plan's rate where one is set", async () => {
    const bucket: BucketOptions = { burst: 2, perSecond: 2, refill: "continuous" };
    const outcome = await createMany({
      count: 20,
      bucket,
      settings: { initialRate: { burst: 2, perSecond: 2 } },
    });
    assert.equal(outcome.refusals, 0);
    assertBetween(outcome.seconds, 8, 11, "seconds");
  });
});
