/**
 * The tenant's only source of time. Everything that asks what time it is gets a clock as an argument, so that "30 days
 * later" takes a millisecond: expiry of tokens, codes and sessions, and rate-limit windows, follow this clock alone.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Whole seconds since the Unix epoch, as JWT claims and ids use them. */
  nowSeconds(): number;
  /** Lets time jump: forward, or with a negative number back. A frozen clock jumps and stays frozen. */
  advanceSeconds(seconds: number): void;
  /** Goes to this time, milliseconds since the Unix epoch; from there it runs on, or stays if it is frozen. */
  set(milliseconds: number): void;
  /** Stops time, at this moment or at the given one, in milliseconds since the Unix epoch. */
  freeze(milliseconds?: number): void;
  /** Lets a frozen clock run on from where it stands. */
  resume(): void;
  readonly frozen: boolean;
  /** How far it is from the underlying source at this moment, in milliseconds; negative where it is behind. */
  readonly offsetMilliseconds: number;
  /** Goes back to the time of the underlying source, running. */
  reset(): void;
}

/** A clock that follows `source`, milliseconds, by default the machine's. */
export function createClock(source: () => number = Date.now): Clock {
  let offsetMilliseconds = 0;
  let frozenAt: number | undefined;
  const now = (): number => frozenAt ?? source() + offsetMilliseconds;
  const set = (milliseconds: number): void => {
    if (frozenAt !== undefined) frozenAt = milliseconds;
    else offsetMilliseconds = milliseconds - source();
  };
  return {
    now,
    nowSeconds: () => Math.floor(now() / 1_000),
    advanceSeconds: (seconds) => set(now() + seconds * 1_000),
    set,
    freeze: (milliseconds = now()) => {
      frozenAt = milliseconds;
    },
    resume: () => {
      if (frozenAt === undefined) return;
      offsetMilliseconds = frozenAt - source();
      frozenAt = undefined;
    },
    get frozen() {
      return frozenAt !== undefined;
    },
    get offsetMilliseconds() {
      return frozenAt === undefined ? offsetMilliseconds : frozenAt - source();
    },
    reset: () => {
      offsetMilliseconds = 0;
      frozenAt = undefined;
    },
  };
}
