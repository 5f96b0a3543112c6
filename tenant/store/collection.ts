/** A table of JSON documents with a few indexed columns, which are copied out of the document. */
import type { Database, Parameter } from "./database";

export interface Collection<T> {
  insert(document: T): void;
  /** Replaces the document with the same key. */
  replace(document: T): void;
  remove(key: string): boolean;
  /** Removes all but the newest `number` documents, a few at a time. */
  keepNewest(number: number): void;
  get(key: string): T | undefined;
  /** Documents whose indexed columns have these values, in the order of creation. */
  find(where: Where, page?: Page): T[];
  count(where: Where): number;
}

/** Columns and their values; of a list, any. */
export type Where = Readonly<Record<string, string | readonly string[]>>;

export interface Page {
  offset: number;
  limit: number;
}

/** `columns` are the indexed members; the first is the key. Names of tables and columns come from code, never from requests. */
export function createCollection<T extends object>(
  database: Database,
  table: string,
  columns: readonly (keyof T & string)[],
): Collection<T> {
  const key = columns[0] ?? "id";
  const all = [...columns, "document"];
  const valuesOf = (document: T): Parameter[] => [
    ...columns.map((column) => String(document[column])),
    JSON.stringify(document),
  ];
  const condition = (where: Where): string => {
    const terms = Object.entries(where).map(([name, value]) => `${name} IN (${places([value].flat())})`);
    return terms.length === 0 ? "" : ` WHERE ${terms.join(" AND ")}`;
  };
  const valuesIn = (where: Where): string[] => Object.values(where).flat();
  const parse = (row: Readonly<Record<string, unknown>>): T => JSON.parse(String(row.document)) as T;

  return {
    insert(document) {
      database.run(`INSERT INTO ${table} (${all.join(", ")}) VALUES (${places(all)})`, ...valuesOf(document));
    },
    replace(document) {
      const changes = all.map((column) => `${column} = ?`).join(", ");
      database.run(
        `UPDATE ${table} SET ${changes} WHERE ${key} = ?`,
        ...valuesOf(document),
        String(document[key as keyof T]),
      );
    },
    remove: (value) => database.run(`DELETE FROM ${table} WHERE ${key} = ?`, value) > 0,
    keepNewest(number) {
      database.run(`DELETE FROM ${table} WHERE position <= (SELECT MAX(position) FROM ${table}) - ?`, number);
    },
    get(value) {
      const row = database.one(`SELECT document FROM ${table} WHERE ${key} = ?`, value);
      return row && parse(row);
    },
    find(where, page = { offset: 0, limit: -1 }) {
      const sql = `SELECT document FROM ${table}${condition(where)} ORDER BY position LIMIT ? OFFSET ?`;
      return database.all(sql, ...valuesIn(where), page.limit, page.offset).map(parse);
    },
    count(where) {
      const row = database.one(
        `SELECT COUNT(*) AS number FROM ${table}${condition(where)}`,
        ...valuesIn(where),
      );
      return Number(row?.number ?? 0);
    },
  };
}

const places = (values: readonly unknown[]): string => values.map(() => "?").join(", ");
