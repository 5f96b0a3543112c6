/** The vendor's Node SDK against the rest of the tenant's Management API: clients, users, roles, settings, logs. */
import assert from "node:assert/strict";
import { type Served, serve } from "./tenant";

describe("auth0 SDK beyond APIs", () => {
  let served: Served;
  before(async () => {
    served = await serve();
  });
  beforeEach(() => served.tenant.reset());
  after(() => served.tenant.close());

  it("clients: create, list every page, update, rotate, delete", async () => {
    const { clients } = served.sdk();
    const created = await clients.create({
      name: "Shop",
      app_type: "regular_web",
      grant_types: ["client_credentials"],
    });
    const id = created.client_id ?? "";
    const names: string[] = [];
    for await (const client of await clients.list({ per_page: 2, is_global: false }))
      names.push(client.name ?? "");
    assert.equal(names.at(-1), "Shop");
    const updated = await clients.update(id, {
      callbacks: ["https://shop.example/cb"],
      client_metadata: { a: "b" },
    });
    assert.deepEqual(updated.callbacks, ["https://shop.example/cb"]);
    const rotated = await clients.rotateSecret(id);
    assert.notEqual(rotated.client_secret, created.client_secret);
    assert.deepEqual(await clients.get(id, { fields: "name" }), { tenant: "local", name: "Shop" });
    await clients.delete(id);
    await assert.rejects(clients.get(id), /The client does not exist/);
  });

  it("clients: credentials", async () => {
    const { clients } = served.sdk();
    const { generateKeyPairSync } = await import("node:crypto");
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const { client_id: id = "" } = await clients.create({ name: "Keyed" });
    const credential = await clients.credentials.create(id, { credential_type: "public_key", pem });
    const [listed] = await clients.credentials.list(id);
    assert.equal(listed?.kid, credential.kid);
    await clients.credentials.delete(id, credential.id ?? "");
    assert.deepEqual(await clients.credentials.list(id), []);
  });

  it("users, roles and permissions", async () => {
    const { users, roles, resourceServers } = served.sdk();
    await resourceServers.create({ identifier: "urn:a", scopes: [{ value: "read:x" }] });
    const { user_id: id = "" } = await users.create({
      connection: "Username-Password-Authentication",
      email: "ann@example.test",
      password: "passpass$12$12",
    });
    const found = await users.list({ q: 'email:"ann@example.test"', search_engine: "v3" });
    assert.equal(found.data[0]?.user_id, id);
    assert.equal((await users.listUsersByEmail({ email: "ann@example.test" })).length, 1);
    const role = await roles.create({ name: "Reader" });
    const permissions = [{ resource_server_identifier: "urn:a", permission_name: "read:x" }];
    await roles.permissions.add(role.id ?? "", { permissions });
    await users.roles.assign(id, { roles: [role.id ?? ""] });
    const held = await users.permissions.list(id);
    assert.equal(held.data[0]?.permission_name, "read:x");
    await users.delete(id);
    await assert.rejects(users.get(id), /The user does not exist/);
  });

  it("organizations, with members and client grants", async () => {
    const { organizations, resourceServers, clientGrants } = served.sdk();
    await resourceServers.create({ identifier: "urn:a" });
    const grant = await clientGrants.create({
      client_id: "web",
      audience: "urn:a",
      scope: [],
      organization_usage: "allow",
    });
    const { id = "" } = await organizations.create({ name: "acme" });
    await organizations.members.create(id, { members: ["auth0|dev"] });
    await organizations.clientGrants.create(id, { grant_id: grant.id ?? "" });
    const members = await organizations.members.list(id);
    assert.equal(members.data[0]?.user_id, "auth0|dev");
    assert.equal((await organizations.clientGrants.list(id)).data.length, 1);
    assert.equal((await organizations.list()).data[0]?.name, "acme");
  });

  it("tenant settings and logs", async () => {
    const { tenants, logs } = served.sdk();
    await tenants.settings.update({ session_lifetime: 24 });
    assert.equal((await tenants.settings.get()).session_lifetime, 24);
    const { data } = await logs.list({ per_page: 5, include_totals: true });
    const entry = data.find(({ type }) => type === "sapi");
    assert.equal(entry?.description, "Update tenant settings");
    assert.equal((await logs.get(entry?.log_id ?? "")).log_id, entry?.log_id);
  });
});
