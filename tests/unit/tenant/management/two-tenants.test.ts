/** Two processes on one file are two stores on one file: what one has written, the other must find. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestTenant, testTenant } from "../fixture";

describe("two tenants on one file", () => {
  let folder: string;
  let tenants: TestTenant[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tenant-"));
    const data = join(folder, "tenant.db");
    tenants = [await testTenant({ data }), await testTenant({ data })];
  });
  afterEach(() => {
    for (const tenant of tenants) tenant.close();
    rmSync(folder, { recursive: true });
  });

  const USER = {
    connection: "Username-Password-Authentication",
    email: "a@example.test",
    password: "passpass$12$12",
    user_id: "a",
  };
  const UNIQUE = [
    ["resource-servers", { identifier: "urn:a" }],
    ["client-grants", { client_id: "web", audience: "urn:there", scope: [] }],
    ["users", USER],
    ["roles", { name: "r" }],
    ["organizations", { name: "o" }],
  ] as const;
  for (const [path, body] of UNIQUE) {
    it(`eight at once for one of ${path}: one succeeds, seven are told 409`, async () => {
      await tenants[0]?.call("POST", "resource-servers", { identifier: "urn:there" });
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => tenants[index % 2]?.call("POST", path, body)),
      );
      const statuses = answers.map((answer) => answer?.status ?? 0).sort();
      assert.deepEqual(statuses.slice(1), Array(7).fill(409));
      assert.ok((statuses[0] ?? 0) < 300);
    });
  }

  it("what is looked up and what is stored is one transaction, which excludes other writers", async () => {
    const [tenant] = tenants;
    assert.ok(tenant);
    await tenant.call("POST", "resource-servers", { identifier: "urn:there" });
    const { store } = tenant.context;
    const { transaction } = store;
    let inside = false;
    const within: boolean[] = [];
    Object.assign(store, {
      transaction: <T>(work: () => T): T =>
        transaction(() => {
          inside = true;
          try {
            return work();
          } finally {
            inside = false;
          }
        }),
    });
    for (const name of [
      "resourceServers",
      "clientGrants",
      "clients",
      "users",
      "roles",
      "organizations",
    ] as const) {
      const { insert } = store[name];
      Object.assign(store[name], {
        insert: (document: never) => {
          within.push(inside);
          insert(document);
        },
      });
    }
    for (const [path, body] of [...UNIQUE, ["clients", { name: "A" }]] as const) {
      assert.ok((await tenant.call("POST", path, body)).status < 300, path);
    }
    assert.deepEqual(within, Array(UNIQUE.length + 1).fill(true));
  });

  it("each sees what the other changes and deletes", async () => {
    const [one, other] = tenants;
    const { client_id } = (await one?.call("POST", "clients", { name: "A" }))?.body ?? {};
    await other?.call("PATCH", `clients/${client_id}`, { name: "B" });
    assert.equal((await one?.call("GET", `clients/${client_id}`))?.body.name, "B");
    await other?.call("DELETE", `clients/${client_id}`);
    assert.equal((await one?.call("GET", `clients/${client_id}`))?.status, 404);
  });
});
