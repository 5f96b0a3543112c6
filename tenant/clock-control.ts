/** The clock as people and programs set it: moments and durations as texts, checked, and what it shows as plain data. */
import type { Clock } from "./clock";
import { momentMilliseconds, movedMilliseconds } from "./moments";

/** What the tenant's clock shows. */
export interface ClockState {
  /** RFC 3339, in UTC. */
  now: string;
  /** Whole Unix seconds: what `iat` of a token says that is issued now. */
  nowSeconds: number;
  /** Whether it stands still. */
  frozen: boolean;
  /** Seconds by which it is ahead of the time that it follows, or behind. */
  offsetSeconds: number;
}

export interface ClockControl {
  state(): ClockState;
  /** To a moment such as `2026-12-24T00:00:00Z`; a frozen clock stays frozen there. */
  set(moment: unknown): ClockState;
  /** By a duration such as `30d`, `15m` or `-1h`, or by seconds. */
  advance(duration: unknown): ClockState;
  /** Stops it, now or at a moment. */
  freeze(moment?: unknown): ClockState;
  resume(): ClockState;
  /** Back to how it started. */
  reset(): ClockState;
}

export interface ClockStart {
  startAt?: string;
  frozen?: boolean;
}

/** Puts the clock to its start. Every method fails with `invalid-input`, and changes nothing, for what it cannot take. */
export function createClockControl(clock: Clock, { startAt, frozen = false }: ClockStart): ClockControl {
  const state = (): ClockState => ({
    now: new Date(clock.now()).toISOString(),
    nowSeconds: clock.nowSeconds(),
    frozen: clock.frozen,
    offsetSeconds: Math.round(clock.offsetMilliseconds / 1_000),
  });
  const start = startAt === undefined ? undefined : momentMilliseconds(startAt, "startAt");
  const begin = (): ClockState => {
    if (start !== undefined) clock.set(start);
    if (frozen) clock.freeze();
    return state();
  };
  begin();
  return {
    state,
    set(moment) {
      clock.set(momentMilliseconds(moment, "set"));
      return state();
    },
    advance(duration) {
      clock.set(movedMilliseconds(clock.now(), duration, "advance"));
      return state();
    },
    freeze(moment) {
      clock.freeze(moment === undefined ? undefined : momentMilliseconds(moment, "freeze"));
      return state();
    },
    resume() {
      clock.resume();
      return state();
    },
    reset() {
      clock.reset();
      return begin();
    },
  };
}
