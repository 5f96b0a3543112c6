import assert from "node:assert/strict";
import {
  type Answer,
  MANAGEMENT_AUDIENCE,
  START_SECONDS,
  type TestTenant,
  testTenant,
  URL_OF_TENANT,
} from "../fixture";

const START = "2026-03-01T00:00:00.000Z";

describe("admin API", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant({ faults: ["clock-skew"], faultSeed: 9 });
    tenant.faults.clear();
  });
  afterEach(() => tenant.close());

  const write = (method: string, path: string, body?: unknown): Promise<Answer> =>
    tenant.send(method, `/_tenant/${path}`, body === undefined ? undefined : JSON.stringify(body), {
      "content-type": "application/json",
    });
  const read = (path: string): Promise<Answer> => tenant.send("GET", `/_tenant/${path}`);

  it("says what it is", async () => {
    const { status, body } = await read("status");
    assert.equal(status, 200);
    assert.match(body.version, /^\d+\.\d+\.\d+/);
    assert.equal(body.url, URL_OF_TENANT);
    assert.equal(body.issuer, `${URL_OF_TENANT}/`);
    assert.equal(body.managementAudience, MANAGEMENT_AUDIENCE);
    assert.equal(body.clock.now, START);
    assert.equal(body.plan, null);
    assert.equal(body.uptimeSeconds, 0);
  });

  it("says which plan holds", async () => {
    const limited = await testTenant({ plan: "free" });
    assert.equal((await limited.send("GET", "/_tenant/status")).body.plan, "free");
    limited.close();
  });

  describe("clock", () => {
    const clock = { now: START, nowSeconds: START_SECONDS, frozen: false, offsetSeconds: 0 };

    it("is shown, set, advanced, frozen, resumed and reset", async () => {
      assert.deepEqual((await read("clock")).body, clock);
      const steps: [unknown, string, boolean][] = [
        [{ advance: "30d" }, "2026-03-31T00:00:00.000Z", false],
        [{ advance: "-1h30m" }, "2026-03-30T22:30:00.000Z", false],
        [{ advance: 3_600 }, "2026-03-30T23:30:00.000Z", false],
        [{ freeze: true }, "2026-03-30T23:30:00.000Z", true],
        [{ advance: "15m" }, "2026-03-30T23:45:00.000Z", true],
        [{ set: "2026-12-24T00:00:00+01:00" }, "2026-12-23T23:00:00.000Z", true],
        [{ resume: true }, "2026-12-23T23:00:00.000Z", false],
        [{ freeze: "2027-01-01" }, "2027-01-01T00:00:00.000Z", true],
        [{ reset: true }, START, false],
      ];
      for (const [change, now, frozen] of steps) {
        const { status, body } = await write("POST", "clock", change);
        assert.deepEqual([status, body.now, body.frozen], [200, now, frozen], JSON.stringify(change));
      }
      assert.deepEqual((await read("clock")).body, clock);
    });

    it("moves the tenant: a token of 24 hours is refused 24 hours later", async () => {
      assert.equal((await tenant.call("GET", "resource-servers")).status, 200);
      await write("POST", "clock", { advance: "86399s" });
      assert.equal((await tenant.call("GET", "resource-servers")).status, 200);
      await write("POST", "clock", { advance: 1 });
      assert.equal((await tenant.call("GET", "resource-servers")).status, 401);
    });

    const refusals: [unknown, RegExp][] = [
      [{}, /one change at a time, not nothing\. Give one of \{"set"/],
      [[], /one change at a time/],
      [{ set: START, advance: 1 }, /not set, advance/],
      [{ jump: 1 }, /not jump/],
      [{ constructor: 1 }, /not constructor/],
      [{ set: "tomorrow" }, /^set: "tomorrow" is not a moment\. Give one such as 2026-12-24T00:00:00Z/],
      [{ set: "2026-12-24T00:00:00" }, /is not a moment/],
      [{ set: "2026-13-01T00:00:00Z" }, /is not a moment/],
      [{ set: 1_772_323_200 }, /is not a moment/],
      [{ set: "2106-02-08" }, /set: "2106-02-08" takes the clock out of its range.*2106-02-07T06:28:15/],
      [{ set: "1969-12-31" }, /out of its range/],
      [{ advance: "a month" }, /^advance: "a month" is not a duration\. Give one such as 30d, 12h/],
      [{ advance: 1.5 }, /advance: 1\.5 is not a duration/],
      [{ advance: "" }, /is not a duration/],
      [{ advance: null }, /is not a duration/],
      [{ advance: "36500d" }, /out of its range/],
      [{ advance: "-36500d" }, /out of its range/],
      [{ freeze: false }, /^freeze: false is not a moment/],
      [{ resume: false }, /resume: false is not true/],
      [{ reset: 1 }, /reset: 1 is not true/],
    ];
    for (const [change, message] of refusals) {
      it(`refuses ${JSON.stringify(change)}, and stays`, async () => {
        const { status, body } = await write("POST", "clock", change);
        assert.equal(status, 400);
        assert.deepEqual(Object.keys(body), ["statusCode", "error", "message"]);
        assert.match(body.message, message);
        assert.deepEqual((await read("clock")).body, clock);
      });
    }
  });

  it("starts, and starts again, with the clock that it was given", async () => {
    const other = await testTenant({ startAt: "2030-01-01T00:00:00Z", frozen: true });
    const state = other.clockControl.state();
    assert.deepEqual([state.now, state.frozen], ["2030-01-01T00:00:00.000Z", true]);
    other.clockControl.advance("30d");
    other.clockControl.resume();
    other.reset();
    assert.deepEqual(other.clockControl.state(), state);
    other.close();
    await assert.rejects(testTenant({ startAt: "soon" }), /startAt: "soon" is not a moment/);
  });

  it("lists, adds, replaces and removes faults", async () => {
    const added = await write("POST", "faults", { match: { path: "token-endpoint" }, status: 500 });
    assert.deepEqual([added.status, added.body[0].fired], [201, 0]);
    await write("POST", "faults", ["rate-limited"]);
    const { body } = await read("faults");
    assert.equal(body.seed, 9);
    assert.deepEqual(
      body.faults.map(({ id }: { id: string }) => id),
      [added.body[0].id, "rate-limited"],
    );
    assert.ok(body.presets.some(({ name }: { name: string }) => name === "flaky"));
    assert.equal((await tenant.token()).status, 500);
    assert.equal((await read("faults")).body.faults[0].fired, 1);
    assert.equal((await write("DELETE", `faults/${added.body[0].id}`)).status, 204);
    assert.equal((await write("DELETE", `faults/${added.body[0].id}`)).status, 404);
    assert.equal((await tenant.token()).status, 200);
    assert.equal((await write("PUT", "faults", "slow")).body[0].id, "slow");
    assert.equal((await read("faults")).body.faults.length, 1);
    assert.equal((await write("DELETE", "faults")).status, 204);
    assert.deepEqual((await read("faults")).body.faults, []);
  });

  it("refuses faults that make no sense, and keeps those that it has", async () => {
    await write("PUT", "faults", "slow");
    for (const method of ["POST", "PUT"]) {
      const { status, body } = await write(method, "faults", [{ probability: 2, status: 500 }]);
      assert.equal(status, 400);
      assert.match(body.message, /faults\[0\]\.probability: 2/);
    }
    assert.equal((await read("faults")).body.faults.length, 1);
  });

  it("shows the requests, without its own, and forgets them when told", async () => {
    await tenant.token();
    await read("status");
    assert.deepEqual((await read("requests")).body, [{ method: "POST", path: "/oauth/token", status: 200 }]);
    assert.equal((await write("DELETE", "requests")).status, 204);
    assert.deepEqual((await read("requests")).body, []);
  });

  it("resets documents, clock, faults and requests", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "urn:x" });
    await write("POST", "clock", { advance: 60 });
    assert.equal((await write("POST", "reset")).status, 204);
    assert.equal(tenant.context.store.resourceServers.count({}), 1);
    assert.equal((await read("clock")).body.now, START);
    assert.deepEqual((await read("requests")).body, []);
    assert.equal((await read("faults")).body.faults[0].id, "clock-skew", "what it started with");
  });

  it("answers 404 for what it does not have, and 400 and 413 for bodies that are none", async () => {
    assert.equal((await read("nothing")).status, 404);
    assert.equal((await write("POST", "status", {})).status, 404);
    const type = { "content-type": "application/json" };
    for (const body of ["", "{", '{"a":'.repeat(200)]) {
      assert.equal((await tenant.send("POST", "/_tenant/clock", body, type)).status, 400, body.slice(0, 9));
    }
    const large = JSON.stringify({ set: "x".repeat(1_048_576) });
    assert.equal((await tenant.send("POST", "/_tenant/clock", large, type)).status, 413);
  });
});
