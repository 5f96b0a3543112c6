/** Who may get tokens for which API: policies, client grants, organizations, third parties. */
import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { rsaKeys, rsaPem } from "../../../../support/keys";
import { claimsOf, MANAGEMENT_AUDIENCE, type TestTenant, testTenant } from "../../fixture";
import {
  type Browser,
  browser,
  type Change,
  changeApi,
  changeClient,
  createApi,
  S256,
  VERIFIER,
} from "../browser";
import { post } from "./post";

describe("access to APIs, attacked", () => {
  let tenant: TestTenant;
  let user: Browser;
  beforeEach(async () => {
    tenant = await testTenant({
      clients: [
        { clientId: "machine", clientSecret: "machine-secret" },
        { clientId: "keyed", publicKey: rsaPem() },
      ],
    });
    user = browser(tenant);
    await createApi(tenant);
  });
  afterEach(() => tenant.close());

  const machine = (change: Record<string, string> = {}) =>
    tenant.token({ client_id: "machine", client_secret: "machine-secret", audience: "urn:api", ...change });
  async function grant(change: object = {}): Promise<string> {
    const { status, text, body } = await tenant.call("POST", "client-grants", {
      client_id: "machine",
      audience: "urn:api",
      scope: ["read:x"],
      ...change,
    });
    assert.equal(status, 201, text);
    return body.id;
  }
  const refused = async (
    answer: Promise<{ status: number; body: { error?: string; access_token?: string } }>,
    status: number,
    error: string,
  ) => {
    const got = await answer;
    assert.deepEqual([got.status, got.body.error, got.body.access_token], [status, error, undefined]);
  };

  describe("client credentials", () => {
    it("need a client grant, for this API, of this client", async () => {
      await refused(machine(), 403, "access_denied");
      await grant({ client_id: "local-admin" });
      await refused(machine(), 403, "access_denied");
      await grant();
      assert.equal((await machine()).body.scope, "read:x");
    });

    it("an unknown API is told in the real tenant's words", async () => {
      const { status, body } = await machine({ audience: "urn:nowhere" });
      assert.deepEqual(
        [status, body],
        [
          403,
          { error: "access_denied", error_description: "Service not enabled within domain: urn:nowhere" },
        ],
      );
    });

    it("are refused by an API that denies all clients, whatever grant there is", async () => {
      await grant();
      for (const policy of ["deny_all"]) {
        await changeApi(tenant, { subject_type_authorization: { client: { policy } } });
        await refused(machine(), 403, "access_denied");
      }
    });

    it("a grant for users is none for machines", async () => {
      await grant({ subject_type: "user" });
      await refused(machine(), 403, "access_denied");
    });

    it("scopes beyond the grant are refused, those that the API lost are not given", async () => {
      const id = await grant();
      for (const scope of [
        "write:x",
        "read:x write:x",
        "read:x openid",
        "read:x offline_access",
        "READ:X",
        "read:",
        "*",
      ]) {
        await refused(machine({ scope }), 403, "access_denied");
      }
      await changeApi(tenant, { scopes: [{ value: "write:x" }] });
      const { body } = await machine();
      assert.deepEqual([body.scope, claimsOf(body.access_token).scope], [undefined, undefined]);
      await tenant.call("DELETE", `client-grants/${id}`);
      await refused(machine(), 403, "access_denied");
    });

    it("a client with no grant for the Management API gets no token for it under any of its names", async () => {
      for (const audience of [
        MANAGEMENT_AUDIENCE,
        "http://127.0.0.1:4010/api/v2/",
        "http://localhost:4010/api/v2/",
        "https://localhost:4010/api/v2/",
        "http://[::1]:4010/api/v2/",
      ]) {
        await refused(machine({ audience }), 403, "access_denied");
      }
    });

    it("identifiers are compared exactly", async () => {
      await grant();
      for (const audience of ["URN:API", "urn:api/", "urn:ap", "urn:api ", "urn:api\0", "urn:%61pi"]) {
        await refused(machine({ audience }), 403, "access_denied");
      }
    });

    it("a public client, or one without the grant type, cannot use them", async () => {
      await grant();
      changeClient(tenant, { token_endpoint_auth_method: "none" }, "machine");
      await refused(machine(), 401, "access_denied");
      await refused(machine({ client_secret: "" }), 403, "unauthorized_client");
      changeClient(tenant, { token_endpoint_auth_method: "client_secret_post", grant_types: [] }, "machine");
      await refused(machine(), 403, "unauthorized_client");
    });
  });

  describe("organizations", () => {
    const insert = (id: string, change: object = {}) =>
      tenant.context.store.organizations.insert({
        id,
        name: id,
        member_ids: [],
        client_grant_ids: [],
        ...change,
      });

    it("a grant that denies them (the default) takes none", async () => {
      insert("org_a");
      await grant();
      await refused(machine({ organization: "org_a" }), 400, "invalid_request");
      assert.equal(claimsOf((await machine()).body.access_token).org_id, undefined);
    });

    it("a grant that requires one gets no token without", async () => {
      await grant({ organization_usage: "require", allow_any_organization: true });
      insert("org_a");
      await refused(machine(), 400, "invalid_request");
      assert.equal(claimsOf((await machine({ organization: "org_a" })).body.access_token).org_id, "org_a");
    });

    it("an organization that the grant is not for, that does not exist, or is named otherwise", async () => {
      const id = await grant({ organization_usage: "allow" });
      insert("org_a", { client_grant_ids: [id] });
      insert("org_b");
      assert.equal(claimsOf((await machine({ organization: "org_a" })).body.access_token).org_id, "org_a");
      await refused(machine({ organization: "org_b" }), 403, "access_denied");
      for (const organization of ["org_c", "a", "ORG_A", "org_a "]) {
        await refused(machine({ organization }), 400, "invalid_request");
      }
    });

    it("a user who is no member gets no code, and one who was excluded since no token", async () => {
      changeClient(tenant, { organization_usage: "require" });
      insert("org_a", { member_ids: ["auth0|dev"] });
      insert("org_b");
      assert.equal((await user.authorize()).answer.error, "invalid_request");
      assert.equal((await user.authorize({ organization: "org_b" })).answer.error, "access_denied");
      await changeApi(tenant, { allow_offline_access: true });
      const asked = { organization: "org_a", audience: "urn:api", scope: "openid offline_access" };
      const { body } = await user.signIn(asked);
      assert.equal(claimsOf(body.access_token).org_id, "org_a");
      const { answer } = await user.authorize(asked);
      const store = tenant.context.store.organizations;
      store.replace({ id: "org_a", name: "org_a", member_ids: [], client_grant_ids: [] });
      const { code } = answer;
      const again = { grant_type: "authorization_code", code, redirect_uri: "http://localhost:3999/cb" };
      await refused(user.token(again), 403, "access_denied");
      const exchange = { grant_type: "refresh_token", refresh_token: body.refresh_token };
      await refused(user.token(exchange), 403, "access_denied");
      store.remove("org_a");
      await refused(user.token(exchange), 400, "invalid_request");
    });
  });

  describe("users", () => {
    for (const policy of ["deny_all", "require_client_grant"]) {
      it(`an API with the policy ${policy} gives tokens in no flow`, async () => {
        await changeApi(tenant, { subject_type_authorization: { user: { policy } } });
        for (const response_type of ["code", "token", "id_token token", "code id_token token"]) {
          const { answer } = await user.authorize({
            response_type,
            audience: "urn:api",
            scope: "openid",
            nonce: "n",
          });
          assert.equal(answer.error, "invalid_request");
          assert.equal(
            answer.error_description,
            'Client "web" is not authorized to access resource server "urn:api".',
          );
          assert.ok(!("code" in answer || "access_token" in answer));
        }
      });
    }

    it("a grant for machines, or of another client, opens no such API; one for users gives its scopes only", async () => {
      await changeApi(tenant, { subject_type_authorization: { user: { policy: "require_client_grant" } } });
      await grant({ client_id: "web", subject_type: "client" });
      await grant({ client_id: "spa", subject_type: "user" });
      const asked = { audience: "urn:api", scope: "read:x write:x" };
      assert.equal((await user.authorize(asked)).answer.error, "invalid_request");
      await grant({ client_id: "web", subject_type: "user" });
      assert.equal((await user.signIn(asked)).body.scope, "read:x");
    });

    it("scopes that the API does not have are not given, in any flow", async () => {
      const asked = { audience: "urn:api", scope: "openid read:x admin read:x read:users urn:x * ROOT" };
      assert.equal((await user.signIn(asked)).body.scope, "openid read:x");
      assert.equal(
        (await user.authorize({ ...asked, response_type: "token" })).answer.scope,
        "openid read:x",
      );
      assert.equal(
        (await user.signIn({ scope: "openid read:x" })).body.scope,
        "openid",
        "without an API none of them",
      );
    });
  });

  describe("third-party clients", () => {
    const PKCE = { code_challenge: S256, code_challenge_method: "S256" };
    beforeEach(() => changeClient(tenant, { is_first_party: false }));

    it("must bind their codes (PKCE)", async () => {
      const { answer } = await user.authorize();
      assert.deepEqual([answer.error, answer.code], ["invalid_request", undefined]);
      assert.equal((await user.signIn(PKCE, { code_verifier: VERIFIER })).status, 200);
      assert.equal((await user.signIn(PKCE)).status, 400);
    });

    for (const response_type of [
      "token",
      "id_token",
      "id_token token",
      "code token",
      "code id_token",
      "code id_token token",
    ]) {
      it(`get nothing by ${response_type}`, async () => {
        const { answer } = await user.authorize({ response_type, scope: "openid", nonce: "n", ...PKCE });
        assert.equal(answer.error, "unsupported_response_type");
        assert.ok(!("code" in answer || "access_token" in answer || "id_token" in answer));
      });
    }

    it("need a grant for users even where the API lets everybody in", async () => {
      const asked: Change = { audience: "urn:api", scope: "read:x write:x", ...PKCE };
      assert.equal((await user.authorize(asked)).answer.error, "invalid_request");
      await grant({ client_id: "web", subject_type: "user" });
      assert.equal((await user.signIn(asked, { code_verifier: VERIFIER })).body.scope, "read:x");
    });

    it("a client that becomes one in between loses its code's API", async () => {
      changeClient(tenant, { is_first_party: true });
      const { answer } = await user.authorize({ audience: "urn:api" });
      changeClient(tenant, { is_first_party: false });
      const { code } = answer;
      await refused(
        user.token({ grant_type: "authorization_code", code, redirect_uri: "http://localhost:3999/cb" }),
        400,
        "invalid_request",
      );
    });
  });

  describe("clients", () => {
    const assertion = (
      claims: object = {},
      alg = "RS256",
      key: Parameters<SignJWT["sign"]>[0] = rsaKeys().privateKey,
    ) => {
      const now = tenant.clock.nowSeconds();
      const standard = {
        iss: "keyed",
        sub: "keyed",
        aud: "http://127.0.0.1:4010/",
        iat: now,
        exp: now + 60,
        jti: "1",
      };
      return new SignJWT({ ...standard, ...claims }).setProtectedHeader({ alg }).sign(key);
    };
    const keyed = async (jwt: string, change: object = {}) =>
      post(tenant, "/oauth/token", {
        grant_type: "client_credentials",
        audience: "urn:api",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: jwt,
        ...change,
      });
    beforeEach(() => grant({ client_id: "keyed" }));

    it("a good assertion is taken (else nothing below says anything)", async () => {
      assert.equal((await keyed(await assertion())).status, 200);
    });

    const BAD: readonly [name: string, claims: object][] = [
      ["of another issuer", { iss: "machine" }],
      ["for another client", { sub: "machine" }],
      ["for another tenant", { aud: "http://127.0.0.1:4011/" }],
      ["for nobody", { aud: undefined }],
      ["for an API", { aud: "urn:api" }],
      ["without an end", { exp: undefined }],
      ["that has ended", { exp: 1_772_323_200 }],
      ["that lives too long", { exp: 1_772_323_200 + 301 }],
      ["not yet valid", { nbf: 1_772_323_200 + 100 }],
    ];
    for (const [name, claims] of BAD) {
      it(`an assertion ${name}`, async () => refused(keyed(await assertion(claims)), 401, "access_denied"));
    }

    it("an assertion by another key, by the public key as a secret, without a signature", async () => {
      await refused(keyed(await assertion({}, "RS256", rsaKeys(1).privateKey)), 401, "access_denied");
      await refused(
        keyed(await assertion({}, "HS256", new TextEncoder().encode(rsaPem()))),
        401,
        "access_denied",
      );
      const [, claims] = (await assertion()).split(".");
      const none = Buffer.from('{"alg":"none"}').toString("base64url");
      await refused(keyed(`${none}.${claims}.`), 401, "access_denied");
      for (const junk of ["x", "..", "a.b.c", "{}"]) await refused(keyed(junk), 401, "access_denied");
    });

    it("an assertion of another type, beside a secret, or instead of one", async () => {
      const jwt = await assertion();
      await refused(keyed(jwt, { client_assertion_type: "x" }), 401, "access_denied");
      await refused(keyed(jwt, { client_assertion_type: "" }), 401, "access_denied");
      await refused(keyed(jwt, { client_secret: "x" }), 400, "invalid_request");
      await refused(keyed(jwt, { client_id: "machine" }), 401, "access_denied");
      await refused(
        tenant.token({ client_id: "keyed", client_secret: "", audience: "urn:api" }),
        401,
        "access_denied",
      );
      await refused(
        tenant.token({ client_id: "keyed", client_secret: "x", audience: "urn:api" }),
        401,
        "access_denied",
      );
    });

    it("a secret in the header and in the body, for two clients, or broken", async () => {
      const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
      const ask = (headers: object, change: object = {}) =>
        post(
          tenant,
          "/oauth/token",
          { grant_type: "client_credentials", audience: MANAGEMENT_AUDIENCE, ...change },
          headers,
        );
      const right = basic("local-admin:local-admin-secret");
      assert.equal((await ask(right)).status, 200);
      await refused(ask(right, { client_secret: "local-admin-secret" }), 400, "invalid_request");
      await refused(ask(right, { client_id: "machine" }), 401, "access_denied");
      for (const text of [
        "local-admin",
        "local-admin:",
        ":",
        "local-admin:wrong",
        "local-admin:local-admin-secret:x",
        "%zz:x",
        "machine:local-admin-secret",
        ":local-admin-secret",
      ]) {
        await refused(ask(basic(text)), 401, "access_denied");
      }
      await refused(ask({ authorization: "Basic !!!" }), 401, "access_denied");
    });
  });
});
