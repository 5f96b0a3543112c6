/** JSON.parse takes the last of two members of the same name in silence; people who read the file see the first. */

export interface DuplicateKey {
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

/** A string; or anything that opens, closes or separates. Numbers and words do not matter here. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The first member of an object that has the name of an earlier one. The text must be valid JSON. */
export function duplicateKey(json: string): DuplicateKey | undefined {
  /** Names of the objects around; undefined for a list. */
  const around: (Set<string> | undefined)[] = [];
  let text: { readonly value: string; readonly at: number } | undefined;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (token === "{") around.push(new Set());
    else if (token === "[") around.push(undefined);
    else if (token === "}" || token === "]") around.pop();
    else if (token === ":" && text !== undefined) {
      const key = JSON.parse(text.value) as string;
      const keys = around.at(-1);
      if (keys?.has(key)) return { key, ...positionOf(json, text.at) };
      keys?.add(key);
    }
    text = token.startsWith('"') ? { value: token, at: index } : undefined;
  }
  return undefined;
}

/** Both count from 1, as editors do. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
