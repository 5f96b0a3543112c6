import assert from "node:assert/strict";
import { MANAGEMENT_AUDIENCE, type TestTenant, testTenant } from "../../fixture";

describe("system APIs", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const management = `resource-servers/${encodeURIComponent(MANAGEMENT_AUDIENCE)}`;

  describe("the Management API", () => {
    it("exists from the start, under every alias", async () => {
      const { status, body } = await tenant.call("GET", management);
      assert.equal(status, 200);
      assert.equal(body.name, "Auth0 Management API");
      assert.deepEqual(
        [body.token_lifetime, body.token_lifetime_for_web, body.is_system],
        [86_400, 7_200, true],
      );
      const alias = await tenant.call(
        "GET",
        `resource-servers/${encodeURIComponent("http://localhost:4010/api/v2/")}`,
      );
      assert.equal(alias.body.id, body.id);
      const scopes = body.scopes.map(({ value }: { value: string }) => value);
      for (const action of ["read", "create", "update", "delete"]) {
        assert.ok(scopes.includes(`${action}:resource_servers`));
        assert.ok(scopes.includes(`${action}:client_grants`));
      }
    });

    it("cannot be deleted, by whatever name", async () => {
      const { id } = (await tenant.call("GET", management)).body;
      for (const path of [management, `resource-servers/${id}`]) {
        const { status, text } = await tenant.call("DELETE", path);
        assert.equal(status, 400);
        assert.equal(
          text,
          '{"statusCode":400,"error":"Bad Request","message":"System resource servers cannot be deleted."}',
        );
      }
      assert.equal((await tenant.call("GET", management)).status, 200);
    });

    it("takes the three fields that the table marks, and no other", async () => {
      const taken = {
        token_lifetime: 3600,
        skip_consent_for_verifiable_first_party_clients: true,
        subject_type_authorization: { user: { policy: "deny_all" } },
      };
      const { status, body } = await tenant.call("PATCH", management, taken);
      assert.equal(status, 200);
      assert.equal(body.token_lifetime, 3600);
      assert.deepEqual(body.subject_type_authorization, {
        client: { policy: "require_client_grant" },
        user: { policy: "deny_all" },
      });
      for (const [key, value] of Object.entries({
        name: "Mine",
        scopes: [],
        signing_alg: "HS256",
        token_lifetime_for_web: 60,
        allow_offline_access: true,
        proof_of_possession: null,
      })) {
        const refused = await tenant.call("PATCH", management, { [key]: value });
        assert.equal(refused.status, 400, key);
        assert.equal(
          refused.body.message,
          `Payload validation error: 'Additional properties not allowed: ${key}'.`,
        );
      }
    });

    it("keeps its policy for clients", async () => {
      const { status, body } = await tenant.call("PATCH", management, {
        subject_type_authorization: { client: { policy: "deny_all" } },
      });
      assert.equal(status, 400);
      assert.match(
        body.message,
        /'Additional properties not allowed: client' on property subject_type_authorization/,
      );
    });

    it("gives its own tokens a new lifetime at once", async () => {
      await tenant.call("PATCH", management, { token_lifetime: 300 });
      assert.equal((await tenant.token()).body.expires_in, 300);
    });
  });

  it("the My Account API takes five fields, its name not among them", async () => {
    const { body } = await tenant.call("POST", "resource-servers", {
      identifier: "http://localhost:4010/me/",
    });
    const path = `resource-servers/${body.id}`;
    const changed = await tenant.call("PATCH", path, {
      token_lifetime: 900,
      proof_of_possession: { mechanism: "dpop", required: true },
      skip_consent_for_verifiable_first_party_clients: false,
      subject_type_authorization: { client: { policy: "require_client_grant" } },
      authorization_policy: { policy_id: "p" },
    });
    assert.equal(changed.status, 200);
    assert.equal(changed.body.token_lifetime, 900);
    const { status, body: refusal } = await tenant.call("PATCH", path, { name: "Mine" });
    assert.deepEqual(
      [status, refusal.message],
      [400, "Payload validation error: 'Additional properties not allowed: name'."],
    );
    const again = await tenant.call("POST", "resource-servers", { identifier: "https://127.0.0.1:4010/me/" });
    assert.equal(again.status, 409);
  });

  it("the express configuration API takes none", async () => {
    const { body } = await tenant.call("POST", "resource-servers", {
      identifier: "urn:auth0:express-configure",
    });
    const named = await tenant.call("PATCH", `resource-servers/${body.id}`, { name: "Mine" });
    assert.match(named.body.message, /Additional properties not allowed: name/);
    const empty = await tenant.call("PATCH", `resource-servers/${body.id}`, {});
    assert.deepEqual([empty.status, empty.body.message], [400, "System resource servers cannot be patched."]);
  });

  it("an identifier of another tenant's My Account API is a custom API", async () => {
    const { body } = await tenant.call("POST", "resource-servers", {
      identifier: "https://other.auth0.com/me/",
    });
    assert.equal("is_system" in body, false);
    assert.equal(body.token_lifetime, 86_400);
  });
});
