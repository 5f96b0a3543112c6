/** Whether a JSON text names a member twice in one object. `JSON.parse` takes the last one and says nothing. */
import { endOfString } from "./truncated";

/** @param value what `JSON.parse` made of `text`. It has fewer members than the text has colons if one was lost. */
export function hasDuplicateKeys(text: string, value: unknown): boolean {
  return countColons(text) !== countMembers(value);
}

function countColons(text: string): number {
  let colons = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) index = endOfString(text, index + 1);
    else if (code === 58) colons++;
  }
  return colons;
}

function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const members: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((sum, member) => sum + countMembers(member), own);
}
