import { withLock } from "../lock.mjs";
import { short } from "../places.mjs";
import { fromCache } from "./cached.mjs";
import { fromGoModules } from "./go-modules.mjs";
import { oldestGo } from "./go-toolchain.mjs";
import { layout, oldest } from "./layout.mjs";
import { fromNpmPackage } from "./npm-package.mjs";
import { fromPath } from "./on-path.mjs";

/**
 * @typedef {object} Cli
 * @property {string} bin the folder of `pulumi` and its language hosts
 * @property {string} version
 * @property {string} source where it comes from, for the user
 *
 * @typedef {{ cli: Cli } | { reason: string }} Answer
 *
 * @typedef {import("../main.mjs").Context & { freeBytes?: (folder: string) => number }} CliContext
 *
 * @typedef {object} Way
 * @property {string} name
 * @property {(context: CliContext) => Promise<Answer>} attempt
 */

/** @type {Way[]} */
const atOnce = [
  { name: "on PATH", attempt: fromPath },
  { name: "earlier run", attempt: fromCache },
];
/** @type {Way[]} */
const slow = [
  { name: "npm package pulumi", attempt: fromNpmPackage },
  { name: "Go modules", attempt: fromGoModules },
];

/**
 * Finds or makes a Pulumi CLI, and says in one line where it came from. Without success the answer is the text that says what
 * was tried, why each way failed and what to install.
 *
 * @param {CliContext} context
 * @param {{ atOnce: Way[], slow: Way[] }} ways
 * @returns {Promise<Answer>}
 */
export async function provideCli(context, ways = { atOnce, slow }) {
  const answer = await firstOf(ways.atOnce, context);
  const settled = "cli" in answer ? answer : await make(context, ways);
  if ("cli" in settled) context.console.line("Pulumi CLI", `${settled.cli.version}, ${settled.cli.source}`);
  return settled;
}

/**
 * One process makes it, the others wait and find it.
 *
 * @param {CliContext} context
 * @param {{ atOnce: Way[], slow: Way[] }} ways
 */
async function make(context, ways) {
  return withLock(layout(context.cache).lock, () => firstOf([...ways.atOnce, ...ways.slow], context), {
    onWait: (holder) => context.console.line("Pulumi CLI", `waiting for ${holder}, which is providing it`),
  });
}

/**
 * @param {Way[]} ways
 * @param {CliContext} context
 * @returns {Promise<Answer>}
 */
async function firstOf(ways, context) {
  /** @type {[string, string][]} */
  const failures = [];
  for (const { name, attempt } of ways) {
    const answer = await attempt(context);
    if ("cli" in answer) return answer;
    failures.push([name, answer.reason]);
  }
  return { reason: explain(failures, context.cache) };
}

/**
 * @param {[string, string][]} failures
 * @param {string} cache
 */
function explain(failures, cache) {
  const width = Math.max(...failures.map(([name]) => name.length)) + 2;
  return [
    "No Pulumi CLI could be had. Tried:",
    ...failures.map(
      ([name, reason]) => `  ${name.padEnd(width)}${reason.replaceAll("\n", `\n${" ".repeat(width + 2)}`)}`,
    ),
    "Do one of these and run it again:",
    `  - install the Pulumi CLI, ${oldest} or newer: https://www.pulumi.com/docs/install/`,
    "  - let this machine reach https://get.pulumi.com and https://github.com: the CLI is then downloaded",
    `  - install Go, ${oldestGo} or newer, from https://go.dev/dl/: the CLI is then built into ${short(cache)}`,
  ].join("\n");
}
