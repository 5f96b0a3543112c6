/** Tables, and the version that a data file must have. */
import { ApiSettingsError } from "../../provider/model/errors";
import type { Database } from "./database";

const SCHEMA_VERSION = "1";

/** `position` keeps the order of creation, in which the Management API lists. */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS keys (kid TEXT PRIMARY KEY, document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS resource_servers (
     position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, identifier TEXT NOT NULL UNIQUE,
     document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS clients (
     position INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL UNIQUE, document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS client_grants (
     position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL,
     audience TEXT NOT NULL, document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS users (
     position INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL UNIQUE, document TEXT NOT NULL)`,
];

export function ensureSchema(database: Database): void {
  database.transaction(() => {
    for (const table of TABLES) database.run(table);
    database.run("INSERT OR IGNORE INTO meta (name, value) VALUES ('schema_version', ?)", SCHEMA_VERSION);
  });
  const version = database.one("SELECT value FROM meta WHERE name = 'schema_version'")?.value;
  if (version !== SCHEMA_VERSION) {
    throw new ApiSettingsError(
      "invalid-settings",
      `The data file has schema version ${String(version)}; this tenant reads version ${SCHEMA_VERSION}.`,
      { wayOut: "Give another file, or delete this one to start afresh." },
    );
  }
}
