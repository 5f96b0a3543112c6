import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { cliEnvironment } from "./environment.mjs";
import { cliProgram, layout } from "./layout.mjs";
import { parseVersion } from "./version.mjs";

const answerWithinMilliseconds = 20_000;
const suffix = process.platform === "win32" ? ".exe" : "";

/**
 * @param {string} folder
 * @param {string} program
 */
export function hasProgram(folder, program) {
  try {
    const path = join(folder, program + suffix);
    accessSync(path, constants.X_OK);
    const { size } = statSync(path);
    return size > 0;
  } catch {
    return false;
  }
}

/**
 * The version of the CLI in a folder, by running it: a truncated binary exists, too. Undefined when it does not answer.
 *
 * @param {string} folder
 * @param {{ run: import("../children.mjs").Run, env: NodeJS.ProcessEnv, cache: string }} context
 */
export async function versionIn(folder, { run, env, cache }) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const { code, stdout } = await run(join(folder, cliProgram + suffix), ["version"], {
    env: cliEnvironment(folder, layout(cache).home, env),
    onStart: (control) => {
      timer = setTimeout(() => control.stop("no answer"), answerWithinMilliseconds);
    },
  });
  clearTimeout(timer);
  return code === 0 ? parseVersion(stdout) : undefined;
}
