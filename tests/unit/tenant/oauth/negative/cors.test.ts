/** Web pages of other origins can read nothing that is not for them. */
import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";
import { browser, changeClient } from "../browser";
import { post } from "./post";

describe("cross-origin reading", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  const FOREIGN = [
    "http://evil.example",
    "null",
    "http://localhost:3998",
    "https://localhost:3999",
    "http://localhost",
    "http://localhost:39991",
    "http://localhost:3999.evil.example",
    "http://evil.example:3999",
    "http://127.0.0.1:4010",
    "http://127.0.0.1:3999",
    "HTTP://LOCALHOST:3999",
    "http://localhost:3999/",
    "file://",
    "*",
  ];
  const token = {
    grant_type: "client_credentials",
    client_id: "local-admin",
    client_secret: "local-admin-secret",
  };
  const preflight = (path: string, origin: string, method = "POST") =>
    tenant.send("OPTIONS", path, undefined, {
      origin,
      "access-control-request-method": method,
      "access-control-request-headers": "authorization, content-type",
    });
  const allowed = ({ headers }: { headers: Headers }) => headers.get("access-control-allow-origin");

  for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/device/code"]) {
    it(`${path}: a foreign origin gets no header, on success, failure and preflight`, async () => {
      for (const origin of FOREIGN) {
        assert.equal(allowed(await post(tenant, path, token, { origin })), null, origin);
        assert.equal(allowed(await post(tenant, path, {}, { origin })), null, origin);
        const answer = await preflight(path, origin);
        for (const [name] of answer.headers) assert.doesNotMatch(name, /^access-control/, origin);
      }
    });

    it(`${path}: a registered origin can read answers, also refusals, without cookies`, async () => {
      const origin = "http://localhost:3999";
      for (const answer of [await post(tenant, path, {}, { origin }), await preflight(path, origin)]) {
        assert.equal(allowed(answer), origin);
        assert.equal(answer.headers.get("access-control-allow-credentials"), null);
        assert.match(answer.headers.get("vary") ?? "", /origin/i);
      }
    });
  }

  it("the answer says that it hangs on the origin, also where nothing is allowed", async () => {
    const { headers } = await post(tenant, "/oauth/token", token, { origin: "http://evil.example" });
    assert.match(headers.get("vary") ?? "", /origin/i);
  });

  it("an origin that its client no longer has is foreign", async () => {
    changeClient(tenant, { allowed_origins: ["https://app.example"] }, "native");
    assert.equal(
      allowed(await post(tenant, "/oauth/token", {}, { origin: "https://app.example" })),
      "https://app.example",
    );
    changeClient(tenant, { allowed_origins: [] }, "native");
    assert.equal(allowed(await post(tenant, "/oauth/token", {}, { origin: "https://app.example" })), null);
  });

  it("/userinfo and metadata can be read from anywhere, but never with cookies", async () => {
    for (const path of [
      "/userinfo",
      "/.well-known/openid-configuration",
      "/.well-known/jwks.json",
      "/.well-known/oauth-authorization-server",
    ]) {
      for (const origin of ["http://evil.example", "null"]) {
        const { headers } = await tenant.send("GET", path, undefined, { origin });
        assert.equal(headers.get("access-control-allow-origin"), "*");
        assert.notEqual(headers.get("access-control-allow-credentials"), "true");
      }
    }
  });

  it("what a browser's cookie gives can be read from nowhere", async () => {
    const user = browser(tenant);
    await user.authorize();
    const cookie = `auth0=${user.cookies.get("auth0")}`;
    for (const path of [
      "/authorize?client_id=web&response_type=code&prompt=none&redirect_uri=http://localhost:3999/cb",
      "/v2/logout",
      "/oidc/logout",
      "/activate",
    ]) {
      for (const origin of ["http://evil.example", "http://localhost:3999"]) {
        const { headers } = await tenant.send("GET", path, undefined, { origin, cookie });
        for (const [name] of headers) assert.doesNotMatch(name, /^access-control/, path);
      }
    }
  });

  it("the Management API never, whatever the origin and the token", async () => {
    const { body } = await tenant.token();
    for (const origin of [...FOREIGN, "http://localhost:3999", "http://localhost:3000"]) {
      for (const authorization of [`Bearer ${body.access_token}`, ""]) {
        const { headers } = await tenant.send("GET", "/api/v2/resource-servers", undefined, {
          origin,
          authorization,
        });
        for (const [name] of headers) assert.doesNotMatch(name, /^access-control/);
      }
      for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
        const { headers, status } = await preflight("/api/v2/resource-servers", origin, method);
        for (const [name] of headers) assert.doesNotMatch(name, /^access-control/);
        assert.ok(status >= 400);
      }
    }
  });
});
