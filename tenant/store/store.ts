/** Everything the tenant remembers. All calls are synchronous: a handler's read and write are never interleaved. */
import { type Collection, createCollection } from "./collection";
import { openDatabase } from "./database";
import type { Client, ClientGrant, ResourceServer, User } from "./records";
import { ensureSchema } from "./schema";

export interface Store {
  readonly resourceServers: Collection<ResourceServer>;
  readonly clients: Collection<Client>;
  readonly clientGrants: Collection<ClientGrant>;
  readonly users: Collection<User>;
  /** Private signing keys as JWK texts, by key id. */
  keys(): { kid: string; document: string }[];
  addKey(kid: string, document: string): void;
  /** Facts about the tenant itself, by name. */
  meta(name: string): string | undefined;
  setMeta(name: string, value: string): void;
  transaction<T>(work: () => T): T;
  /** Forgets all but the signing keys. */
  clear(): void;
  close(): void;
}

/** Opens the store in a file, or for ":memory:" one that ends with the process. */
export function openStore(path: string): Store {
  const database = openDatabase(path);
  ensureSchema(database);
  return {
    resourceServers: createCollection<ResourceServer>(database, "resource_servers", ["id", "identifier"]),
    clients: createCollection<Client>(database, "clients", ["client_id"]),
    clientGrants: createCollection<ClientGrant>(database, "client_grants", ["id", "client_id", "audience"]),
    users: createCollection<User>(database, "users", ["user_id"]),
    keys: () =>
      database
        .all("SELECT kid, document FROM keys ORDER BY kid")
        .map((row) => ({ kid: String(row.kid), document: String(row.document) })),
    addKey: (kid, document) => {
      database.run("INSERT INTO keys (kid, document) VALUES (?, ?)", kid, document);
    },
    meta: (name) => {
      const row = database.one("SELECT value FROM meta WHERE name = ?", name);
      return row && String(row.value);
    },
    setMeta: (name, value) => {
      database.run("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
    },
    transaction: (work) => database.transaction(work),
    clear() {
      database.transaction(() => {
        for (const table of ["resource_servers", "clients", "client_grants", "users"]) {
          database.run(`DELETE FROM ${table}`);
        }
        database.run("DELETE FROM meta WHERE name <> 'schema_version'");
      });
    },
    close: () => database.close(),
  };
}
