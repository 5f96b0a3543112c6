/** What `pulumi-apisettings/tenant` gives to a program, without a port. */
import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../provider/model/errors";
import { startTenant, type Tenant } from "../../../tenant/index";

describe("startTenant without a port", () => {
  let tenant: Tenant;
  before(async () => {
    tenant = await startTenant({
      listen: false,
      startAt: "2026-12-24T00:00:00Z",
      frozen: true,
      faults: [{ match: { path: "/from-the-start" }, status: 418 }],
    });
  });
  beforeEach(() => tenant.reset());
  after(() => tenant.close());

  const fetched = async (...args: Parameters<Tenant["fetch"]>): Promise<Response> =>
    (await tenant.fetch(...args)) as Response;

  async function authorization(): Promise<Record<string, string>> {
    const answer = await fetched("/oauth/token", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id: tenant.clientId,
        client_secret: tenant.clientSecret,
        audience: tenant.audience,
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return { authorization: `Bearer ${token}`, "content-type": "application/json" };
  }

  it("has an address with nobody behind it", async () => {
    assert.equal(tenant.url, "http://127.0.0.1:4010");
    assert.equal(tenant.audience, "https://127.0.0.1:4010/api/v2/");
    const other = await startTenant({ listen: false, host: "::1", port: 99 });
    assert.equal(other.url, "http://[::1]:99");
    await other.close();
  });

  it("fetches paths, addresses, requests and forms", async () => {
    const path = "/.well-known/jwks.json";
    for (const input of [path, `${tenant.url}${path}`, new Request(`${tenant.url}${path}`)]) {
      assert.equal((await fetched(input)).status, 200);
    }
    const body = new URLSearchParams({ grant_type: "nonsense" });
    assert.equal((await fetched("/oauth/token", { method: "POST", body })).status, 403);
    assert.equal(tenant.requests().length, 4);
  });

  it("has a clock: 30 days later takes no time, and a token of 24 hours has ended", async () => {
    const headers = await authorization();
    assert.equal(tenant.clock.now().toISOString(), "2026-12-24T00:00:00.000Z");
    assert.equal(tenant.clock.frozen, true);
    assert.equal((await fetched("/api/v2/resource-servers", { headers })).status, 200);
    tenant.clock.advance("30d");
    assert.equal(tenant.clock.now().toISOString(), "2027-01-23T00:00:00.000Z");
    assert.equal((await fetched("/api/v2/resource-servers", { headers })).status, 401);
    tenant.clock.advance(-86_400);
    tenant.clock.set(new Date("2026-12-24T01:00:00Z"));
    assert.equal((await fetched("/api/v2/resource-servers", { headers })).status, 200);
    tenant.clock.resume();
    assert.equal(tenant.clock.frozen, false);
    tenant.clock.freeze("2028-02-29T00:00:00Z");
    tenant.clock.reset();
    assert.equal(tenant.clock.now().toISOString(), "2026-12-24T00:00:00.000Z");
    for (const wrong of [
      () => tenant.clock.set("soon"),
      () => tenant.clock.set(new Date(NaN)),
      () => tenant.clock.advance("x"),
    ]) {
      assert.throws(wrong, (error) => isApiSettingsError(error, "invalid-input"));
    }
  });

  it("has faults", async () => {
    assert.equal((await fetched("/from-the-start")).status, 418);
    const [added] = tenant.faults.add("reset-before-effect", { id: "mine", status: 500 });
    assert.equal(added?.id, "reset-before-effect");
    assert.deepEqual(
      tenant.faults.list().map(({ id, fired }) => [id, fired]),
      [
        ["fault-1", 1],
        ["reset-before-effect", 0],
        ["mine", 0],
      ],
    );
    await assert.rejects(fetched("/api/v2/clients", { method: "POST" }), { message: "fetch failed" });
    assert.equal((await fetched("/api/v2/clients")).status, 500);
    assert.equal(tenant.faults.remove("mine"), true);
    tenant.faults.set(["token-endpoint-down"]);
    assert.equal((await fetched("/oauth/token", { method: "POST" })).status, 503);
    tenant.faults.clear();
    assert.deepEqual(tenant.faults.list(), []);
  });

  it("gives up when the signal says so", async () => {
    tenant.faults.set([{ noAnswer: true }]);
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(fetched("/userinfo", { signal }), /enough/);
  });

  it("has snapshots", async () => {
    const headers = await authorization();
    const create = (identifier: string): Promise<Response> =>
      fetched("/api/v2/resource-servers", { method: "POST", headers, body: JSON.stringify({ identifier }) });
    assert.equal((await create("urn:x")).status, 201);
    const snapshot = tenant.snapshot();
    tenant.reset();
    tenant.restore(snapshot);
    assert.equal((await create("urn:x")).status, 409);
  });

  it("refuses options that make no sense before it opens anything", async () => {
    await assert.rejects(startTenant({ listen: false, faults: ["nope"] }), /There is no fault "nope"/);
    await assert.rejects(startTenant({ listen: false, startAt: "soon" }), /startAt: "soon"/);
    await assert.rejects(
      startTenant({ listen: false, snapshot: {} as never }),
      /no snapshot of a tenant: snapshot\.format/,
    );
  });
});
