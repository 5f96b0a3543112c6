import assert from "node:assert/strict";
import { type TestTenant, testTenant } from "../../fixture";

describe("organizations", () => {
  let tenant: TestTenant;
  let path: string;
  let created: { id: string };
  beforeEach(async () => {
    tenant = await testTenant({ clients: [{ clientId: "m2m", clientSecret: "m2m-secret" }] });
    created = (await tenant.call("POST", "organizations", { name: "acme", display_name: "Acme" })).body;
    path = `organizations/${created.id}`;
  });
  afterEach(() => tenant.close());

  it("are made, found by id and name, changed, listed and deleted", async () => {
    assert.match(created.id, /^org_[A-Za-z0-9]{16}$/);
    assert.deepEqual(created, { id: created.id, display_name: "Acme", name: "acme" });
    assert.deepEqual((await tenant.call("GET", path)).body, created);
    assert.deepEqual((await tenant.call("GET", "organizations/name/acme")).body, created);
    const changed = (await tenant.call("PATCH", path, { display_name: "A" })).body;
    assert.equal(changed.display_name, "A");
    const list = await tenant.call("GET", "organizations?include_totals=true");
    assert.deepEqual(list.body, { organizations: [changed], start: 0, limit: 50, total: 1 });
    assert.deepEqual((await tenant.call("GET", "organizations?take=50")).body, { organizations: [changed] });
    assert.equal((await tenant.call("DELETE", path)).status, 204);
    assert.equal((await tenant.call("GET", path)).status, 404);
  });

  it("have names of their own, in a form of their own", async () => {
    assert.equal((await tenant.call("POST", "organizations", { name: "acme" })).status, 409);
    for (const name of ["Acme", "", "-a", "a b", "org_/../x"]) {
      assert.equal((await tenant.call("POST", "organizations", { name })).status, 400, name);
    }
    assert.equal((await tenant.call("PATCH", path, { member_ids: ["auth0|dev"] })).status, 400);
  });

  it("have members who exist, each once", async () => {
    const members = `${path}/members`;
    const add = (...ids: string[]) => tenant.call("POST", members, { members: ids });
    assert.equal((await add("auth0|dev", "auth0|dev")).status, 204);
    assert.equal((await add("auth0|nobody")).status, 404);
    const { body } = await tenant.call("GET", members);
    assert.deepEqual(body, [
      {
        user_id: "auth0|dev",
        picture: "https://example.test/dev.png",
        name: "Developer",
        email: "dev@example.test",
      },
    ]);
    assert.equal("member_ids" in (await tenant.call("GET", path)).body, false);
    await tenant.call("DELETE", members, { members: ["auth0|dev"] });
    assert.deepEqual((await tenant.call("GET", members)).body, []);
  });

  it("let a machine in by a client grant that requires them", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
    const grant = { client_id: "m2m", audience: "urn:a", scope: [], organization_usage: "require" };
    const { id } = (await tenant.call("POST", "client-grants", grant)).body;
    const token = (parameters: Record<string, string>) =>
      tenant.token({ client_id: "m2m", client_secret: "m2m-secret", audience: "urn:a", ...parameters });
    assert.equal((await token({})).status, 400, "without an organization");
    assert.equal((await token({ organization: created.id })).status, 403, "not associated");
    const grants = `${path}/client-grants`;
    const associated = await tenant.call("POST", grants, { grant_id: id });
    assert.equal(associated.status, 201);
    assert.equal(
      associated.text,
      `{"grant_id":"${id}","client_id":"m2m","audience":"urn:a","scope":[]}`,
      "go-auth0, TestClientGrantManager_Organizations 4",
    );
    assert.equal((await token({ organization: created.id })).status, 200);
    assert.equal((await tenant.call("GET", grants)).body[0].id, id);
    const ofGrant = await tenant.call("GET", `client-grants/${id}/organizations`);
    assert.deepEqual(ofGrant.body, [created]);
    assert.equal((await tenant.call("DELETE", `${grants}/${id}`)).status, 204);
    assert.equal((await token({ organization: created.id })).status, 403, "no longer associated");
  });

  it("take no client grant that is none, or does not allow organizations", async () => {
    await tenant.call("POST", "resource-servers", { identifier: "urn:a" });
    const { id } = (
      await tenant.call("POST", "client-grants", { client_id: "m2m", audience: "urn:a", scope: [] })
    ).body;
    assert.equal((await tenant.call("POST", `${path}/client-grants`, { grant_id: id })).status, 400);
    assert.equal((await tenant.call("POST", `${path}/client-grants`, { grant_id: "cgr_x" })).status, 404);
  });
});

describe("connections", () => {
  it("are one, the users' database, which cannot be changed", async () => {
    const tenant = await testTenant();
    const { body } = await tenant.call("GET", "connections?include_totals=true&page=0&per_page=50");
    assert.deepEqual([body.total, body.connections[0].name], [1, "Username-Password-Authentication"]);
    assert.deepEqual(body.connections[0].enabled_clients, ["web", "spa", "native"]);
    const { id } = body.connections[0];
    assert.deepEqual((await tenant.call("GET", `connections/${id}?fields=name`)).body, {
      name: "Username-Password-Authentication",
    });
    assert.deepEqual((await tenant.call("GET", "connections?strategy=samlp")).body, []);
    assert.equal((await tenant.call("GET", "connections/con_x")).status, 404);
    assert.equal((await tenant.call("POST", "connections", { name: "x", strategy: "auth0" })).status, 404);
    tenant.close();
  });
});
