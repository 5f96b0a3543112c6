/**
 * @typedef {object} TestEvent what reporter.cjs sends
 * @property {"start" | "pass" | "fail" | "hook" | "skip" | "end"} kind
 * @property {number} [total]
 * @property {string} [file]
 * @property {string} [title]
 * @property {number} [milliseconds]
 * @property {string} [error]
 *
 * @typedef {{ title: string, file: string, text: string }} Failure
 *
 * @typedef {{ passed: number, failed: number, failures: Failure[] }} Result
 */

/**
 * Adds up a group. Whatever was announced and did not pass has failed: skipped tests, tests that a broken hook or a crash kept
 * from running, and a group without any test.
 */
export class Tally {
  total = 0;
  passed = 0;
  ended = false;
  /** Tests whose outcome is known. */
  settled = 0;
  /** @type {Failure[]} */
  failures = [];
  /** @type {string[]} */
  titles = [];

  /** @param {TestEvent} event */
  add({ kind, total = 0, title = "", file = "", error = "" }) {
    if (kind === "start") this.total = total;
    if (kind === "end") this.ended = true;
    if (kind === "pass" || kind === "fail" || kind === "skip") {
      this.settled++;
      this.titles.push(title);
    }
    if (kind === "pass") this.passed++;
    if (kind === "fail" || kind === "hook") this.failures.push({ title, file, text: error });
    if (kind === "skip")
      this.failures.push({
        title,
        file,
        text: "Skipped. A test that does not run proves nothing: mend it or delete it.",
      });
  }

  /**
   * @param {import("../setup/children.mjs").Finished} finished how mocha ended
   * @param {boolean} mayBeEmpty whether no test at all is fine, because only some were asked for
   * @returns {Result}
   */
  finish({ code, signal, stopped, output }, mayBeEmpty = false) {
    const failures = [...this.failures];
    const problem = (/** @type {string} */ title, /** @type {string} */ text) =>
      failures.push({ title, file: "", text: text || "It wrote nothing." });
    if (stopped) problem("the group was stopped", `It ${stopped}.`);
    else if (!this.ended) problem(`mocha ended early (${signal ?? `exit code ${code}`})`, output.trim());
    // mocha's exit code is its number of failures; any other reason to fail is in what it wrote.
    else if (code !== 0 && failures.length === 0)
      problem(`mocha failed with exit code ${code}`, output.trim());
    else if (this.total === 0 && !mayBeEmpty) problem("no tests", "The group has no test.");
    const unreached = Math.max(0, this.total - this.settled);
    if (unreached > 0)
      problem(
        "tests that did not run",
        `${unreached} of ${this.total}: a hook failed or the process ended before.`,
      );
    return { passed: this.passed, failed: failures.length + Math.max(0, unreached - 1), failures };
  }
}
