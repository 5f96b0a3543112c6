/** The vendor's Node SDK against the tenant, over HTTP: every call that it has for APIs and client grants. */
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { ManagementError } from "auth0";
import { type Served, serve } from "./tenant";

describe("auth0 SDK", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let served: Served;
  before(async () => {
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    served = await serve({
      clients: [
        { clientId: "reader", clientSecret: "reader-secret", managementScopes: ["read:resource_servers"] },
        { clientId: "keyed", publicKey: pem, managementScopes: ["read:resource_servers"] },
      ],
    });
  });
  beforeEach(() => served.tenant.reset());
  after(() => served.tenant.close());

  async function failure(call: Promise<unknown>, status: number): Promise<ManagementError> {
    try {
      await call;
    } catch (error) {
      assert.ok(error instanceof ManagementError, String(error));
      assert.equal(error.statusCode, status);
      return error;
    }
    assert.fail(`It should have failed with ${status}.`);
  }

  it("creates, reads by id and by identifier, updates and deletes", async () => {
    const { resourceServers } = served.sdk();
    const identifier = "https://orders.example/v1 ü?#%2F";
    const created = await resourceServers.create({ identifier, token_lifetime: 900 });
    assert.equal(created.token_lifetime, 900);
    assert.deepEqual(await resourceServers.get(created.id ?? ""), created);
    assert.deepEqual(await resourceServers.get(identifier), created);
    const updated = await resourceServers.update(created.id ?? "", { allow_offline_access: true });
    assert.deepEqual(updated, { ...created, allow_offline_access: true });
    await resourceServers.delete(identifier);
    const gone = await failure(resourceServers.get(created.id ?? ""), 404);
    assert.equal((gone.body as { errorCode?: string }).errorCode, "inexistent_resource_server");
    await resourceServers.delete(created.id ?? "");
  });

  it("lists every page", async () => {
    const { resourceServers } = served.sdk();
    for (let count = 0; count < 5; count++) await resourceServers.create({ identifier: `urn:${count}` });
    const seen: string[] = [];
    for await (const api of await resourceServers.list({ per_page: 2 })) seen.push(api.identifier ?? "");
    assert.deepEqual(seen, [served.tenant.audience, "urn:0", "urn:1", "urn:2", "urn:3", "urn:4"]);
    const some = await resourceServers.list({ identifiers: ["urn:3", "urn:1"] });
    assert.deepEqual(
      some.data.map(({ identifier }) => identifier),
      ["urn:1", "urn:3"],
    );
  });

  it("sees a conflict, a refusal and a lack of scope", async () => {
    const { resourceServers } = served.sdk();
    await resourceServers.create({ identifier: "urn:x" });
    await failure(resourceServers.create({ identifier: "urn:x" }), 409);
    const invalid = await failure(
      resourceServers.create({ identifier: "urn:y", token_lifetime: 2_592_001 }),
      400,
    );
    assert.match(invalid.message, /Value 2592001 is greater than maximum 2592000/);
    const reader = served.sdk({ clientId: "reader", clientSecret: "reader-secret" });
    const scope = await failure(reader.resourceServers.create({ identifier: "urn:z" }), 403);
    assert.match(scope.message, /expected any of: create:resource_servers/);
    assert.equal((await reader.resourceServers.get("urn:x")).identifier, "urn:x");
  });

  it("is refused with a wrong secret", async () => {
    await assert.rejects(
      served.sdk({ clientSecret: "wrong" }).resourceServers.get("urn:x"),
      /Unauthorized|401/,
    );
    assert.deepEqual(
      served.tenant.requests().map(({ path, status }) => [path, status]),
      [["/oauth/token", 401]],
    );
  });

  it("authenticates with a private key", async () => {
    const sdk = served.sdk({
      clientId: "keyed",
      clientAssertionSigningKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    });
    assert.equal((await sdk.resourceServers.list()).data.length, 1);
  });

  it("grants, lists and takes back a client's access", async () => {
    const { resourceServers, clientGrants } = served.sdk();
    await resourceServers.create({ identifier: "urn:x", scopes: [{ value: "read:x" }] });
    const grant = await clientGrants.create({ client_id: "reader", audience: "urn:x", scope: ["read:x"] });
    assert.match(grant.id ?? "", /^cgr_[A-Za-z0-9]{16}$/);
    const seen: unknown[] = [];
    for await (const item of await clientGrants.list({ take: 1 })) seen.push(item.audience);
    assert.equal(seen.length, 4, "two of the added clients, the seeded one, and ours");
    assert.equal(seen.at(-1), "urn:x");
    await clientGrants.update(grant.id ?? "", { scope: [] });
    await clientGrants.delete(grant.id ?? "");
    await failure(clientGrants.create({ client_id: "reader", audience: "urn:none", scope: [] }), 404);
  });
});

describe("auth0 SDK against a rate limit", () => {
  it("waits and succeeds, by the headers alone", async () => {
    const { tenant, sdk } = await serve({ rateLimit: { limit: 1, refillPerSecond: 2 } });
    const client = sdk();
    await client.resourceServers.list();
    await client.resourceServers.list();
    const statuses = tenant.requests().map(({ status }) => status);
    assert.deepEqual([statuses.includes(429), statuses.at(-1)], [true, 200]);
    await tenant.close();
  });

  it("gives up where it may not retry", async () => {
    const { tenant, sdk } = await serve({ rateLimit: { limit: 1, refillPerSecond: 0.01 } });
    const client = sdk({ maxRetries: 0 });
    await client.resourceServers.list();
    await assert.rejects(client.resourceServers.list(), /Global limit has been reached/);
    await tenant.close();
  });
});
