/** Waiting that ends when the tenant stops, so that a slow answer never holds up its end. */
import { setTimeout as sleep } from "node:timers/promises";

export type Delay = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface Waits {
  wait(milliseconds: number): Promise<void>;
  /** Ends all waits, those under way and those to come. */
  end(): void;
}

export function createWaits(delay: Delay = defaultDelay): Waits {
  const stop = new AbortController();
  return {
    async wait(milliseconds) {
      if (stop.signal.aborted) return;
      try {
        await delay(milliseconds, stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      }
    },
    end: () => stop.abort(),
  };
}

function defaultDelay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return sleep(milliseconds, undefined, { signal });
}
