/** Everything the tenant remembers. All calls are synchronous: a handler's read and write are never interleaved. */
import { type Collection, createCollection } from "./collection";
import { type Database, openDatabase } from "./database";
import type {
  AuthorizationCode,
  Client,
  ClientCredential,
  ClientGrant,
  DeviceCode,
  LogEntry,
  OpaqueToken,
  Organization,
  Password,
  Permission,
  RefreshToken,
  ResourceServer,
  Role,
  RoleMember,
  Session,
  User,
} from "./records";
import { ensureSchema } from "./schema";

export interface Records {
  resourceServers: ResourceServer;
  clients: Client;
  clientGrants: ClientGrant;
  users: User;
  organizations: Organization;
  logs: LogEntry;
  sessions: Session;
  authorizationCodes: AuthorizationCode;
  refreshTokens: RefreshToken;
  opaqueTokens: OpaqueToken;
  deviceCodes: DeviceCode;
  clientCredentials: ClientCredential;
  passwords: Password;
  roles: Role;
  roleMembers: RoleMember;
  permissions: Permission;
}

/** The table of each collection and its indexed columns, of which the first is the key. */
const TABLES: { readonly [N in keyof Records]: readonly [string, ...(keyof Records[N] & string)[]] } = {
  resourceServers: ["resource_servers", "id", "identifier"],
  clients: ["clients", "client_id"],
  clientGrants: ["client_grants", "id", "client_id", "audience"],
  users: ["users", "user_id"],
  organizations: ["organizations", "id", "name"],
  logs: ["logs", "log_id"],
  sessions: ["sessions", "id", "user_id"],
  authorizationCodes: ["authorization_codes", "id", "client_id"],
  refreshTokens: ["refresh_tokens", "id", "family", "client_id", "user_id"],
  opaqueTokens: ["opaque_tokens", "id", "family"],
  deviceCodes: ["device_codes", "id", "user_code"],
  clientCredentials: ["client_credentials", "id", "client_id"],
  passwords: ["passwords", "user_id"],
  roles: ["roles", "id", "name"],
  roleMembers: ["role_members", "id", "user_id", "role_id"],
  permissions: ["permissions", "id", "holder", "resource_server_identifier"],
};

export const COLLECTION_NAMES = Object.keys(TABLES) as readonly (keyof Records)[];

/** The member that tells the documents of a collection apart. */
export const keyOf = (name: keyof Records): string => TABLES[name][1] ?? "id";

type Collections = { readonly [N in keyof Records]: Collection<Records[N]> };

export interface StoredKey {
  kid: string;
  document: string;
}

export interface Store extends Collections {
  /** Private signing keys as JWK texts, by key id. */
  keys(): StoredKey[];
  /** Keeps this key unless there is one; returns the one that counts, which another process may have brought. */
  keepKey(kid: string, document: string): StoredKey;
  /** Facts about the tenant itself, by name. */
  meta(name: string): string | undefined;
  setMeta(name: string, value: string): void;
  /** All facts about the tenant but the schema's version, which is the file's. */
  allMeta(): Readonly<Record<string, string>>;
  removeKeys(): void;
  /** Runs `work` in one transaction that excludes every other writer, also one in another process. */
  transaction<T>(work: () => T): T;
  /** Forgets all but the signing keys. */
  clear(): void;
  close(): void;
}

/** Opens the store in a file, or for ":memory:" one that ends with the process. */
export function openStore(path: string): Store {
  const database = openDatabase(path);
  ensureSchema(database);
  const keys = (): StoredKey[] =>
    database
      .all("SELECT kid, document FROM keys ORDER BY kid")
      .map((row) => ({ kid: String(row.kid), document: String(row.document) }));
  return {
    ...collections(database),
    keys,
    keepKey: (kid, document) =>
      database.transaction(() => {
        const [existing] = keys();
        if (existing) return existing;
        database.run("INSERT INTO keys (kid, document) VALUES (?, ?)", kid, document);
        return { kid, document };
      }),
    meta: (name) => {
      const row = database.one("SELECT value FROM meta WHERE name = ?", name);
      return row && String(row.value);
    },
    setMeta: (name, value) => {
      database.run("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
    },
    allMeta() {
      const rows = database.all("SELECT name, value FROM meta WHERE name <> 'schema_version' ORDER BY name");
      return Object.fromEntries(rows.map(({ name, value }) => [String(name), String(value)]));
    },
    removeKeys: () => {
      database.run("DELETE FROM keys");
    },
    transaction: (work) => database.transaction(work),
    clear() {
      database.transaction(() => {
        for (const [table] of Object.values(TABLES)) database.run(`DELETE FROM ${table}`);
        database.run("DELETE FROM meta WHERE name <> 'schema_version'");
      });
    },
    close: () => database.close(),
  };
}

function collections(database: Database): Collections {
  const entries = Object.entries(TABLES).map(([name, [table, ...columns]]) => [
    name,
    createCollection(database, table, columns as never[]),
  ]);
  return Object.fromEntries(entries) as Collections;
}
