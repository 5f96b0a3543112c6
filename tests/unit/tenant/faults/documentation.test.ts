/** docs/tenant.md lists every preset, with the same words, and every member of a rule. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EFFECTS } from "../../../../tenant/faults/parse";
import { FAULT_PRESETS } from "../../../../tenant/faults/presets";

describe("docs/tenant.md, Faults", () => {
  const text = readFileSync(join(__dirname, "../../../../docs/tenant.md"), "utf8");
  const [, section = ""] = text.split("\n## Faults\n");
  const [faults = ""] = section.split("\n## ");
  const rows = [...faults.matchAll(/^\| `([^|]+)` \| (.+) \|$/gm)];

  it("lists the presets", () => {
    const listed = rows
      .filter(([, name = ""]) => name in FAULT_PRESETS)
      .map(([, name, what]) => [name, what]);
    assert.deepEqual(
      listed,
      Object.entries(FAULT_PRESETS).map(([name, { what }]) => [name, what]),
    );
  });

  it("lists the members of a rule, and no others", () => {
    const members = rows.flatMap(([, names = ""]) => (names in FAULT_PRESETS ? [] : names.split("`, `")));
    const known = ["id", "match", "times", "probability", ...EFFECTS];
    assert.deepEqual(members.sort(), [...known].sort());
  });
});
