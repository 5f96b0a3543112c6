/** One round of one subject: a process from its start to its end. */
import { join } from "node:path";
import type { Sample } from "./figures";
import { CONNECTIONS, connect } from "./http";
import { type Bounds, load } from "./load";
import { startProgram } from "./server-process";
import type { Ask, LoadFigure, Subject } from "./subject";

/** So that the code is compiled before it is timed. */
const WARM_UP: Bounds = { seconds: 0.5, count: 200, atATime: CONNECTIONS };
/** So that what a subject keeps in memory stays small. */
const MAXIMUM_COUNT = 20_000;

export async function measure(subject: Subject, folder: string, seconds: number): Promise<Sample> {
  const running = await startProgram(subject.program(folder));
  const { http, close } = connect(running.ready.url);
  try {
    const processorAtStart = running.processorMilliseconds();
    const sample: Sample = { start: running.readyAfterMilliseconds, memoryAtStart: running.memory() };
    if (processorAtStart !== undefined) sample.startProcessor = processorAtStart;
    await subject.firstToken(http, running.ready);
    sample.firstToken = performance.now() - running.startedAt;
    const { tokens, others } = await subject.prepare(http, running.ready);
    let turns = 0;
    const run = async (figure: LoadFigure, ask: Ask): Promise<void> => {
      const work = (): Promise<void> => ask(http, turns++);
      await load(work, WARM_UP);
      const before = running.processorMilliseconds();
      const done = await load(work, { seconds, count: MAXIMUM_COUNT, atATime: CONNECTIONS });
      const after = running.processorMilliseconds();
      sample[figure] = done.perSecond;
      if (figure === "tokens" && before !== undefined && after !== undefined)
        sample.tokenProcessor = (after - before) / done.count;
    };
    await run("tokens", tokens);
    for (const [figure, ask] of Object.entries(others)) await run(figure as LoadFigure, ask);
    sample.memoryAfterLoad = running.memory();
    return sample;
  } finally {
    await close();
    await running.stop();
  }
}

/** Our tenant in a program of its own that says how long loading and starting it took. */
export async function measureInProcess(): Promise<Sample> {
  const file = join(__dirname, "servers", "in-process.mjs");
  const running = await startProgram({ file: process.execPath, args: [file] });
  await running.stop();
  const { milliseconds, processorMilliseconds } = running.ready;
  return { inProcess: Number(milliseconds), inProcessProcessor: Number(processorMilliseconds) };
}
