/** The plan's limits of the Authentication API. */
import assert from "node:assert/strict";
import { testTenant } from "../fixture";

describe("limits of the Authentication API", () => {
  const jwks = "/.well-known/jwks.json";

  it("are those of a full bucket without a plan, in headers on every answer", async () => {
    const tenant = await testTenant();
    for (const path of [jwks, "/userinfo", "/authorize", "/v2/logout"]) {
      const { headers } = await tenant.send("GET", path);
      assert.equal(headers.get("x-ratelimit-limit"), "1000", path);
    }
    tenant.close();
  });

  it("of the free plan: 30 token requests at once, and 300 requests of any kind", async () => {
    const tenant = await testTenant({ plan: "free", switches: { retryAfter: true } });
    const ask = () => tenant.send("POST", "/oauth/token", "grant_type=x");
    for (let count = 0; count < 30; count++) assert.equal((await ask()).status, 400);
    const refused = await ask();
    assert.deepEqual(
      [refused.status, refused.body],
      [429, { error: "too_many_requests", error_description: "Global limit has been reached" }],
    );
    assert.deepEqual(
      ["x-ratelimit-limit", "x-ratelimit-remaining", "retry-after"].map((name) => refused.headers.get(name)),
      ["30", "0", "1"],
    );
    for (let count = 31; count < 300; count++) assert.equal((await tenant.send("GET", jwks)).status, 200);
    const all = await tenant.send("GET", jwks);
    assert.deepEqual([all.status, all.headers.get("x-ratelimit-limit")], [429, "300"]);
    tenant.clock.advanceSeconds(1);
    assert.equal((await ask()).status, 400, "a second gives some back");
    tenant.close();
  });

  it("are full again after a reset", async () => {
    const tenant = await testTenant({ plan: "self-service" });
    for (let count = 0; count < 25; count++) await tenant.send("GET", jwks);
    assert.equal((await tenant.send("GET", jwks)).status, 429);
    tenant.reset();
    assert.equal((await tenant.send("GET", jwks)).status, 200);
    tenant.close();
  });
});
