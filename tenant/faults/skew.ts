/** A clock that one request can see wrong, while all others see it right. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../clock";

export interface SkewableClock extends Clock {
  /** Runs `work` and all that it waits for by a clock that is wrong by so many seconds. */
  withSkew<T>(seconds: number, work: () => T): T;
}

export function createSkewableClock(clock: Clock): SkewableClock {
  const skew = new AsyncLocalStorage<number>();
  const now = (): number => clock.now() + (skew.getStore() ?? 0) * 1_000;
  return {
    now,
    nowSeconds: () => Math.floor(now() / 1_000),
    advanceSeconds: (seconds) => clock.advanceSeconds(seconds),
    set: (milliseconds) => clock.set(milliseconds),
    freeze: (milliseconds) => clock.freeze(milliseconds),
    resume: () => clock.resume(),
    get frozen() {
      return clock.frozen;
    },
    get offsetMilliseconds() {
      return clock.offsetMilliseconds;
    },
    reset: () => clock.reset(),
    withSkew: (seconds, work) => (seconds === 0 ? work() : skew.run(seconds, work)),
  };
}
