import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isApiSettingsError } from "../../../../provider/model/errors";
import type { TenantSnapshot } from "../../../../tenant/options";
import { SCHEMA_VERSION } from "../../../../tenant/store/schema";
import { openStore } from "../../../../tenant/store/store";
import type { TenantParts } from "../../../../tenant/tenant";
import { type TestTenant, testTenant } from "../fixture";

/** A tenant whose keys and ids are its own, as of one that runs by itself. */
const own = { keys: undefined, randomBytes } as unknown as Partial<TenantParts>;

async function filled(parts: Partial<TenantParts> = {}): Promise<TestTenant> {
  const tenant = await testTenant({}, parts);
  await tenant.call("POST", "resource-servers", { token_lifetime: 900, identifier: "urn:b", name: "b" });
  await tenant.call("POST", "resource-servers", { identifier: "urn:a", scopes: [{ value: "read:a" }] });
  await tenant.call("DELETE", "resource-servers/urn%3Ab");
  await tenant.call("POST", "resource-servers", { identifier: "urn:b" });
  tenant.context.store.clients.remove("web");
  return tenant;
}

describe("snapshot", () => {
  it("brings everything back in another tenant: documents, their order, and tokens", async () => {
    const first = await filled(own);
    const token = (await first.token()).body.access_token;
    const taken = JSON.parse(JSON.stringify(first.snapshot())) as TenantSnapshot;
    const second = await testTenant({}, own);
    const authorization = { authorization: `Bearer ${token}` };
    const list = "/api/v2/resource-servers?include_totals=true";
    assert.equal((await second.send("GET", list, undefined, authorization)).status, 401, "not its key");
    second.restore(taken);
    const [before, after] = await Promise.all(
      [first, second].map((tenant) => tenant.send("GET", list, undefined, authorization)),
    );
    assert.equal(after?.status, 200);
    assert.equal(after?.text, before?.text);
    assert.deepEqual(second.snapshot(), taken);
    assert.equal(second.context.store.clients.get("web"), undefined, "what was deleted stays deleted");
    assert.equal(
      (await second.send("GET", "/.well-known/jwks.json")).text,
      (await first.send("GET", "/.well-known/jwks.json")).text,
    );
    first.close();
    second.close();
  });

  it("is what a tenant starts with, and goes back to on reset", async () => {
    const first = await filled(own);
    const snapshot = first.snapshot();
    first.close();
    const second = await testTenant({ snapshot }, own);
    assert.deepEqual(second.snapshot(), snapshot);
    const token = (await second.token()).body.access_token;
    await second.call("POST", "resource-servers", { identifier: "urn:later" });
    second.reset();
    assert.deepEqual(second.snapshot(), snapshot);
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await second.send("GET", "/api/v2/resource-servers", undefined, headers)).status, 200);
    second.close();
  });

  it("moves with its Management API to another address", async () => {
    const first = await filled();
    const snapshot = first.snapshot();
    const second = await testTenant({ snapshot }, { url: "http://127.0.0.1:4999" });
    assert.deepEqual(
      second.context.store.resourceServers.find({}).map(({ identifier }) => identifier),
      ["https://127.0.0.1:4999/api/v2/", "urn:a", "urn:b"],
    );
    first.close();
    second.close();
  });

  it("is not laid over a data file that holds a tenant", async () => {
    const folder = mkdtempSync(join(tmpdir(), "apisettings-snapshot-"));
    const data = join(folder, "tenant.db");
    const first = await testTenant({ data });
    await first.call("POST", "resource-servers", { identifier: "urn:kept" });
    const snapshot = first.snapshot();
    first.close();
    await assert.rejects(testTenant({ data, snapshot: { ...snapshot, collections: {} } }), (error) =>
      isApiSettingsError(error, "invalid-settings"),
    );
    const store = openStore(data);
    assert.equal(store.resourceServers.count({ identifier: "urn:kept" }), 1);
    store.close();
    rmSync(folder, { recursive: true });
  });

  it("goes there and back by the admin API", async () => {
    const tenant = await filled();
    const { text } = await tenant.send("GET", "/_tenant/snapshot");
    await tenant.call("DELETE", "resource-servers/urn%3Aa");
    const headers = { "content-type": "application/json" };
    assert.equal((await tenant.send("POST", "/_tenant/restore", text, headers)).status, 204);
    assert.equal((await tenant.send("GET", "/_tenant/snapshot")).text, text);
    tenant.close();
  });

  it("may be larger than other bodies", async () => {
    const tenant = await testTenant();
    const snapshot = tenant.snapshot();
    const users = [{ user_id: "auth0|x", name: "x".repeat(2_000_000) }];
    const collections = { ...snapshot.collections, users };
    const body = JSON.stringify({ ...snapshot, collections });
    const headers = { "content-type": "application/json" };
    assert.equal((await tenant.send("POST", "/_tenant/restore", body, headers)).status, 204);
    assert.equal(tenant.context.store.users.count({}), 1);
    tenant.close();
  });

  it("of an older version has no collections of later ones", async () => {
    const tenant = await testTenant();
    const { sessions: _, ...collections } = tenant.snapshot().collections;
    tenant.restore({ ...tenant.snapshot(), schemaVersion: 1, collections });
    assert.equal(tenant.context.store.sessions.count({}), 0);
    tenant.close();
  });

  const api = { id: "1", identifier: "urn:same" };
  const nonsense: [string, (taken: TenantSnapshot) => unknown, RegExp][] = [
    ["nothing", () => null, /no snapshot of a tenant: snapshot:/],
    ["another format", (taken) => ({ ...taken, format: "x" }), /snapshot\.format/],
    [
      "a later version",
      (taken) => ({ ...taken, schemaVersion: SCHEMA_VERSION + 1 }),
      /schema version \d+; .* up to/,
    ],
    ["an unknown collection", (taken) => ({ ...taken, collections: { tables: [] } }), /tables/],
    [
      "a document without its key",
      (taken) => ({ ...taken, collections: { clients: [{ name: "x" }] } }),
      /client_id/,
    ],
    ["a text as document", (taken) => ({ ...taken, collections: { users: ["x"] } }), /users\.0/],
    ["half a key", (taken) => ({ ...taken, keys: [{ kid: "x", jwk: { kty: "RSA" } }] }), /keys\.0\.jwk/],
    [
      "the same twice",
      (taken) => ({ ...taken, collections: { resourceServers: [api, { ...api, id: "2" }] } }),
      /same key/,
    ],
  ];
  for (const [what, change, message] of nonsense) {
    it(`refuses ${what}, and changes nothing`, async () => {
      const tenant = await filled();
      const taken = tenant.snapshot();
      assert.throws(
        () => tenant.restore(change(taken)),
        (error) => {
          assert.ok(isApiSettingsError(error, "invalid-input"));
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /local-admin-secret/);
          return true;
        },
      );
      assert.deepEqual(tenant.snapshot(), taken);
      tenant.close();
    });
  }

  it("holds neither clock nor faults: they stay", async () => {
    const tenant = await testTenant();
    const snapshot = tenant.snapshot();
    tenant.clockControl.advance("1d");
    tenant.faults.set("slow");
    tenant.restore(snapshot);
    assert.equal(tenant.clockControl.state().offsetSeconds, 86_400);
    assert.equal(tenant.faults.list().length, 1);
    tenant.close();
  });
});
