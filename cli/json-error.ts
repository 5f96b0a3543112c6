/** Where a text stops being JSON. The messages of JSON.parse tell it only sometimes, and in words that change. */

const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/uy;

/** What may come next. "first": a member or entry, or the end of an empty object or list. */
type Expected = "value" | "first" | "key" | "colon" | "separator";

/** Offset of the first token that is none or stands in the wrong place; the length of the text where it just ends. */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  let expected: Expected = "value";
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    if (match === null) return startOfNext(text, offset);
    const next = after(match[1] ?? match[0].trim(), expected, open);
    if (next === undefined) return startOfNext(text, offset);
    expected = next;
    offset = TOKEN.lastIndex;
  }
}

/** The state that a token leads to, or undefined where it may not stand. `open` holds the brackets around. */
function after(token: string, expected: Expected, open: string[]): Expected | undefined {
  const inObject = open.at(-1) === "{";
  if (token === "}" || token === "]") {
    if ((expected !== "separator" && expected !== "first") || (token === "}") !== inObject) return undefined;
    return open.pop() === undefined ? undefined : "separator";
  }
  if (token === ",")
    return expected === "separator" && open.length > 0 ? (inObject ? "key" : "value") : undefined;
  if (token === ":") return expected === "colon" ? "value" : undefined;
  if (expected === "key" || (expected === "first" && inObject))
    return token.startsWith('"') ? "colon" : undefined;
  if (expected !== "value" && expected !== "first") return undefined;
  if (token !== "{" && token !== "[") return "separator";
  open.push(token);
  return "first";
}

function startOfNext(text: string, offset: number): number {
  return offset + (/^[ \t\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}
