import { join } from "node:path";
import { Tally } from "./tally.mjs";

/** After its last test a process should end by itself; what keeps it is a handle that some test left open. */
const endWithinMilliseconds = 10_000;

/**
 * @typedef {object} MochaOptions
 * @property {string[]} specs
 * @property {string | undefined} grep
 * @property {boolean} [dryRun] names the tests without running them
 * @property {number} testSeconds
 * @property {number} groupSeconds
 * @property {NodeJS.ProcessEnv} env
 * @property {(event: import("./tally.mjs").TestEvent) => void} [onEvent]
 * @property {(text: string) => void} [onOutput]
 */

/**
 * Runs a group's files in a mocha process of its own.
 *
 * @param {MochaOptions} options
 * @param {{ root: string, run: import("../setup/children.mjs").Run }} context
 * @param {number} endWithin milliseconds
 */
export async function runMocha(options, { root, run }, endWithin = endWithinMilliseconds) {
  const tally = new Tally();
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  // .only would leave out all other tests without a word.
  const args = [mocha, "--forbid-only", "--timeout", `${options.testSeconds}s`];
  args.push("--reporter", join(root, "tools", "suite", "reporter.cjs"));
  if (options.dryRun) args.push("--dry-run");
  if (options.grep !== undefined) args.push("--grep", options.grep);
  args.push(...options.specs);

  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  /** @type {import("../setup/children.mjs").Control | undefined} */
  let child;
  const onEvents = lines((line) => {
    const event = JSON.parse(line);
    tally.add(event);
    options.onEvent?.(event);
    if (event.kind !== "end") return;
    const late = `did not end within ${endWithin / 1000} s after its last test: something is left open`;
    timers.push(setTimeout(() => child?.stop(late), endWithin));
  });
  const finished = await run(process.execPath, args, {
    cwd: root,
    env: options.env,
    onEvents,
    ...(options.onOutput ? { onOutput: options.onOutput } : {}),
    onStart: (control) => {
      child = control;
      const limit = options.groupSeconds;
      timers.push(setTimeout(() => control.stop(`took longer than ${limit} s`), limit * 1000));
    },
  });
  for (const timer of timers) clearTimeout(timer);
  return { tally, finished };
}

/**
 * Cuts a stream of text into lines.
 *
 * @param {(line: string) => void} onLine
 */
export function lines(onLine) {
  let rest = "";
  return (/** @type {string} */ text) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) onLine(part);
  };
}
