/** Counts of operations in the summary of a run. */
import { type JsonObject, objectAt } from "./json";

export function readChanges(summary: JsonObject, key: string): Readonly<Record<string, number>> | undefined {
  const changes = objectAt(summary, key);
  if (changes === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(changes).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}
