/** Whether a rule is for a request. */
import type { FaultMatch } from "./rule";

export interface FaultTarget {
  readonly method: string;
  /** Without query. */
  readonly path: string;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "token-endpoint": "/oauth/token",
  "management-api": "/api/v2/**",
};

export function matches({ method, path }: FaultMatch, target: FaultTarget): boolean {
  if (method !== undefined && method.toUpperCase() !== target.method.toUpperCase()) return false;
  return path === undefined || globMatches(SHORT_NAMES[path] ?? path, target.path);
}

/**
 * Walks both texts with one place to come back to for each kind of star. A regular expression made of a stranger's
 * pattern could take exponential time.
 */
function globMatches(pattern: string, text: string): boolean {
  const parts = pattern.match(/\*\*|\*|[^*]/gs) ?? [];
  // Which beginnings of the text the pattern so far can stand for.
  let reached = [true, ...Array<boolean>(text.length).fill(false)];
  for (const part of parts) {
    const next = Array<boolean>(text.length + 1).fill(false);
    for (let end = 0; end <= text.length; end++) {
      const last = text[end - 1];
      if (part === "**") next[end] = reached[end] || (end > 0 && next[end - 1] === true);
      else if (part === "*") next[end] = reached[end] || (last !== "/" && end > 0 && next[end - 1] === true);
      else next[end] = end > 0 && last === part && reached[end - 1] === true;
    }
    reached = next;
  }
  return reached[text.length] === true;
}
