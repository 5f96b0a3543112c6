/** Faults as a caller in the same process meets them. */
import assert from "node:assert/strict";
import type { FaultRule } from "../../../../tenant/faults/rule";
import { claimsOf, START_SECONDS, type TestTenant, testTenant, URL_OF_TENANT } from "../fixture";

const API = { identifier: "urn:x" };

async function withTenant(
  faults: readonly (FaultRule | string)[],
  use: (tenant: TestTenant) => Promise<void>,
): Promise<void> {
  const tenant = await testTenant();
  // The token is there before anything goes wrong.
  await tenant.call("GET", "resource-servers");
  tenant.faults.set(faults);
  await use(tenant);
  tenant.close();
}

const isThere = async (tenant: TestTenant): Promise<boolean> => {
  tenant.faults.clear();
  return (await tenant.call("GET", "resource-servers/urn%3Ax")).status === 200;
};

async function breaks(call: Promise<unknown>): Promise<void> {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof TypeError);
    assert.equal(error.message, "fetch failed");
    assert.equal((error.cause as NodeJS.ErrnoException).code, "ECONNRESET");
    return true;
  });
}

describe("faults", () => {
  it("reset before: nothing was done", () =>
    withTenant([{ reset: "before" }], async (tenant) => {
      await breaks(tenant.call("POST", "resource-servers", API));
      assert.equal(await isThere(tenant), false);
    }));

  it("reset after: it was done", () =>
    withTenant(["reset-after-effect"], async (tenant) => {
      await breaks(tenant.call("POST", "resource-servers", API));
      const [entry] = tenant.requests().slice(-1);
      assert.deepEqual(entry, {
        method: "POST",
        path: "/api/v2/resource-servers",
        status: 0,
        fault: "reset-after-effect",
      });
      assert.equal(await isThere(tenant), true);
    }));

  for (const [when, done] of [
    ["before", false],
    ["after", true],
  ] as const) {
    it(`no answer, ${when} the effect: waits for the signal`, () =>
      withTenant([{ noAnswer: when }], async (tenant) => {
        const token = (await unfaulted(tenant)).body.access_token;
        const giveUp = new AbortController();
        const asked = tenant.fetch(
          new Request(`${URL_OF_TENANT}/api/v2/resource-servers`, {
            method: "POST",
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
            body: JSON.stringify(API),
            signal: giveUp.signal,
          }),
        );
        const first = await Promise.race([asked, new Promise((resolve) => setImmediate(resolve, "waiting"))]);
        assert.equal(first, "waiting");
        giveUp.abort(new Error("enough"));
        await assert.rejects(asked, /enough/);
        assert.equal(await isThere(tenant), done);
      }));
  }

  it("truncated body: whole length announced, then the connection breaks", () =>
    withTenant([{ truncateBytes: 10 }], async (tenant) => {
      const response = await tenant.fetch(new Request(`${URL_OF_TENANT}/.well-known/jwks.json`));
      assert.equal(response.status, 200);
      assert.ok(Number(response.headers.get("content-length")) > 100);
      const reader = response.body?.getReader();
      assert.equal(Buffer.from((await reader?.read())?.value ?? []).toString(), '{"keys":[{');
      await assert.rejects(async () => reader?.read(), /terminated/);
    }));

  it("truncated body that is short enough: whole", () =>
    withTenant([{ truncateBytes: 1_000_000 }], async (tenant) => {
      assert.equal((await tenant.send("GET", "/.well-known/jwks.json")).body.keys.length, 1);
    }));

  it("status: nothing was done, in the words of the endpoint", () =>
    withTenant([{ status: 503 }], async (tenant) => {
      const management = await tenant.call("POST", "resource-servers", API);
      assert.deepEqual(
        [management.status, management.body.statusCode, management.body.error],
        [503, 503, "Service Unavailable"],
      );
      const token = await tenant.token();
      assert.deepEqual([token.status, token.body.error], [503, "server_error"]);
      assert.equal(await isThere(tenant), false);
    }));

  for (const status of [200, 204, 205, 304, 302, 404, 599]) {
    it(`status ${status}`, () =>
      withTenant([{ status }], async (tenant) => {
        assert.equal((await tenant.call("POST", "resource-servers", API)).status, status);
        assert.equal(await isThere(tenant), false);
      }));
  }

  it("body and headers lie over the true answer", () =>
    withTenant(
      [{ body: "<html>", headers: { "content-type": "text/html", "x-more": "1" } }],
      async (tenant) => {
        const response = await tenant.fetch(new Request(`${URL_OF_TENANT}/.well-known/jwks.json`));
        assert.equal(await response.text(), "<html>");
        assert.equal(response.headers.get("content-type"), "text/html");
        assert.equal(response.headers.get("x-more"), "1");
        tenant.faults.set([{ body: { lie: true } }]);
        const created = await tenant.call("POST", "resource-servers", API);
        assert.deepEqual([created.status, created.body], [201, { lie: true }]);
        assert.equal((await tenant.call("DELETE", "resource-servers/urn%3Ax")).text, "", "204 has no body");
      },
    ));

  it("429 with a reset time relative to the tenant's clock, and Retry-After", () =>
    withTenant([{ rateLimit: { resetSeconds: -60, retryAfterSeconds: 7 } }], async (tenant) => {
      tenant.clock.advanceSeconds(1_000);
      const { status, headers, body } = await tenant.call("POST", "resource-servers", API);
      assert.equal(status, 429);
      assert.equal(body.errorCode, "too_many_requests");
      assert.equal(headers.get("x-ratelimit-reset"), String(START_SECONDS + 940));
      assert.equal(headers.get("x-ratelimit-remaining"), "0");
      assert.equal(headers.get("retry-after"), "7");
      assert.equal((await tenant.token()).body.error, "too_many_requests");
      assert.equal(await isThere(tenant), false);
    }));

  it("429 without headers", () =>
    withTenant([{ rateLimit: { headers: false } }], async (tenant) => {
      const { status, headers } = await tenant.call("GET", "resource-servers");
      assert.equal(status, 429);
      assert.deepEqual(
        [...headers.keys()].filter((name) => /ratelimit|retry/.test(name)),
        [],
      );
    }));

  it("a wrong clock, for one request alone", () =>
    withTenant([{ times: 1, clockSkewSeconds: -300 }], async (tenant) => {
      const [skewed, right] = await Promise.all([tenant.token(), tenant.token()]);
      const { iat, exp } = claimsOf(skewed.body.access_token);
      assert.deepEqual([iat, exp - iat], [START_SECONDS - 300, 86_400]);
      assert.equal(skewed.headers.get("date"), new Date((START_SECONDS - 300) * 1_000).toUTCString());
      assert.equal(claimsOf(right.body.access_token).iat, START_SECONDS);
      assert.equal(right.headers.get("date"), new Date(START_SECONDS * 1_000).toUTCString());
    }));

  it("latency comes before the effect, and ends when the tenant stops", async () => {
    const waited: number[] = [];
    let release: () => void = () => {};
    const delay = (milliseconds: number, signal: AbortSignal): Promise<void> => {
      waited.push(milliseconds);
      return new Promise((resolve, reject) => {
        release = resolve;
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    };
    const tenant = await testTenant({}, { delay });
    await tenant.call("GET", "resource-servers");
    tenant.faults.set([{ latencyMilliseconds: 1_500 }]);
    const first = tenant.call("POST", "resource-servers", API);
    assert.equal(tenant.context.store.resourceServers.count({}), 1);
    assert.deepEqual(waited, [1_500]);
    release();
    assert.equal((await first).status, 201);
    const second = tenant.call("POST", "resource-servers", { identifier: "urn:y" });
    tenant.endWaits();
    assert.equal((await second).status, 201);
    assert.equal((await tenant.call("GET", "resource-servers")).status, 200, "later ones do not wait at all");
    assert.equal(waited.length, 2);
    tenant.close();
  });

  it("never touch the admin API", () =>
    withTenant([{ status: 503 }], async (tenant) => {
      const headers = { "content-type": "application/json" };
      assert.equal((await tenant.send("DELETE", "/_tenant/faults", undefined, headers)).status, 204);
      assert.equal((await tenant.call("GET", "resource-servers")).status, 200);
    }));
});

/** A token from before the faults, which are as they were afterwards. */
async function unfaulted(tenant: TestTenant): Promise<ReturnType<TestTenant["token"]>> {
  const rules = tenant.faults.list().map(({ rule }) => rule);
  tenant.faults.clear();
  const answer = await tenant.token();
  tenant.faults.set(rules);
  return answer;
}
