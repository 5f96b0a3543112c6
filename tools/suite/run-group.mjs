import { statSync } from "node:fs";
import { join } from "node:path";
import { filesUnder } from "../setup/fingerprint.mjs";
import { duration } from "../setup/words.mjs";
import { runCheck, selectChecks } from "./checks.mjs";
import { runMocha } from "./mocha.mjs";
import { filePrinter } from "./print.mjs";

/**
 * @typedef {import("../setup/main.mjs").Context} Context
 * @typedef {import("./select.mjs").Chosen} Chosen
 * @typedef {import("./tally.mjs").Result} Result
 */

/**
 * @param {Chosen} chosen
 * @param {string | undefined} grep
 * @param {NodeJS.ProcessEnv} env
 * @param {Context} context
 * @returns {Promise<Result>}
 */
export async function runGroup({ group, specs }, grep, env, context) {
  if (!group.folder) return runChecks(grep, env, context);
  if (!hasTests(group.folder, context.root)) {
    return failed(1, "no tests", `There is no *.test.ts file in ${group.folder}/.`);
  }
  const shares = share(group, specs, context.root);
  const results = await Promise.all(
    shares.map((files) => runFiles({ group, specs: files }, grep, env, context, shares.length > 1)),
  );
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
    failures: results.flatMap(({ failures }) => failures),
  };
}

/**
 * @param {Chosen} chosen
 * @param {string | undefined} grep
 * @param {NodeJS.ProcessEnv} env
 * @param {Context} context
 * @param {boolean} isShare whether other files of the group run elsewhere, so that none of these need match
 * @returns {Promise<Result>}
 */
async function runFiles({ group, specs }, grep, env, context, isShare) {
  const printer = filePrinter(context.console, group.folder ?? "");
  const { tally, finished } = await runMocha({ ...group, specs, grep, env, ...printer }, context);
  const result = tally.finish(finished, isShare || grep !== undefined);
  // Of a mocha that broke, what it wrote is in the failure.
  if (tally.ended) printer.flush();
  return result;
}

/**
 * The files of a group dealt out to its processes, by folder, because tests of one folder load the same modules; the largest
 * folders first, each to the process that has least. What a user chose by path stays together: it is short.
 *
 * @param {import("./groups.mjs").Group} group
 * @param {string[]} specs
 * @param {string} root
 * @returns {string[][]}
 */
export function share({ folder = "", processes = 1 }, specs, root) {
  if (processes === 1 || specs.length > 1 || !specs.every((spec) => spec.includes("*"))) return [specs];
  /** @type {Map<string, { files: string[], bytes: number }>} */
  const folders = new Map();
  for (const file of filesUnder(root, [folder]).filter((name) => name.endsWith(".test.ts"))) {
    const name = file.slice(folder.length + 1).split("/")[0] ?? "";
    const { files, bytes } = folders.get(name) ?? { files: [], bytes: 0 };
    folders.set(name, { files: [...files, file], bytes: bytes + statSync(join(root, file)).size });
  }
  const shares = Array.from({ length: processes }, () => ({ files: /** @type {string[]} */ ([]), bytes: 0 }));
  for (const { files, bytes } of [...folders.values()].sort((one, other) => other.bytes - one.bytes)) {
    const least = shares.reduce((a, b) => (b.bytes < a.bytes ? b : a));
    least.files.push(...files);
    least.bytes += bytes;
  }
  return shares.map(({ files }) => files).filter((files) => files.length > 0);
}

/**
 * The titles of a group's tests, without running them.
 *
 * @param {Chosen} chosen
 * @param {string | undefined} grep
 * @param {NodeJS.ProcessEnv} env
 * @param {Context} context
 * @returns {Promise<string[]>}
 */
export async function titlesOf({ group, specs }, grep, env, context) {
  if (!group.folder) return selectChecks(grep).map(({ title }) => title);
  if (!hasTests(group.folder, context.root)) return [];
  const { tally, finished } = await runMocha({ ...group, specs, grep, env, dryRun: true }, context);
  if (!tally.ended) context.console.print(finished.output);
  return tally.titles;
}

/**
 * A group that cannot run has failed with every test it has.
 *
 * @param {Chosen} chosen
 * @param {string} reason
 * @param {string | undefined} grep
 * @param {NodeJS.ProcessEnv} env
 * @param {Context} context
 */
export async function failGroup(chosen, reason, grep, env, context) {
  const titles = await titlesOf(chosen, grep, env, context);
  return failed(
    Math.max(1, titles.length),
    `the whole group: ${reason}`,
    "The reason is above, where it was found.",
  );
}

/**
 * @param {string | undefined} grep
 * @param {NodeJS.ProcessEnv} env
 * @param {Context} context
 * @returns {Promise<Result>}
 */
async function runChecks(grep, env, context) {
  /** @type {Result} */
  const result = { passed: 0, failed: 0, failures: [] };
  for (const check of selectChecks(grep)) {
    const start = context.now();
    const problem = await runCheck(check, env, context);
    if (problem === undefined) result.passed++;
    else {
      result.failed++;
      result.failures.push({ title: check.title, file: "", text: problem });
    }
    const verdict = problem === undefined ? "passed" : "failed";
    context.console.print(`  ${check.title.padEnd(48)} ${verdict} ${duration(context.now() - start)}`);
  }
  return result;
}

/**
 * @param {string} folder
 * @param {string} root
 */
function hasTests(folder, root) {
  return filesUnder(root, [folder]).some((file) => file.endsWith(".test.ts"));
}

/**
 * @param {number} count
 * @param {string} title
 * @param {string} text
 * @returns {Result}
 */
function failed(count, title, text) {
  return { passed: 0, failed: count, failures: [{ title, file: "", text }] };
}
