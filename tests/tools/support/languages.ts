/** Languages that a developer of this project need not have, and a pipeline must. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/**
 * Tests that need a program. On a machine without it they are not run, and the one test in their place says so in its
 * title; in a pipeline (`CI=true`) that test fails.
 */
export function describeWith(
  language: string,
  candidates: readonly string[],
  tests: (program: string) => void,
): void {
  const program = candidates.find((candidate) => spawnSync(candidate, ["--help"]).error === undefined);
  if (program !== undefined) {
    describe(language, () => tests(program));
    return;
  }
  describe(`${language}: NOT TRIED, because there is no ${candidates[0]} on PATH`, () => {
    it("is allowed outside a pipeline", () => {
      console.log(`${language} is not installed: its clients were NOT tried against the tenant.`);
      assert.notEqual(process.env.CI, "true", `${language} is missing: install it.`);
    });
  });
}
