/** Names of members, at any depth of a value. */
import type { Json } from "../../../provider/model/values";

export function someKey(value: Json, test: (key: string) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => someKey(item, test));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]) => test(key) || someKey(member, test));
}
