/** Time that passes only when everybody waits for it. */
export class VirtualClock {
  #now: number;
  readonly #timers: { at: number; order: number; fire: () => void }[] = [];
  #order = 0;

  constructor(startMilliseconds = Date.UTC(2026, 0, 15, 12)) {
    this.#now = startMilliseconds;
  }

  readonly now = (): number => this.#now;

  readonly delay = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const abandon = (): void => {
        const index = this.#timers.indexOf(timer);
        if (index >= 0) this.#timers.splice(index, 1);
        reject(signal?.reason);
      };
      const fire = (): void => {
        signal?.removeEventListener("abort", abandon);
        resolve();
      };
      const timer = { at: this.#now + milliseconds, order: this.#order++, fire };
      this.#timers.push(timer);
      signal?.addEventListener("abort", abandon, { once: true });
    });

  /** Lets time pass until the promise is settled. Throws where nothing would ever settle it. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = (): void => {
      settled = true;
    };
    promise.then(done, done);
    for (;;) {
      await quiet();
      if (settled) return promise;
      if (!this.#fireNext()) throw new Error("Deadlock: nothing is left to wait for.");
    }
  }

  /** Lets so much time pass, whatever happens meanwhile. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await quiet();
    while (this.#timers.some((timer) => timer.at <= until)) {
      this.#fireNext();
      await quiet();
    }
    this.#now = until;
  }

  get pendingTimers(): number {
    return this.#timers.length;
  }

  #fireNext(): boolean {
    this.#timers.sort((a, b) => a.at - b.at || a.order - b.order);
    const next = this.#timers.shift();
    if (next === undefined) return false;
    this.#now = Math.max(this.#now, next.at);
    next.fire();
    return true;
  }
}

/** All promise jobs are done when the next turn of the event loop comes. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
