/** /userinfo: what it tells, and to whose tokens. */
import assert from "node:assert/strict";
import { type Answer, type TestTenant, testTenant } from "../fixture";
import { type Browser, browser, changeApi, createApi } from "./browser";

describe("/userinfo", () => {
  let tenant: TestTenant;
  let user: Browser;
  before(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant);
  });
  after(() => tenant.close());

  const call = (token?: string, method = "GET"): Promise<Answer> =>
    tenant.send(
      method,
      "/userinfo",
      undefined,
      token === undefined ? {} : { authorization: `Bearer ${token}` },
    );
  const tokenFor = async (scope: string, audience?: string): Promise<string> =>
    (await user.signIn({ scope, audience })).body.access_token;

  for (const [scope, names] of [
    ["openid", ["sub"]],
    ["openid email", ["sub", "email", "email_verified"]],
    ["openid profile", ["sub", "nickname", "name", "picture", "updated_at"]],
    ["openid profile email", ["sub", "nickname", "name", "picture", "updated_at", "email", "email_verified"]],
    ["profile email", []],
  ] as const) {
    it(`tells ${names.join(", ") || "nothing"} for "${scope}"`, async () => {
      const { status, body, headers } = await call(await tokenFor(scope));
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), names);
      if (names.length > 0) assert.equal(body.sub, "auth0|dev");
      assert.equal(headers.get("access-control-allow-origin"), "*");
      assert.equal(headers.get("cache-control"), "no-store");
    });
  }

  it("takes a token of an API that is also for it, by POST too", async () => {
    const token = await tokenFor("openid email", "urn:api");
    assert.deepEqual(Object.keys((await call(token)).body), ["sub", "email", "email_verified"]);
    assert.equal((await call(token, "POST")).status, 200);
  });

  it("tells what is so now, not what was so at sign-in", async () => {
    const token = await tokenFor("openid email");
    const { users } = tenant.context.store;
    const developer = users.get("auth0|dev");
    assert.ok(developer);
    users.replace({ ...developer, email: "new@example.test" });
    assert.equal((await call(token)).body.email, "new@example.test");
    users.replace({ ...developer, blocked: true });
    assert.equal((await call(token)).status, 401);
    users.replace(developer);
  });

  it("refuses in plain text, with the reason in the header", async () => {
    const none = await call();
    assert.deepEqual(
      [none.status, none.text, none.headers.get("www-authenticate")],
      [401, "Unauthorized", 'Bearer realm="Users"'],
    );
    const wrong = await call("no-such-token");
    assert.deepEqual([wrong.status, wrong.text], [401, "Unauthorized"]);
    assert.match(
      wrong.headers.get("www-authenticate") ?? "",
      /^Bearer realm="Users", error="invalid_token", /,
    );
  });

  it("refuses tokens that are for others", async () => {
    const { body } = await user.signIn({ scope: "openid", audience: "urn:api" });
    const machine = (await tenant.token()).body.access_token;
    await changeApi(tenant, { signing_alg: "HS256" });
    const symmetric = await tokenFor("openid", "urn:api");
    await changeApi(tenant, { signing_alg: "PS256" });
    const other = await tokenFor("openid", "urn:api");
    await changeApi(tenant, { signing_alg: "RS256" });
    const withoutOpenid = await tokenFor("profile", "urn:api");
    const refused = { "ID token": body.id_token, machine, symmetric, other, withoutOpenid };
    for (const [what, token] of Object.entries(refused)) assert.equal((await call(token)).status, 401, what);
  });

  it("takes no token from the query or the body", async () => {
    const token = await tokenFor("openid");
    const type = { "content-type": "application/x-www-form-urlencoded" };
    assert.equal((await tenant.send("GET", `/userinfo?access_token=${token}`)).status, 401);
    assert.equal((await tenant.send("POST", "/userinfo", `access_token=${token}`, type)).status, 401);
  });
});

describe("CORS", () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  const allowed = async (method: string, path: string, origin: string, more: Record<string, string> = {}) =>
    (await tenant.send(method, path, undefined, { origin, ...more })).headers.get(
      "access-control-allow-origin",
    );
  const preflight = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };

  for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/device/code"]) {
    it(`${path} answers pages of registered origins only`, async () => {
      assert.equal(await allowed("POST", path, "http://localhost:3000"), "http://localhost:3000");
      assert.equal(
        await allowed("OPTIONS", path, "http://localhost:3000", preflight),
        "http://localhost:3000",
      );
      for (const foreign of [
        "https://evil.example",
        "http://localhost:3001",
        "https://localhost:3000",
        "null",
      ]) {
        assert.equal(await allowed("POST", path, foreign), null, foreign);
        assert.equal(await allowed("OPTIONS", path, foreign, preflight), null, foreign);
      }
    });
  }

  it("what is public answers all, the Management API and /authorize none", async () => {
    for (const path of ["/userinfo", "/.well-known/jwks.json", "/.well-known/openid-configuration"]) {
      assert.equal(await allowed("GET", path, "https://any.example"), "*");
    }
    for (const path of ["/authorize", "/api/v2/resource-servers", "/v2/logout", "/activate"]) {
      assert.equal(await allowed("GET", path, "http://localhost:3000"), null, path);
      assert.equal(await allowed("OPTIONS", path, "http://localhost:3000", preflight), null, path);
    }
  });

  it("a preflight names what may be sent", async () => {
    const { status, headers } = await tenant.send("OPTIONS", "/oauth/token", undefined, {
      origin: "http://localhost:3000",
      ...preflight,
    });
    assert.equal(status, 204);
    assert.equal(headers.get("access-control-allow-headers"), "authorization, content-type, auth0-client");
    assert.equal(headers.get("vary"), "origin");
  });
});
