/** Values with their kind spelt out, so that a test cannot mistake one for another. */
import { isSecret, isUnknown, type Value, type ValueObject } from "../../../../../provider/model/values";

export function shown(value: Value | undefined): unknown {
  if (value === undefined) return "absent";
  if (isUnknown(value)) return "unknown";
  if (isSecret(value)) return { secret: shown(value.reveal()) };
  if (Array.isArray(value)) return { list: value.map(shown) };
  if (typeof value === "object" && value !== null) return { object: shownMembers(value) };
  return { known: value };
}

/** Pairs instead of members: a member may be called __proto__. */
export function shownMembers(object: ValueObject): [string, unknown][] {
  return Object.entries(object)
    .map(([key, member]): [string, unknown] => [key, shown(member)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** With every secret unreadable, as most formats leave it. */
export function shownBlind(object: ValueObject): unknown {
  const blind = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(blind);
    if (typeof value !== "object" || value === null) return value;
    if ("secret" in value) return { secret: "unknown" };
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, blind(member)]));
  };
  return blind(shownMembers(object));
}
