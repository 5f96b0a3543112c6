/** Chance that repeats itself: the same seed and the same requests in the same order give the same faults. */
import type { LatencyDistribution } from "./rule";

/** A number from 0 up to, and without, 1. */
export type Dice = () => number;

/** Xorshift (Marsaglia 2003) with 32 bits: small, and good enough to decide which request fails. */
export function createDice(seed: number): Dice {
  // Neighbouring seeds would begin alike, and 0 would stay 0.
  let state = Math.imul(seed ^ (seed >>> 16), 0x9e3779b1) ^ 0x6a09e667 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let round = 0; round < 8; round++) next();
  return () => next() / 0x1_0000_0000;
}

/** Milliseconds to wait, never below 0 and, with a tail however long, never above 600,000. */
export function drawLatency(latency: number | LatencyDistribution, dice: Dice): number {
  return Math.min(600_000, Math.max(0, draw(latency, dice)));
}

function draw(latency: number | LatencyDistribution, dice: Dice): number {
  if (typeof latency === "number") return latency;
  switch (latency.kind) {
    case "fixed":
      return latency.milliseconds;
    case "uniform": {
      const { minimumMilliseconds: minimum, maximumMilliseconds: maximum } = latency;
      return minimum + dice() * (maximum - minimum);
    }
    case "normal": {
      // Box and Muller (1958). The logarithm's argument is never 0.
      const radius = Math.sqrt(-2 * Math.log(1 - dice()));
      return (
        latency.meanMilliseconds + latency.deviationMilliseconds * radius * Math.cos(2 * Math.PI * dice())
      );
    }
    case "exponential":
      return -latency.meanMilliseconds * Math.log(1 - dice());
  }
}
