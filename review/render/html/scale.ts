/** A logarithmic scale of time: 5 minutes, 24 hours and 30 days all have room on it. */
import { shortTime } from "../../report/words";

export const SMALLEST_SECONDS = 30;
const LARGEST_SECONDS = 2_592_000;
/** Ticks that the scale is labelled with. */
export const TICKS = [60, 300, 900, 3_600, 21_600, 86_400, 604_800, 2_592_000] as const;

export interface Scale {
  readonly left: number;
  readonly right: number;
  readonly largestSeconds: number;
}

/** A scale that holds 30 days, and whatever is longer than that and does end. */
export function scaleFor(seconds: readonly number[], left: number, right: number): Scale {
  return { left, right, largestSeconds: Math.max(LARGEST_SECONDS, ...seconds.filter(Number.isFinite)) };
}

/** Where a time lies; without end it lies at the right edge. */
export function positionOf(seconds: number, { left, right, largestSeconds }: Scale): number {
  if (seconds === Number.POSITIVE_INFINITY) return right;
  const share =
    Math.log(Math.max(seconds, SMALLEST_SECONDS) / SMALLEST_SECONDS) /
    Math.log(largestSeconds / SMALLEST_SECONDS);
  return Math.round((left + share * (right - left)) * 10) / 10;
}

/** Days are how people read a scale, although 24 h is written as hours elsewhere. */
export function tickLabel(seconds: number): string {
  return seconds === 86_400 ? "1 d" : shortTime(seconds);
}
