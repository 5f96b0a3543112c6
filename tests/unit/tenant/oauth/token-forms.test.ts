/** What user tokens look like: algorithms, dialects, audiences, permissions. */
import assert from "node:assert/strict";
import { jwtVerify } from "jose";
import { claimsOf, headerOf, type TestTenant, testTenant } from "../fixture";
import { type Browser, browser, changeApi, changeClient, createApi } from "./browser";

describe("user tokens", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant();
    user = browser(tenant);
    await createApi(tenant);
  });
  afterEach(() => tenant.close());

  const accessToken = async (scope = "openid read:x"): Promise<string> =>
    (await user.signIn({ scope, audience: "urn:api" })).body.access_token;

  it("have Auth0's own claims, in the recorded order", async () => {
    const token = await accessToken();
    assert.deepEqual(Object.keys(claimsOf(token)), ["iss", "sub", "aud", "iat", "exp", "scope", "azp"]);
    assert.deepEqual(
      [headerOf(token).typ, claimsOf(token).sub, claimsOf(token).azp],
      ["JWT", "auth0|dev", "web"],
    );
  });

  for (const [algorithm, audience] of [
    ["RS256", ["urn:api", "http://127.0.0.1:4010/userinfo"]],
    ["HS256", "urn:api"],
    ["PS256", "urn:api"],
    ["RS512", "urn:api"],
  ] as const) {
    it(`${algorithm}: verifies, and is for ${audience}`, async () => {
      await changeApi(tenant, { signing_alg: algorithm });
      const token = await accessToken();
      const api = tenant.context.store.resourceServers.find({ identifier: "urn:api" })[0];
      const key =
        algorithm === "HS256"
          ? new TextEncoder().encode(String(api?.signing_secret))
          : await tenant.context.keys.verificationKey(algorithm);
      const currentDate = new Date(tenant.clock.now());
      const { payload } = await jwtVerify(token, key, { algorithms: [algorithm], currentDate });
      assert.deepEqual(payload.aud, audience);
    });
  }

  it("without openid are for the API alone", async () => {
    assert.equal(claimsOf(await accessToken("read:x")).aud, "urn:api");
  });

  for (const dialect of ["rfc9068_profile", "rfc9068_profile_authz"]) {
    it(`${dialect}: typ, client_id and jti of RFC 9068`, async () => {
      await changeApi(tenant, { token_dialect: dialect });
      const token = await accessToken();
      const { client_id, jti, azp, gty } = claimsOf(token);
      assert.deepEqual([headerOf(token).typ, client_id, azp, gty], ["at+jwt", "web", undefined, undefined]);
      assert.match(jti, /^[A-Za-z0-9]{22}$/);
      assert.notEqual(claimsOf(await accessToken()).jti, jti);
    });
  }

  describe("with role-based access control", () => {
    const permission = (permission_name: string) => ({
      resource_server_identifier: "urn:api",
      permission_name,
    });
    const allow = (...names: string[]) =>
      tenant.call("POST", "users/auth0%7Cdev/permissions", { permissions: names.map(permission) });
    beforeEach(() => changeApi(tenant, { enforce_policies: true }));

    it("give of the asked scope what the user is permitted", async () => {
      assert.equal(claimsOf(await accessToken("openid read:x write:x")).scope, "openid");
      await allow("write:x");
      assert.equal(claimsOf(await accessToken("openid read:x write:x")).scope, "openid write:x");
    });

    it("give what roles permit, too", async () => {
      const { body: role } = await tenant.call("POST", "roles", { name: "reader" });
      await tenant.call("POST", `roles/${role.id}/permissions`, { permissions: [permission("read:x")] });
      await tenant.call("POST", "users/auth0%7Cdev/roles", { roles: [role.id] });
      assert.equal(claimsOf(await accessToken("read:x write:x")).scope, "read:x");
      await tenant.call("DELETE", `roles/${role.id}`);
      assert.equal(claimsOf(await accessToken("read:x write:x")).scope, undefined);
    });

    it("list all permissions in the dialects with _authz, whatever was asked for, and in no others", async () => {
      await allow("read:x", "write:x");
      assert.equal("permissions" in claimsOf(await accessToken("read:x")), false);
      await changeApi(tenant, { token_dialect: "access_token_authz" });
      const { scope, permissions } = claimsOf(await accessToken("read:x"));
      assert.deepEqual([scope, permissions.sort()], ["read:x", ["read:x", "write:x"]]);
      await changeApi(tenant, { scopes: [{ value: "read:x" }] });
      assert.deepEqual(
        claimsOf(await accessToken("read:x")).permissions,
        ["read:x"],
        "not what the API lost",
      );
      await changeApi(tenant, { enforce_policies: false });
      assert.equal("permissions" in claimsOf(await accessToken("read:x")), false);
    });
  });

  it("an ID token with HS256 verifies with the client's secret, and a client without one cannot have it", async () => {
    changeClient(tenant, { jwt_configuration: { alg: "HS256" } });
    const { body } = await user.signIn({ scope: "openid" });
    const currentDate = new Date(tenant.clock.now());
    await jwtVerify(body.id_token, new TextEncoder().encode("web-secret"), {
      algorithms: ["HS256"],
      currentDate,
    });
    changeClient(tenant, { jwt_configuration: { alg: "HS256" }, client_secret: undefined }, "spa");
    const spa = { client_id: "spa", response_type: "id_token", scope: "openid", nonce: "n" };
    assert.equal((await user.authorize(spa)).answer.error, "invalid_request");
  });
});
