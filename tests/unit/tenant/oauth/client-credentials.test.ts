import assert from "node:assert/strict";
import { compactDecrypt, jwtVerify } from "jose";
import { rsaKeys } from "../../../support/keys";
import {
  claimsOf,
  headerOf,
  MANAGEMENT_AUDIENCE,
  START_SECONDS,
  type TestTenant,
  testTenant,
} from "../fixture";

describe("client_credentials", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const SCOPES = [{ value: "read:orders" }, { value: "write:orders" }];

  async function api(settings: object = {}, scope = ["read:orders", "write:orders"]) {
    const created = await tenant.call("POST", "resource-servers", {
      identifier: "https://orders.example/",
      scopes: SCOPES,
      ...settings,
    });
    assert.equal(created.status, 201, created.text);
    const { body } = await tenant.call("POST", "client-grants", {
      client_id: "local-admin",
      audience: "https://orders.example/",
      scope,
    });
    return { id: created.body.id, grant: body.id };
  }
  const ask = (parameters: Record<string, string> = {}) =>
    tenant.token({ audience: "https://orders.example/", ...parameters });
  const refused = async (
    parameters: Record<string, string>,
    status: number,
    error: string,
    description: string,
  ) => {
    const answer = await tenant.token(parameters);
    assert.deepEqual([answer.status, answer.body], [status, { error, error_description: description }]);
  };

  it("gives a token for the Management API with every granted scope, whatever alias is asked for", async () => {
    for (const audience of [MANAGEMENT_AUDIENCE, "http://localhost:4010/api/v2/"]) {
      const { status, body } = await tenant.token({ audience });
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ["access_token", "scope", "expires_in", "token_type"]);
      assert.equal(body.expires_in, 86_400);
      assert.equal(body.token_type, "Bearer");
      assert.match(body.scope, /read:resource_servers/);
      assert.equal(claimsOf(body.access_token).aud, MANAGEMENT_AUDIENCE);
    }
  });

  it("signs Auth0's own profile by default", async () => {
    await api({ token_lifetime: 900 });
    const { body } = await ask();
    assert.deepEqual(headerOf(body.access_token), {
      alg: "RS256",
      typ: "JWT",
      kid: await tenant.context.keys.kid(),
    });
    assert.deepEqual(claimsOf(body.access_token), {
      iss: "http://127.0.0.1:4010/",
      sub: "local-admin@clients",
      aud: "https://orders.example/",
      iat: START_SECONDS,
      exp: START_SECONDS + 900,
      scope: "read:orders write:orders",
      gty: "client-credentials",
      azp: "local-admin",
    });
    assert.equal(body.expires_in, 900);
  });

  it("takes the lifetime at the moment of issue: later changes leave a token as it is", async () => {
    const { id } = await api({ token_lifetime: 900 });
    const before = await ask();
    await tenant.call("PATCH", `resource-servers/${id}`, { token_lifetime: 60 });
    const after = await ask();
    assert.equal(claimsOf(before.body.access_token).exp, START_SECONDS + 900);
    assert.equal(claimsOf(after.body.access_token).exp, START_SECONDS + 60);
    assert.equal(after.body.expires_in, 60);
  });

  it("does not look at the web lifetime, which is for /authorize", async () => {
    await api({ token_lifetime: 900, token_lifetime_for_web: 60 });
    assert.equal((await ask()).body.expires_in, 900);
  });

  it("gives no refresh token, even where the API allows offline access", async () => {
    await api({ allow_offline_access: true });
    const { body } = await ask();
    assert.equal("refresh_token" in body, false);
    assert.equal("id_token" in body, false);
    await refused(
      { audience: "https://orders.example/", scope: "offline_access" },
      403,
      "access_denied",
      "Client has not been granted scopes: offline_access",
    );
  });

  describe("scope", () => {
    it("narrows on request, in the order asked", async () => {
      await api();
      const { body } = await ask({ scope: "write:orders" });
      assert.equal(body.scope, "write:orders");
      assert.equal(claimsOf(body.access_token).scope, "write:orders");
    });

    it("is never more than granted", async () => {
      await api({}, ["read:orders"]);
      assert.equal((await ask()).body.scope, "read:orders");
      await refused(
        { audience: "https://orders.example/", scope: "read:orders write:orders" },
        403,
        "access_denied",
        "Client has not been granted scopes: write:orders",
      );
    });

    it("is left out where none is granted", async () => {
      await api({}, []);
      const { status, body } = await ask();
      assert.equal(status, 200);
      assert.equal("scope" in body || "scope" in claimsOf(body.access_token), false);
    });

    it("loses what the API has lost since the grant", async () => {
      const { id } = await api();
      await tenant.call("PATCH", `resource-servers/${id}`, { scopes: [{ value: "read:orders" }] });
      assert.equal((await ask()).body.scope, "read:orders");
    });

    it("is all of the API's with allow_all_scopes", async () => {
      const { grant } = await api({}, []);
      await tenant.call("PATCH", `client-grants/${grant}`, { allow_all_scopes: true });
      assert.equal((await ask()).body.scope, "read:orders write:orders");
    });
  });

  describe("algorithms", () => {
    for (const alg of ["RS256", "RS512", "PS256"] as const) {
      it(`${alg} verifies with the published key`, async () => {
        await api({ signing_alg: alg });
        const { body } = await ask();
        const { protectedHeader } = await jwtVerify(
          body.access_token,
          await tenant.context.keys.verificationKey(alg),
          {
            algorithms: [alg],
            currentDate: new Date(START_SECONDS * 1_000),
          },
        );
        assert.equal(protectedHeader.kid, await tenant.context.keys.kid());
      });
    }

    it("HS256 verifies with the API's secret, and names no key", async () => {
      await api({ signing_alg: "HS256", signing_secret: "a secret of the API's own" });
      const { body } = await ask();
      assert.deepEqual(headerOf(body.access_token), { alg: "HS256", typ: "JWT" });
      await jwtVerify(body.access_token, new TextEncoder().encode("a secret of the API's own"), {
        currentDate: new Date(START_SECONDS * 1_000),
      });
    });
  });

  it("rfc9068_profile: at+jwt, client_id and jti; no azp, no gty", async () => {
    await api({ token_dialect: "rfc9068_profile" });
    const [first, second] = [await ask(), await ask()];
    assert.equal(headerOf(first.body.access_token).typ, "at+jwt");
    const claims = claimsOf(first.body.access_token);
    assert.equal(claims.client_id, "local-admin");
    assert.equal("azp" in claims || "gty" in claims, false);
    assert.notEqual(claims.jti, claimsOf(second.body.access_token).jti);
  });

  it("permissions with an _authz dialect and RBAC, and only then", async () => {
    const { id } = await api({ token_dialect: "access_token_authz", enforce_policies: true });
    assert.deepEqual(claimsOf((await ask()).body.access_token).permissions, ["read:orders", "write:orders"]);
    for (const change of [
      { enforce_policies: false },
      { enforce_policies: true, token_dialect: "access_token" },
    ]) {
      await tenant.call("PATCH", `resource-servers/${id}`, change);
      assert.equal("permissions" in claimsOf((await ask()).body.access_token), false);
    }
  });

  it("encrypts to the API's key", async () => {
    const { publicKey, privateKey } = rsaKeys();
    await api({
      token_encryption: {
        format: "compact-nested-jwe",
        encryption_key: {
          alg: "RSA-OAEP-256",
          kid: "k1",
          pem: publicKey.export({ type: "spki", format: "pem" }).toString(),
        },
      },
    });
    const { body } = await ask();
    const { plaintext, protectedHeader } = await compactDecrypt(body.access_token, privateKey);
    assert.deepEqual(protectedHeader, { alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT", kid: "k1" });
    assert.equal(claimsOf(new TextDecoder().decode(plaintext)).aud, "https://orders.example/");
  });

  it("issues nothing that would have to be bound to a key, since it binds nothing yet", async () => {
    const { id } = await api({ proof_of_possession: { mechanism: "dpop", required: true } });
    const { status, body } = await ask();
    assert.deepEqual([status, body.error], [400, "invalid_request"]);
    for (const proof of [
      { mechanism: "dpop", required: false },
      { mechanism: "dpop", required: true, required_for: "public_clients" },
    ]) {
      await tenant.call("PATCH", `resource-servers/${id}`, { proof_of_possession: proof });
      assert.equal((await ask()).status, 200);
    }
  });

  describe("refuses", () => {
    it("no audience, in the real tenant's words", () => {
      return refused(
        { audience: "" },
        403,
        "access_denied",
        "Non-global clients are not allowed access to APIv1",
      );
    });

    for (const audience of [
      "https://none.example/",
      "https://127.0.0.1:4010/api/v2",
      "https://other.auth0.com/api/v2/",
    ]) {
      it(`the unknown API ${audience}`, () =>
        refused({ audience }, 403, "access_denied", `Service not enabled within domain: ${audience}`));
    }

    const noGrant = (audience: string) =>
      `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`;

    it("a client without a grant, and one whose grant is gone", async () => {
      const { grant } = await api();
      assert.equal((await ask()).status, 200);
      await tenant.call("DELETE", `client-grants/${grant}`);
      const audience = "https://orders.example/";
      await refused({ audience }, 403, "access_denied", noGrant(audience));
    });

    it("a client whose grant is for users", async () => {
      await tenant.call("POST", "resource-servers", { identifier: "urn:u" });
      await tenant.call("POST", "client-grants", {
        client_id: "local-admin",
        audience: "urn:u",
        scope: [],
        subject_type: "user",
      });
      await refused({ audience: "urn:u" }, 403, "access_denied", noGrant("urn:u"));
    });

    it("every client where the API's policy is deny_all", async () => {
      const { id } = await api();
      await tenant.call("PATCH", `resource-servers/${id}`, {
        subject_type_authorization: { client: { policy: "deny_all" } },
      });
      const audience = "https://orders.example/";
      await refused({ audience }, 403, "access_denied", noGrant(audience));
    });
  });
});
