import { distance } from "fastest-levenshtein";

/** ` Did you mean "x"?` for the nearest candidate, or "" where none is near. */
export function suggest(written: string, candidates: Iterable<string>): string {
  const normalise = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  let best: { name: string; score: number } | undefined;
  for (const name of candidates) {
    const a = normalise(written);
    const b = normalise(name);
    // A prefix is near however long the rest: tokenLifetime for tokenLifetimeSeconds.
    const score = a.length >= 4 && b.startsWith(a) ? 1 : distance(a, b);
    if (best === undefined || score < best.score) best = { name, score };
  }
  return best && best.score <= Math.max(2, written.length / 4) ? ` Did you mean "${best.name}"?` : "";
}
