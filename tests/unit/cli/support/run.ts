/** Runs the command in process. */
import { main } from "../../../../cli/main";
import { type FakeIo, type FakeProcess, fakeIo } from "./fake-io";

export interface Answer {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
  /** Both outputs in one line, for sentences that were broken at the 80th column. */
  readonly text: string;
  readonly written: ReadonlyMap<string, string>;
}

export async function run(args: readonly string[], process: FakeProcess = {}): Promise<Answer> {
  return runWith(args, fakeIo(process));
}

/** The same process again: its disk is kept. */
export async function runWith(args: readonly string[], io: FakeIo): Promise<Answer> {
  await main(["node", "apisettings", ...args], io);
  const [out, err] = [io.stdout(), io.stderr()];
  return { code: io.exitCode(), out, err, text: `${out} ${err}`.replace(/\s+/g, " "), written: io.written };
}
