/** The list of requests that the tenant answered. */
import type { RequestEntry } from "./options";

/** A tenant that runs for days must not grow with every request. */
const MAXIMUM_ENTRIES = 10_000;

export interface RequestList {
  add(entry: RequestEntry): void;
  /** The latest 10,000, oldest first. */
  all(): RequestEntry[];
  clear(): void;
}

export function createRequestList(): RequestList {
  const entries: RequestEntry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > MAXIMUM_ENTRIES) entries.shift();
    },
    all: () => entries.map((entry) => ({ ...entry })),
    clear() {
      entries.length = 0;
    },
  };
}
