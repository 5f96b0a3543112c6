import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesUnder } from "../fingerprint.mjs";
import { size } from "../words.mjs";
import { cliEnvironment } from "./environment.mjs";
import { stopWhenIdle } from "./idle.mjs";
import { installIntoCache } from "./install.mjs";
import { provided } from "./layout.mjs";

const idleMilliseconds = 20_000;
const patience = [`--fetch-timeout=${idleMilliseconds}`, "--fetch-retries=1", "--no-audit", "--no-fund"];

/**
 * The official CLI, as the npm package `pulumi` downloads it (get.pulumi.com, then github.com).
 *
 * @param {import("./provision.mjs").CliContext} context
 * @returns {Promise<import("./provision.mjs").Answer>}
 */
export async function fromNpmPackage(context) {
  const { cache, console, run } = context;
  const work = join(cache, "npm");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, "tmp"), { recursive: true });
  const step = console.step("Pulumi CLI", `getting the npm package pulumi ${provided.pulumi}`);
  try {
    const installed = await run(
      "npm",
      ["install", `pulumi@${provided.pulumi}`, "--prefix", work, "--ignore-scripts", ...patience],
      { cwd: work },
    );
    if (installed.code !== 0) return { reason: `npm install failed: ${errorLine(installed.output)}` };
    step.update("downloading");
    const home = join(work, "home");
    const launcher = join(work, "node_modules", "pulumi", "run.js");
    const idle = stopWhenIdle(context, idleMilliseconds, () => {
      const bytes = bytesUnder(work);
      step.update(`downloading, ${size(bytes)}`);
      return bytes;
    });
    const downloaded = await run(process.execPath, [launcher, "version"], {
      // The launcher and the install script it fetches write to TMPDIR: there we can watch the download grow. Proxy variables
      // reach Node's fetch only with NODE_USE_ENV_PROXY.
      env: { ...cliEnvironment(work, home, context.env), TMPDIR: join(work, "tmp"), NODE_USE_ENV_PROXY: "1" },
      cwd: work,
      onStart: idle.start,
      onOutput: idle.touch,
    });
    idle.end();
    const bin = join(home, "versions", provided.pulumi, "bin");
    if (downloaded.stopped) return { reason: `the download was given up: ${downloaded.stopped}` };
    if (downloaded.code !== 0 || !existsSync(bin)) {
      return { reason: `the download failed: ${errorLine(downloaded.output)}` };
    }
    return await installIntoCache(bin, "downloaded by the npm package pulumi", context);
  } finally {
    step.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function bytesUnder(folder) {
  let bytes = 0;
  for (const file of filesUnder(folder, ["."]))
    bytes += statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}

/**
 * The line of a program's output that names the failure: the first that npm marks as an error, else the last.
 *
 * @param {string} output
 */
function errorLine(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /^npm (error|ERR!) (?!code)/.test(line)) ?? lines.at(-1) ?? "no message";
}
