/** The load: several at a time, each beginning when its last one was answered, for a bounded time and number. */

export interface Bounds {
  readonly seconds: number;
  readonly count: number;
  readonly atATime: number;
}

export interface Done {
  readonly count: number;
  readonly perSecond: number;
}

/** `work` is told the number of its turn; if it throws once, the whole load does. */
export async function load(
  work: (turn: number) => Promise<void>,
  bounds: Bounds,
  now: () => number = () => performance.now(),
): Promise<Done> {
  const start = now();
  const end = start + bounds.seconds * 1_000;
  let turn = 0;
  let finished = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (!failed && turn < bounds.count && now() < end) {
      try {
        await work(turn++);
        finished++;
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: bounds.atATime }, worker));
  return { count: finished, perSecond: finished / ((now() - start) / 1_000) };
}
