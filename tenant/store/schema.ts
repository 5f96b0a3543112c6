/** Tables, the version that a data file has, and how an older file becomes a newer one. */
import { ApiSettingsError } from "../../provider/model/errors";
import type { Database } from "./database";

/**
 * What each version added, from the first. A file is brought to the newest step by step, each in a transaction. Steps
 * that have been released are never changed. `position` keeps the order of creation, in which the Management API lists.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
    `CREATE TABLE keys (kid TEXT PRIMARY KEY, document TEXT NOT NULL)`,
    `CREATE TABLE resource_servers (
       position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, identifier TEXT NOT NULL UNIQUE,
       document TEXT NOT NULL)`,
    `CREATE TABLE clients (
       position INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL UNIQUE, document TEXT NOT NULL)`,
    `CREATE TABLE client_grants (
       position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL,
       audience TEXT NOT NULL, document TEXT NOT NULL)`,
    `CREATE TABLE users (
       position INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL UNIQUE, document TEXT NOT NULL)`,
  ],
  [
    documents("logs", "log_id"),
    documents("organizations", "id", "name"),
    documents("sessions", "id", "user_id"),
    documents("authorization_codes", "id", "client_id"),
    documents("refresh_tokens", "id", "family", "client_id", "user_id"),
    documents("opaque_tokens", "id", "family"),
    documents("device_codes", "id", "user_code"),
    ...["sessions (user_id)", "refresh_tokens (family)", "refresh_tokens (user_id, client_id)"].map(index),
    ...["opaque_tokens (family)", "device_codes (user_code)", "client_grants (client_id, audience)"].map(
      index,
    ),
  ],
  [
    documents("client_credentials", "id", "client_id"),
    documents("passwords", "user_id"),
    documents("roles", "id", "name"),
    documents("role_members", "id", "user_id", "role_id"),
    documents("permissions", "id", "holder", "resource_server_identifier"),
    ...["client_credentials (client_id)", "role_members (user_id)", "role_members (role_id)"].map(index),
    ...["permissions (holder)", "permissions (resource_server_identifier)"].map(index),
  ],
];

export const SCHEMA_VERSION = MIGRATIONS.length;

function documents(table: string, key: string, ...columns: string[]): string {
  const more = columns.map((column) => `, ${column} TEXT NOT NULL`).join("");
  return `CREATE TABLE ${table} (
    position INTEGER PRIMARY KEY AUTOINCREMENT, ${key} TEXT NOT NULL UNIQUE${more}, document TEXT NOT NULL)`;
}

function index(target: string): string {
  return `CREATE INDEX ${target.replaceAll(/\W+/g, "_")} ON ${target}`;
}

/** Makes the tables of a new file, or brings an older one up to date. Refuses a file of a newer version. */
export function ensureSchema(database: Database): void {
  database.transaction(() => {
    const found = versionOf(database);
    if (found > SCHEMA_VERSION) {
      throw new ApiSettingsError(
        "invalid-settings",
        `The data file has schema version ${found}; this tenant reads up to ${SCHEMA_VERSION}.`,
        { wayOut: "Use the newer release that wrote it, or give another file." },
      );
    }
    for (const statements of MIGRATIONS.slice(found)) for (const sql of statements) database.run(sql);
    if (found === SCHEMA_VERSION) return;
    database.run(
      "INSERT OR REPLACE INTO meta (name, value) VALUES ('schema_version', ?)",
      String(SCHEMA_VERSION),
    );
  });
}

function versionOf(database: Database): number {
  const meta = database.one("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'");
  if (meta === undefined) return 0;
  return Number(database.one("SELECT value FROM meta WHERE name = 'schema_version'")?.value ?? 0);
}
