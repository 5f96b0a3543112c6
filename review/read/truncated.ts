/** What can be saved of a JSON document that ends in the middle. */

/**
 * The document up to the last complete item of its outermost list, closed properly; undefined where there is no
 * complete item. Never more: a resource of which only the first half is there would look like one without the rest.
 */
export function upToLastItem(text: string): string | undefined {
  const open: string[] = [];
  let outermost = Number.POSITIVE_INFINITY;
  let end = 0;
  let closers = "";
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      const close = endOfString(text, index + 1);
      if (close === -1) break;
      index = close;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? "}" : "]");
      if (character === "[") outermost = Math.min(outermost, open.length);
    } else if (character === "}" || character === "]") {
      open.pop();
      if (open.length === outermost && open.at(-1) === "]") {
        end = index + 1;
        closers = [...open].reverse().join("");
      }
    }
  }
  return end === 0 ? undefined : text.slice(0, end) + closers;
}

/** Index of the quote that ends the string which begins at `from`, or -1 where the text ends first. */
export function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (quote - backslashes > from && text.charCodeAt(quote - backslashes - 1) === 92) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return -1;
}
