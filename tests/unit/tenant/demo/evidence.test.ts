/** What the demo says about the real tenant is said, in these words, by docs/tenant-fidelity.md. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SCENARIOS } from "../../../../tenant/demo/scenarios/index";

describe("the demo's evidence", () => {
  const page = readFileSync(join(__dirname, "../../../../docs/tenant-fidelity.md"), "utf8");
  const rowsOf = (section: string): string[] => {
    const [, rest = ""] = page.split(`\n## ${section}\n`);
    return (rest.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("| "));
  };

  for (const { name, evidence } of SCENARIOS) {
    it(`${name} rests on rows of the page`, () => {
      assert.ok(evidence.length > 0);
      for (const { section, behaviour, known } of evidence) {
        const row = rowsOf(section).find((line) => line.startsWith(`| ${behaviour}`));
        assert.ok(row, `${section}: ${behaviour}`);
        const [, , cell = ""] = row.split(" | ").length === 2 ? ["", ...row.split(" | ")] : [];
        assert.ok(cell.includes(known), `${known} is not in: ${row}`);
      }
    });
  }
});
