/** How many tokens of an API are out there. */
import assert from "node:assert/strict";
import { createIssuedTokens } from "../../../tenant/issued-tokens";
import { testTenant } from "./fixture";
import { createApi } from "./oauth/browser";

describe("issued tokens", () => {
  it("are counted for each API until the second in which they end", () => {
    const issued = createIssuedTokens();
    assert.deepEqual(issued.alive("a", 0), { count: 0, lastExpiresAt: undefined });
    for (const expiresAt of [200, 100, 200]) issued.add("a", expiresAt);
    issued.add("b", 900);
    assert.deepEqual(issued.alive("a", 99), { count: 3, lastExpiresAt: 200 });
    assert.deepEqual(issued.alive("a", 100), { count: 2, lastExpiresAt: 200 });
    assert.deepEqual(issued.alive("a", 200), { count: 0, lastExpiresAt: undefined });
    // A clock that was put back finds them again.
    assert.equal(issued.alive("a", 0).count, 3);
  });

  it("take no more room than there are seconds to remember", () => {
    const issued = createIssuedTokens();
    for (let second = 1; second <= 50_001; second += 1) issued.add("a", second);
    assert.equal(issued.alive("a", 0).count, 50_000);
  });

  it("are forgotten with their API when the tenant is reset", async () => {
    const tenant = await testTenant();
    await createApi(tenant);
    await tenant.token();
    const idOf = (): string => tenant.context.store.resourceServers.find({})[0]?.id ?? "";
    assert.equal(tenant.context.issued.alive(idOf(), tenant.clock.nowSeconds()).count, 2);
    tenant.reset();
    assert.equal(tenant.context.issued.alive(idOf(), tenant.clock.nowSeconds()).count, 0);
    tenant.close();
  });

  it("are counted only where one was issued", async () => {
    const tenant = await testTenant();
    const id = tenant.context.store.resourceServers.find({})[0]?.id ?? "";
    assert.equal((await tenant.token({ client_secret: "wrong" })).status, 401);
    assert.equal(tenant.context.issued.alive(id, 0).count, 0);
    tenant.close();
  });
});
