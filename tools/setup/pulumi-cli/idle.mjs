import { duration } from "../words.mjs";

/**
 * Ends a download that has stopped moving: no output and no growth for `limit` milliseconds.
 *
 * @param {{ now: () => number }} context
 * @param {number} limit
 * @param {() => number} measure a number that changes while something arrives
 * @param {(tick: () => void) => () => void} repeat calls `tick` now and then until the returned function is called
 */
export function stopWhenIdle({ now }, limit, measure, repeat = everyHalfSecond) {
  let seen = -1;
  let moved = now();
  /** @type {() => void} */
  let end = () => {};
  return {
    /** @param {import("../children.mjs").Control} control */
    start: (control) => {
      end = repeat(() => {
        const current = measure();
        if (current !== seen) {
          seen = current;
          moved = now();
        }
        if (now() - moved < limit) return;
        end();
        control.stop(`nothing arrived for ${duration(limit)}`);
      });
    },
    touch: () => {
      moved = now();
    },
    end: () => end(),
  };
}

/** @param {() => void} tick */
function everyHalfSecond(tick) {
  const timer = setInterval(tick, 500);
  return () => clearInterval(timer);
}
