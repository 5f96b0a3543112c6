import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";

describe("clients that change", () => {
  let tenant: TestTenant;
  let path: string;
  let created: Record<string, unknown>;
  beforeEach(async () => {
    tenant = await testTenant({
      clients: [
        { clientId: "editor", clientSecret: "editor-secret", managementScopes: ["update:clients"] },
        { clientId: "keeper", clientSecret: "keeper-secret", managementScopes: ["update:client_keys"] },
      ],
    });
    created = (await tenant.call("POST", "clients", { name: "A" })).body;
    path = `clients/${created.client_id}`;
  });
  afterEach(() => tenant.close());

  const patch = (body: unknown) => tenant.call("PATCH", path, body);
  const as = async (clientId: string, method: string, to: string, body?: object) => {
    const token = await tenant.token({ client_id: clientId, client_secret: `${clientId}-secret` });
    return tenant.send(method, `/api/v2/${to}`, body && JSON.stringify(body), {
      authorization: `Bearer ${token.body.access_token}`,
      "content-type": "application/json",
    });
  };

  it("replaces what is sent and keeps the rest", async () => {
    const { status, body } = await patch({ description: "", callbacks: ["https://a.example/"] });
    assert.equal(status, 200);
    assert.deepEqual(body, { ...created, description: "", callbacks: ["https://a.example/"] });
    assert.deepEqual((await tenant.call("GET", path)).body, body);
  });

  it("takes away what is sent as null, where null is taken", async () => {
    await patch({ organization_usage: "deny" });
    assert.equal("organization_usage" in (await patch({ organization_usage: null })).body, false);
    assert.equal((await patch({ callbacks: null })).status, 400);
  });

  it("lays metadata over the stored ones; null takes one away (TestAccClientMetadataBehavior)", async () => {
    await patch({ client_metadata: { bar: "baz", foo: "zoo", kept: "k" } });
    const { body } = await patch({ client_metadata: { bar: null, foo: "new", more: "m" } });
    assert.deepEqual(body.client_metadata, { foo: "new", kept: "k", more: "m" });
  });

  it("cross-origin authentication has two names and one value", async () => {
    for (const name of ["cross_origin_auth", "cross_origin_authentication"]) {
      for (const value of [true, false]) {
        const { body } = await patch({ [name]: value });
        assert.deepEqual([body.cross_origin_auth, body.cross_origin_authentication], [value, value]);
      }
    }
  });

  it("empty logout settings switch logout off (TestAccClientMobile)", async () => {
    await patch({ oidc_backchannel_logout: { backchannel_logout_urls: ["https://a.example/"] } });
    assert.equal("oidc_backchannel_logout" in (await patch({ oidc_logout: {} })).body, false);
  });

  it("cannot change what it is known by, or say whose it is", async () => {
    for (const body of [{ client_id: "x" }, { tenant: "x" }, { resource_server_identifier: "x" }]) {
      assert.equal((await patch(body)).status, 400);
    }
    assert.equal((await patch(null)).status, 400);
    assert.equal((await patch([])).status, 400);
  });

  it("checks the result as a whole, and leaves it as it was if it is bad", async () => {
    assert.equal((await patch({ token_endpoint_auth_method: "none" })).status, 400, "has client_credentials");
    assert.deepEqual((await tenant.call("GET", path)).body, created);
    const trusted = await patch({ is_token_endpoint_ip_header_trusted: true });
    assert.match(trusted.body.message, /^The flag is_token_endpoint_ip_header_trusted can only be set true/);
  });

  it("404 where there is none", async () => {
    assert.equal((await tenant.call("PATCH", "clients/nobody", {})).status, 404);
    assert.equal((await tenant.call("POST", "clients/nobody/rotate-secret")).status, 404);
  });

  it("a scope for clients does not change secrets, one for keys nothing else", async () => {
    assert.equal((await as("editor", "PATCH", path, { client_secret: "mine" })).status, 403);
    assert.equal((await as("editor", "POST", `${path}/rotate-secret`)).status, 403);
    assert.equal((await as("keeper", "PATCH", path, { grant_types: ["password"] })).status, 403);
    assert.equal((await as("keeper", "PATCH", path, { client_secret: "chosen" })).status, 200);
    const edited = await as("editor", "PATCH", path, { name: "B" });
    assert.deepEqual([edited.status, "client_secret" in edited.body], [200, false]);
  });

  it("a rotated secret is a new one, and the old one is refused at once", async () => {
    const { client_id = "", client_secret: old = "" } = created as Record<string, string>;
    const { status, body } = await tenant.call("POST", `${path}/rotate-secret`, null);
    assert.equal(status, 200);
    assert.deepEqual(body, { ...created, client_secret: body.client_secret });
    assert.match(body.client_secret, /^[A-Za-z0-9]{64}$/);
    await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
    await tenant.call("POST", "client-grants", { client_id, audience: "urn:a", scope: [] });
    const token = (client_secret: string) => tenant.token({ client_id, client_secret, audience: "urn:a" });
    assert.equal((await token(old)).status, 401);
    assert.equal((await token(body.client_secret)).status, 200);
  });

  it("is deleted with its grants; deleting again succeeds (recorded)", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
    await tenant.call("POST", "client-grants", {
      client_id: created.client_id,
      audience: "urn:a",
      scope: [],
    });
    const first = await tenant.call("DELETE", path);
    assert.deepEqual([first.status, first.text], [204, ""]);
    assert.equal((await tenant.call("DELETE", path)).status, 204);
    assert.equal((await tenant.call("GET", path)).status, 404);
    const grants = await tenant.call("GET", `client-grants?client_id=${created.client_id}`);
    assert.deepEqual(grants.body, []);
  });
});
