/** The only file that knows the SQLite driver, so that another one can take its place. */
import { closeSync, openSync } from "node:fs";
import Driver from "libsql";
import { ApiSettingsError } from "../../provider/model/errors";

export type Row = Readonly<Record<string, unknown>>;
export type Parameter = string | number | null;

export interface Database {
  run(sql: string, ...parameters: Parameter[]): number;
  one(sql: string, ...parameters: Parameter[]): Row | undefined;
  all(sql: string, ...parameters: Parameter[]): Row[];
  /**
   * Runs `work` in one transaction: all of it is stored, or nothing. It takes the write lock at once, so that what it
   * reads is still so when it writes, also with another process on the same file. Inside another one it is part of that.
   */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens a database file, or a private one in memory for ":memory:". */
export function openDatabase(path: string): Database {
  const driver = open(path);
  const statements = createStatements(driver);
  let inTransaction = false;
  const outermost = <T>(work: () => T): T => {
    driver.exec("BEGIN IMMEDIATE");
    inTransaction = true;
    try {
      const result = work();
      driver.exec("COMMIT");
      return result;
    } catch (error) {
      // Where the disk is full, SQLite has undone everything by itself, and has nothing left to roll back.
      if (driver.inTransaction) driver.exec("ROLLBACK");
      throw error;
    } finally {
      inTransaction = false;
    }
  };
  return {
    run: (sql, ...parameters) => statements.prepare(sql).run(...parameters).changes,
    one: (sql, ...parameters) => statements.prepare(sql).get(...parameters) as Row | undefined,
    all: (sql, ...parameters) => statements.prepare(sql).all(...parameters) as Row[],
    transaction: (work) => (inTransaction ? work() : outermost(work)),
    close: () => {
      statements.forget();
      driver.close();
    },
  };
}

/** Lists of values make statements without end; those of the store itself are fewer than this. */
const MAXIMUM_STATEMENTS = 200;

interface Statements {
  prepare(sql: string): Driver.Statement;
  /** The driver frees a statement when nothing refers to it any more, and its file with the last one. */
  forget(): void;
}

/** Preparing a statement takes as long as running it, so each is prepared once. */
function createStatements(driver: Driver.Database): Statements {
  const prepared = new Map<string, Driver.Statement>();
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      if (prepared.size === MAXIMUM_STATEMENTS) prepared.clear();
      const statement = driver.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
    forget: () => prepared.clear(),
  };
}

function open(path: string): Driver.Database {
  try {
    // Tokens and secrets are in it: a new file is for its owner alone, and SQLite gives its companions the same mode.
    if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
    const driver = new Driver(path);
    // First of all: with the default of 0 a second process that opens the file at the same moment fails at once.
    driver.exec("PRAGMA busy_timeout=5000");
    driver.exec("PRAGMA journal_mode=WAL");
    // An answered write must survive a crash of the machine, not only of the process.
    driver.exec("PRAGMA synchronous=FULL");
    return driver;
  } catch (cause) {
    throw new ApiSettingsError("invalid-settings", `The data file ${path} cannot be opened.`, {
      wayOut:
        "Give a file in a folder that exists and can be written to, or none to keep everything in memory.",
      cause,
    });
  }
}

/** Why the file takes no more, as SQLite calls it, where that is what the error is about; else undefined. */
export function writeFailure(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^SQLITE_(FULL|IOERR|READONLY|NOSPC|CORRUPT)/.test(code)
    ? code
    : undefined;
}
