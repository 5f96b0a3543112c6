import assert from "node:assert/strict";
import { createOAuthApp } from "../../../../tenant/oauth/app";
import { type TestTenant, testTenant } from "../fixture";

describe("metadata", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  it("names the issuer as tokens do, and nothing that it cannot do", async () => {
    for (const path of ["openid-configuration", "oauth-authorization-server"]) {
      const { status, body } = await tenant.send("GET", `/.well-known/${path}`);
      assert.equal(status, 200);
      assert.equal(body.issuer, "http://127.0.0.1:4010/");
      assert.equal(body.token_endpoint, "http://127.0.0.1:4010/oauth/token");
      assert.equal(body.jwks_uri, "http://127.0.0.1:4010/.well-known/jwks.json");
      const app = createOAuthApp(tenant.context, () => {});
      const addresses = Object.entries(body).filter(([key]) => /_endpoint$|_uri$/.test(key));
      assert.equal(addresses.length, 7);
      for (const [key, address] of addresses) {
        const { pathname } = new URL(String(address));
        assert.ok(
          app.routes.some((route) => route.path === pathname && route.method !== "ALL"),
          key,
        );
      }
      assert.ok(!("registration_endpoint" in body));
    }
  });

  it("publishes the public half of the key only", async () => {
    const { body } = await tenant.send("GET", "/.well-known/jwks.json");
    assert.equal(body.keys.length, 1);
    assert.deepEqual(Object.keys(body.keys[0]).sort(), ["e", "kid", "kty", "n", "use"]);
  });
});
