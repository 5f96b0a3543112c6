/** What is said about a figure that was measured several times. */

export interface Summary {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/** Undefined where nothing was measured. */
export function summarise(values: readonly number[]): Summary | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [minimum] = sorted;
  const maximum = sorted.at(-1);
  if (minimum === undefined || maximum === undefined) return undefined;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? minimum;
  const upper = sorted[Math.ceil((sorted.length - 1) / 2)] ?? maximum;
  return { minimum, median: (lower + upper) / 2, maximum };
}

/**
 * The order of one round: each round begins with another one, so that none always runs on a machine that the same one
 * left behind.
 */
export function rotated<T>(items: readonly T[], round: number): T[] {
  const start = items.length === 0 ? 0 : round % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
