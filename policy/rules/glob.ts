/** Patterns of identifiers and names: `*` stands for any text, slashes included; everything else for itself. */
export function matchesGlob(pattern: string, text: string, options: { ignoreCase: boolean }): boolean {
  const fold = (value: string) => (options.ignoreCase ? value.toLowerCase() : value);
  const parts = fold(pattern).split("*");
  const subject = fold(text);
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return subject === first;
  const last = rest.pop() ?? "";
  if (subject.length < first.length + last.length) return false;
  if (!subject.startsWith(first) || !subject.endsWith(last)) return false;
  // Greedy from the left, never backtracking: linear in the text, whatever the pattern.
  let from = first.length;
  const end = subject.length - last.length;
  for (const part of rest) {
    const at = subject.indexOf(part, from);
    if (at === -1 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
