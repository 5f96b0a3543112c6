import { join } from "node:path";
import { test } from "../suite/main.mjs";
import { build } from "./build.mjs";
import { endWithSignals, run } from "./children.mjs";
import { Console } from "./console.mjs";
import { installDependencies } from "./dependencies.mjs";
import { cacheFolder, root } from "./places.mjs";
import { cliEnvironment } from "./pulumi-cli/environment.mjs";
import { layout } from "./pulumi-cli/layout.mjs";
import { provideCli } from "./pulumi-cli/provision.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} Context what set-up steps work with; tests bring their own
 * @property {string} root the folder of package.json
 * @property {string} cache
 * @property {NodeJS.ProcessEnv} env
 * @property {Console} console
 * @property {import("./children.mjs").Run} run
 * @property {() => number} now milliseconds
 */

const now = Date.now;

/** @type {Context} */
const context = {
  root,
  cache: cacheFolder(),
  env: process.env,
  console: new Console(process.stdout, now),
  run,
  now,
};

/** @type {Record<string, (argv: string[]) => Promise<number>>} */
const commands = {
  test: (argv) => test(argv, context),
  demo,
  bench,
  mutation,
  build: async () => {
    await installDependencies(context);
    await build(context);
    return 0;
  },
};

/** @param {string[]} argv command, then its arguments */
export async function main([name = "", ...argv]) {
  endWithSignals();
  const command = commands[name];
  if (!command) {
    context.console.print(`"${name}" is none of ${Object.keys(commands).join(", ")}.`);
    process.exit(2);
  }
  try {
    process.exit(await command(argv));
  } catch (error) {
    const known = error instanceof SetupError;
    context.console.print(
      known ? error.message : error instanceof Error ? String(error.stack) : String(error),
    );
    // The last line of a test run is its result, whatever happened before.
    if (name === "test") context.console.print("\n0 passed, 1 failed");
    process.exit(1);
  }
}

/** @param {string[]} argv */
async function demo(argv) {
  await installDependencies(context);
  await build(context);
  const answer = await provideCli(context);
  if (!("cli" in answer)) throw new SetupError(answer.reason);
  context.console.print("");
  const env = cliEnvironment(answer.cli.bin, layout(context.cache).home, context.env);
  const program = ["--import", "tsx", join("tools", "demo", "main.ts"), ...argv];
  const { code } = await run(process.execPath, program, { cwd: root, env, inherit: true });
  return code ?? 1;
}

/** @param {string[]} argv */
async function bench(argv) {
  // What it prints on standard output is its result, perhaps as JSON, so set-up says nothing there.
  const quiet = { ...context, console: new Console(process.stderr, now) };
  await installDependencies(quiet);
  await build(quiet);
  const program = ["--import", "tsx", join("tests", "bench", "main.ts"), ...argv];
  const { code } = await run(process.execPath, program, { cwd: root, inherit: true });
  return code ?? 1;
}

/** @param {string[]} argv */
async function mutation(argv) {
  await installDependencies(context);
  const folder = join("tools", "mutation");
  await installDependencies({ ...context, root: join(root, folder) });
  const stryker = join(folder, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const program = [stryker, "run", join(folder, "stryker.config.mjs"), ...argv];
  const { code } = await run(process.execPath, program, { cwd: root, inherit: true });
  return code ?? 1;
}
