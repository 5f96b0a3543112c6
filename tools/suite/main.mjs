import { build } from "../setup/build.mjs";
import { installDependencies } from "../setup/dependencies.mjs";
import { cliEnvironment, withoutAccounts } from "../setup/pulumi-cli/environment.mjs";
import { layout } from "../setup/pulumi-cli/layout.mjs";
import { provideCli } from "../setup/pulumi-cli/provision.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { duration } from "../setup/words.mjs";
import { parseArguments } from "./arguments.mjs";
import { groups } from "./groups.mjs";
import { failureText, outcome, table } from "./print.mjs";
import { failGroup, runGroup, titlesOf } from "./run-group.mjs";
import { select } from "./select.mjs";

/**
 * @typedef {import("../setup/main.mjs").Context} Context
 * @typedef {import("./groups.mjs").Need} Need
 * @typedef {import("./select.mjs").Chosen} Chosen
 *
 * @typedef {object} Prepared
 * @property {NodeJS.ProcessEnv} env
 * @property {Map<Need, string>} lacking what could not be had, and what that means
 */

/**
 * Does the set-up that the chosen groups need, runs them and returns the exit code.
 *
 * @param {string[]} argv
 * @param {Context} context
 */
export async function test(argv, context) {
  const names = groups.map(({ name }) => name);
  const selection = parseArguments(argv, names);
  const { chosen, leftOut } = select(groups, selection);
  await installDependencies(context);
  if (selection.list) return list(chosen, selection.grep, context);

  const { env, lacking } = await prepare(chosen, context);
  const rows = [];
  for (const one of chosen) {
    context.console.print(`\n${one.group.name}: ${one.group.what}`);
    const start = context.now();
    const reason = one.group.needs.map((need) => lacking.get(need)).find((text) => text !== undefined);
    const result = reason
      ? await failGroup(one, reason, selection.grep, env, context)
      : await runGroup(one, selection.grep, env, context);
    const milliseconds = context.now() - start;
    context.console.print(
      `  ${outcome(result)} (${duration(milliseconds)})${failureText(result.failures, context.root)}`,
    );
    rows.push({ name: one.group.name, result, milliseconds });
  }
  context.console.print(`\n${table(rows)}\n`);

  const passed = sum(rows.map(({ result }) => result.passed));
  let failed = sum(rows.map(({ result }) => result.failed));
  if (passed + failed === 0) {
    context.console.print("No test was selected, which counts as a failure.");
    failed = 1;
  }
  if (leftOut.length > 0) {
    const titles = [];
    for (const one of leftOut) titles.push(...(await titlesOf(one, selection.grep, env, context)));
    const without = leftOut.map(({ group }) => group.name).join(", ");
    context.console.print(`${titles.length} not run: ${without} left out by --without`);
  }
  // Machines read this line: nothing may stand beside or after it.
  context.console.print(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {Chosen[]} chosen
 * @param {Context} context
 * @returns {Promise<Prepared>}
 */
async function prepare(chosen, context) {
  const needs = new Set(chosen.flatMap(({ group }) => group.needs));
  /** @type {Prepared} */
  const prepared = { env: withoutAccounts(context.env), lacking: new Map() };
  if (needs.has("build")) {
    try {
      await build(context);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      context.console.print(error.message);
      prepared.lacking.set("build", "the product could not be built");
    }
  }
  if (needs.has("cli")) {
    const answer = await provideCli(context);
    if ("cli" in answer) {
      prepared.env = cliEnvironment(answer.cli.bin, layout(context.cache).home, context.env);
    } else {
      context.console.print(answer.reason);
      prepared.lacking.set("cli", "there is no Pulumi CLI");
    }
  }
  return prepared;
}

/**
 * @param {Chosen[]} chosen
 * @param {string | undefined} grep
 * @param {Context} context
 */
async function list(chosen, grep, context) {
  for (const one of chosen) {
    const titles = await titlesOf(one, grep, withoutAccounts(context.env), context);
    context.console.print(`\n${one.group.name}: ${one.group.what}`);
    for (const title of titles) context.console.print(`  ${title}`);
    context.console.print(`  ${titles.length} in all`);
  }
  return 0;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
