/** Time as the story tells it: it stands still until the story moves it. */
import type { Clock } from "../clock";

/** 2026-03-01T00:00:00Z. A fixed day, so that two runs tell the same. */
const BEGINNING_SECONDS = 1_772_323_200;

export interface StageClock {
  /** Since the scenario began. */
  seconds(): number;
  /** Goes to this moment. Going back would make a nonsense of the story. */
  at(seconds: number): void;
}

export function createStageClock(clock: Clock): StageClock {
  clock.freeze(BEGINNING_SECONDS * 1_000);
  const seconds = (): number => clock.nowSeconds() - BEGINNING_SECONDS;
  return {
    seconds,
    at(moment) {
      if (moment < seconds()) throw new Error(`The story goes back from ${seconds()} s to ${moment} s.`);
      clock.set((BEGINNING_SECONDS + moment) * 1_000);
    },
  };
}
