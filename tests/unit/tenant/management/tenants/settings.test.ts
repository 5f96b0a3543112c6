import assert from "node:assert/strict";
import { defaultAudience, sessionLifetimes } from "../../../../../tenant/settings";
import { type TestTenant, testTenant } from "../../fixture";

describe("/api/v2/tenants/settings", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const get = (query = "") => tenant.call("GET", `tenants/settings${query}`);
  const patch = (body: unknown) => tenant.call("PATCH", "tenants/settings", body);

  it("has the recorded members from the start", async () => {
    const { status, body } = await get();
    assert.equal(status, 200);
    assert.deepEqual(
      [body.session_lifetime, body.idle_session_lifetime, body.default_audience, body.session_cookie],
      [168, 72, "", { mode: "non-persistent" }],
    );
    assert.ok(body.sandbox_versions_available.includes(body.sandbox_version));
  });

  it("PATCH keeps what is not sent, lays flags over the others, and takes effect", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
    const { status, body } = await patch({
      session_lifetime: 720,
      default_audience: "urn:a",
      flags: { revoke_refresh_token_grant: true },
    });
    assert.equal(status, 200);
    assert.deepEqual([body.session_lifetime, body.idle_session_lifetime], [720, 72]);
    assert.deepEqual([body.flags.revoke_refresh_token_grant, body.flags.enable_sso], [true, true]);
    assert.equal(defaultAudience(tenant.context), "urn:a");
    assert.equal(sessionLifetimes(tenant.context).absoluteSeconds, 720 * 3_600);
    await patch({ flags: { enable_sso: false } });
    assert.equal((await get()).body.flags.revoke_refresh_token_grant, true);
  });

  it("each of GET and PATCH shows what only it was recorded to show", async () => {
    const written = (await patch({ friendly_name: "My Test Tenant" })).body;
    const read = (await get()).body;
    assert.equal("sandbox_versions_available" in written, false);
    const flag = "enforce_client_authentication_on_passwordless_start";
    assert.deepEqual([written.flags[flag], read.flags[flag]], [true, undefined]);
  });

  it("minutes are fractions of hours (recorded: 181 as 3.0166666666666666)", async () => {
    const { body } = await patch({ session_lifetime_in_minutes: 181 });
    assert.equal(body.session_lifetime, 3.0166666666666666);
    assert.equal("session_lifetime_in_minutes" in body, false);
  });

  it("null takes away, and the default shows again", async () => {
    await patch({ session_cookie: { mode: "persistent" }, mtls: { enable_endpoint_aliases: true } });
    const { body } = await patch({ session_cookie: null, mtls: null });
    assert.deepEqual([body.session_cookie, "mtls" in body], [{ mode: "non-persistent" }, false]);
  });

  it("selects fields", async () => {
    assert.deepEqual((await get("?fields=friendly_name,session_lifetime")).body, {
      friendly_name: "Local tenant",
      session_lifetime: 168,
    });
    assert.equal("flags" in (await get("?fields=flags&include_fields=false")).body, false);
  });

  for (const body of [
    { default_audience: "urn:none" },
    { session_lifetime: 0 },
    { session_lifetime: 1.5 },
    { flags: { enable_sso: "yes" } },
    { enabled_locales: [] },
    { session_cookie: { mode: "sticky" } },
    { sandbox_versions_available: ["1"] },
    { tenant_secret: "x" },
    [],
  ]) {
    it(`refuses ${JSON.stringify(body)}, and changes nothing`, async () => {
      const before = (await get()).body;
      assert.equal((await patch(body)).status, 400);
      assert.deepEqual((await get()).body, before);
    });
  }
});
