import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { openDatabase } from "../../../../tenant/store/database";
import { SCHEMA_VERSION } from "../../../../tenant/store/schema";
import { openStore } from "../../../../tenant/store/store";

describe("store", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-store-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const api = (id: string, identifier: string) => ({ id, identifier, scopes: [{ value: "read:x" }] });

  it("keeps documents in the order of creation, through replacement", () => {
    const store = openStore(":memory:");
    for (const id of ["b", "a", "c"]) store.resourceServers.insert(api(id, `urn:${id}`));
    store.resourceServers.replace({ id: "b", identifier: "urn:b", name: "changed" });
    assert.deepEqual(
      store.resourceServers.find({}).map(({ id }) => id),
      ["b", "a", "c"],
    );
    assert.deepEqual(store.resourceServers.find({}, { offset: 1, limit: 1 }), [api("a", "urn:a")]);
    assert.equal(store.resourceServers.count({}), 3);
    assert.deepEqual(store.resourceServers.find({ identifier: "urn:b" }), [
      { id: "b", identifier: "urn:b", name: "changed" },
    ]);
    store.close();
  });

  it("refuses a second document with the same identifier", () => {
    const store = openStore(":memory:");
    store.resourceServers.insert(api("a", "urn:same"));
    assert.throws(() => store.resourceServers.insert(api("b", "urn:same")));
    store.close();
  });

  it("takes hostile texts as values", () => {
    const store = openStore(":memory:");
    const hostile = `x'; DROP TABLE resource_servers; --`;
    store.resourceServers.insert(api("a", hostile));
    assert.equal(store.resourceServers.find({ identifier: hostile }).length, 1);
    assert.equal(store.resourceServers.get(hostile), undefined);
    store.close();
  });

  it("undoes a transaction that fails", () => {
    const store = openStore(":memory:");
    assert.throws(() =>
      store.transaction(() => {
        store.resourceServers.insert(api("a", "urn:a"));
        throw new Error("no");
      }),
    );
    assert.equal(store.resourceServers.count({}), 0);
    store.close();
  });

  it("finds everything again in its file", () => {
    const path = join(folder, "kept.db");
    const first = openStore(path);
    first.resourceServers.insert(api("a", "urn:a"));
    first.keepKey("k", "{}");
    first.setMeta("name", "value");
    first.close();
    const second = openStore(path);
    assert.deepEqual(second.resourceServers.get("a"), api("a", "urn:a"));
    assert.deepEqual(second.keys(), [{ kid: "k", document: "{}" }]);
    assert.equal(second.meta("name"), "value");
    second.clear();
    assert.equal(second.resourceServers.count({}), 0);
    assert.equal(second.keys().length, 1, "signing keys stay");
    second.close();
  });

  it("keeps the first signing key that comes, and says which one that is", () => {
    const path = join(folder, "keys.db");
    const [first, second] = [openStore(path), openStore(path)];
    const kept = { kid: "k2", document: "{}" };
    assert.deepEqual(first.keepKey("k2", "{}"), kept);
    assert.deepEqual(second.keepKey("k1", "{}"), kept);
    assert.deepEqual(first.keys(), [kept]);
    first.close();
    second.close();
  });

  it("sees what another process wrote since it last asked the same", () => {
    const path = join(folder, "two.db");
    const [first, second] = [openStore(path), openStore(path)];
    first.resourceServers.insert(api("a", "urn:a"));
    assert.equal(first.resourceServers.get("a")?.name, undefined);
    second.resourceServers.replace({ ...api("a", "urn:a"), name: "changed" });
    assert.equal(first.resourceServers.get("a")?.name, "changed");
    first.resourceServers.insert(api("b", "urn:b"));
    assert.throws(() => first.resourceServers.insert(api("b", "urn:b")), "and a failed write holds no lock:");
    second.resourceServers.insert(api("c", "urn:c"));
    assert.equal(first.resourceServers.count({}), 3);
    first.close();
    second.close();
  });

  it("takes more different statements than it remembers", () => {
    const store = openStore(":memory:");
    store.resourceServers.insert(api("a", "urn:a"));
    for (let length = 1; length <= 450; length++) {
      const identifier = Array.from({ length }, (_, number) =>
        number === length - 1 ? "urn:a" : `urn:${number}`,
      );
      assert.equal(store.resourceServers.count({ identifier }), 1);
    }
    assert.equal(store.resourceServers.get("a")?.id, "a");
    store.close();
  });

  it("writes ahead and syncs each commit", () => {
    const database = openDatabase(join(folder, "pragmas.db"));
    assert.equal(database.one("PRAGMA journal_mode")?.journal_mode, "wal");
    assert.equal(database.one("PRAGMA synchronous")?.synchronous, 2);
    assert.equal(database.one("PRAGMA busy_timeout")?.timeout, 5_000);
    database.close();
  });

  it("brings a file of the first version up to date and keeps what is in it", () => {
    const path = join(folder, "first.db");
    const old = openDatabase(path);
    old.run("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
    old.run("CREATE TABLE keys (kid TEXT PRIMARY KEY, document TEXT NOT NULL)");
    for (const [table, columns] of [
      ["resource_servers", "id TEXT NOT NULL UNIQUE, identifier TEXT NOT NULL UNIQUE"],
      ["clients", "client_id TEXT NOT NULL UNIQUE"],
      ["client_grants", "id TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL, audience TEXT NOT NULL"],
      ["users", "user_id TEXT NOT NULL UNIQUE"],
    ]) {
      old.run(
        `CREATE TABLE ${table} (position INTEGER PRIMARY KEY AUTOINCREMENT, ${columns}, document TEXT NOT NULL)`,
      );
    }
    old.run("INSERT INTO meta VALUES ('schema_version', '1')");
    old.run("INSERT INTO keys VALUES ('k', '{}')");
    old.run("INSERT INTO resource_servers VALUES (1, 'a', 'urn:a', ?)", JSON.stringify(api("a", "urn:a")));
    old.close();
    for (const time of ["first", "second"]) {
      const store = openStore(path);
      assert.deepEqual(store.resourceServers.find({}), [api("a", "urn:a")], time);
      assert.equal(store.keys().length, 1);
      assert.equal(store.meta("schema_version"), String(SCHEMA_VERSION));
      assert.equal(store.roles.count({}), 0);
      assert.equal(store.refreshTokens.count({}), 0);
      store.close();
    }
  });

  it("keeps no more than the newest entries when asked to", () => {
    const store = openStore(":memory:");
    const entry = (log_id: string) => ({ log_id, type: "sapi", date: "2026-03-01" });
    for (const id of ["1", "2", "3", "4"]) store.logs.insert(entry(id));
    store.logs.keepNewest(2);
    assert.deepEqual(store.logs.find({}), [entry("3"), entry("4")]);
    store.logs.keepNewest(9);
    assert.equal(store.logs.count({}), 2);
    store.close();
  });

  it("refuses a file of a later schema version", () => {
    const path = join(folder, "other.db");
    openStore(path).close();
    const database = openDatabase(path);
    database.run("UPDATE meta SET value = '99' WHERE name = 'schema_version'");
    database.close();
    assert.throws(
      () => openStore(path),
      (error) => isApiSettingsError(error, "invalid-settings") && /schema version 99/.test(error.message),
    );
  });

  it("says plainly that a file cannot be opened", () => {
    const garbage = join(folder, "garbage.db");
    writeFileSync(garbage, "this is no database, whatever its name says".repeat(50));
    for (const path of [join(folder, "missing", "x.db"), garbage]) {
      assert.throws(
        () => openStore(path),
        (error) => isApiSettingsError(error, "invalid-settings") && error.message.includes(path),
      );
    }
  });
});
