import assert from "node:assert/strict";
import type { PlanName } from "../../../../tenant/options";
import { planNamed } from "../../../../tenant/plans";
import { rsaPem } from "../../../support/keys";
import { type TestTenant, testTenant } from "../fixture";

describe("plans", () => {
  let tenant: TestTenant;
  afterEach(() => tenant.close());
  const LIMIT_REACHED =
    '{"statusCode":403,"error":"Forbidden","message":"You reached the limit of entities of this type for this tenant.","errorCode":"too_many_entities"}';
  const unpaced = { rateLimit: { limit: 1_000, refillPerSecond: 1_000 } };

  it("free: ten APIs, of which the tenant's own is none; one deleted makes room", async () => {
    tenant = await testTenant({ plan: "free", ...unpaced });
    const post = (number: number) => tenant.call("POST", "resource-servers", { identifier: `urn:${number}` });
    for (let number = 0; number < 10; number++) assert.equal((await post(number)).status, 201);
    const { status, text } = await post(10);
    assert.deepEqual([status, text], [403, LIMIT_REACHED]);
    const duplicate = await post(0);
    assert.equal(duplicate.status, 409, "a duplicate is told as such");
    await tenant.call("DELETE", "resource-servers/urn%3A0");
    assert.equal((await post(10)).status, 201);
  });

  it("free: ten clients, with those from the start", async () => {
    tenant = await testTenant({ plan: "free", ...unpaced });
    const seeded = tenant.context.store.clients.count({});
    for (let number = seeded; number < 10; number++) {
      assert.equal((await tenant.call("POST", "clients", { name: "A" })).status, 201);
    }
    assert.equal((await tenant.call("POST", "clients", { name: "A" })).text, LIMIT_REACHED);
  });

  it("client grants have their limit", async () => {
    tenant = await testTenant({ plan: "free", ...unpaced });
    const { store } = tenant.context;
    const grant = { client_id: "x", audience: "urn:x", scope: [] };
    const missing = 100 - store.clientGrants.count({});
    for (let number = 0; number < missing; number++)
      store.clientGrants.insert({ id: `cgr_${number}`, ...grant });
    await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
    const answer = await tenant.call("POST", "client-grants", {
      client_id: "web",
      audience: "urn:a",
      scope: [],
    });
    assert.equal(answer.text, LIMIT_REACHED);
  });

  const withheld = {
    consent_policy: "transactional-authorization-with-mfa",
    token_encryption: {
      format: "compact-nested-jwe",
      encryption_key: { alg: "RSA-OAEP-256", pem: rsaPem() },
    },
  };
  for (const [plan, status] of [
    ["free", 403],
    ["self-service", 403],
    ["enterprise", 201],
    ["private-cloud", 201],
    [undefined, 201],
  ] as [PlanName | undefined, number][]) {
    it(`${plan ?? "no plan"}: add-ons of APIs are answered ${status}`, async () => {
      tenant = await testTenant({ ...(plan && { plan }), ...unpaced });
      const answer = await tenant.call("POST", "resource-servers", { identifier: "urn:a", ...withheld });
      assert.equal(answer.status, status);
      if (status === 201) return;
      assert.equal(
        answer.text,
        '{"statusCode":403,"error":"Forbidden","message":"Please upgrade your subscription to use consent_policy, token_encryption.","errorCode":"feature_not_enabled"}',
      );
      await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
      const path = "resource-servers/urn%3Aa";
      assert.equal((await tenant.call("PATCH", path, { consent_policy: null })).status, 200);
      assert.equal(
        (await tenant.call("PATCH", path, { token_encryption: withheld.token_encryption })).status,
        403,
      );
    });
  }

  it("pace the Management API: a burst, then as it refills", async () => {
    tenant = await testTenant({ plan: "enterprise" });
    const statuses = async (number: number) => {
      const all = [];
      for (let count = 0; count < number; count++) all.push((await tenant.call("GET", "clients/web")).status);
      return all.filter((status) => status === 200).length;
    };
    assert.equal(await statuses(60), 50);
    tenant.clock.advanceSeconds(1);
    assert.equal(await statuses(60), 16);
    const { headers } = await tenant.call("GET", "clients/web");
    assert.equal(headers.get("x-ratelimit-limit"), "50");
  });

  it("come back bit by bit, or at the top of the second, as the switch says", async () => {
    for (const [planRefill, expected] of [
      ["continuous", 200],
      ["window", 429],
    ] as const) {
      tenant = await testTenant({ plan: "free", switches: { planRefill } });
      for (let count = 0; count < 2; count++) await tenant.call("GET", "clients/web");
      tenant.clock.advanceSeconds(0.6);
      assert.equal((await tenant.call("GET", "clients/web")).status, expected, planRefill);
      tenant.close();
    }
    tenant = await testTenant();
  });

  it("give way to a rate limit of one's own", async () => {
    tenant = await testTenant({ plan: "free", rateLimit: { limit: 7, refillPerSecond: 1 } });
    assert.equal((await tenant.call("GET", "clients/web")).headers.get("x-ratelimit-limit"), "7");
  });

  it("name rates for the other side of the tenant as well", async () => {
    tenant = await testTenant();
    assert.deepEqual(planNamed("free").token, { limit: 30, refillPerSecond: 30, refill: "continuous" });
    assert.equal(planNamed("free", "window").authentication?.refill, "window");
    assert.equal(planNamed(undefined).token, undefined);
  });

  it("must exist: a misspelt one does not mean no limits", async () => {
    tenant = await testTenant();
    for (const name of ["Free", "toString", ""]) {
      assert.throws(() => planNamed(name as PlanName), /There is no plan/);
    }
    await assert.rejects(testTenant({ plan: "pro" as PlanName }), /There is no plan "pro"/);
  });

  it("deep pages of any listing are refused where the switch says so", async () => {
    for (const [deepPages, expected] of [
      ["searches", 200],
      ["all", 400],
    ] as const) {
      tenant = await testTenant({ switches: { deepPages } });
      for (const path of ["resource-servers", "clients", "client-grants"]) {
        const answer = await tenant.call("GET", `${path}?page=10&per_page=100`);
        assert.equal(answer.status, expected, `${path} ${deepPages}`);
        assert.equal((await tenant.call("GET", `${path}?page=9&per_page=100`)).status, 200);
      }
      tenant.close();
    }
    tenant = await testTenant();
  });
});
