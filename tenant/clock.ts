/** The tenant's only source of time. Everything that asks what time it is gets a clock as an argument. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Whole seconds since the Unix epoch, as JWT claims and ids use them. */
  nowSeconds(): number;
  /** Lets time jump forward; tokens then expire as if the time had passed. */
  advanceSeconds(seconds: number): void;
  /** Goes back to the time of the underlying source. */
  reset(): void;
}

/** A clock that follows `source`, milliseconds, by default the machine's. */
export function createClock(source: () => number = Date.now): Clock {
  let offsetMilliseconds = 0;
  const now = (): number => source() + offsetMilliseconds;
  return {
    now,
    nowSeconds: () => Math.floor(now() / 1_000),
    advanceSeconds: (seconds) => {
      offsetMilliseconds += seconds * 1_000;
    },
    reset: () => {
      offsetMilliseconds = 0;
    },
  };
}
