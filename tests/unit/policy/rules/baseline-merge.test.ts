import assert from "node:assert/strict";
import fc from "fast-check";
import { byPlace, sameFinding } from "../../../../policy/rules/baseline";
import { mergeBaseline } from "../../../../policy/rules/baseline-merge";
import type { BaselineFinding } from "../../../../policy/rules/config/schema";

const entry: fc.Arbitrary<BaselineFinding> = fc.record(
  {
    rule: fc.constantFrom("offline-access", "access-token-lifetime-max"),
    urn: fc.constantFrom("dev/a", "dev/b", "prod/a", "prod/b"),
    field: fc.constantFrom("x", "y"),
    seconds: fc.constantFrom<(number | "unlimited")[]>(60, 900, "unlimited"),
  },
  { requiredKeys: ["rule", "urn", "field"] },
);
const entries = fc.uniqueArray(entry, { comparator: sameFinding, maxLength: 8 });
const baseline = (findings: readonly BaselineFinding[]) => ({
  version: 1 as const,
  recorded: "2026-01-01",
  findings: [...findings],
});
const covers = (urn: string) => urn.startsWith("dev/");

describe("policy rules: a new recording in a baseline", () => {
  it("loses nothing of other stacks, takes everything that was recorded, and accounts for every entry", () => {
    fc.assert(
      fc.property(entries, entries, entries, (before, all, undecided) => {
        const recorded = all.filter(({ urn }) => covers(urn));
        const merged = mergeBaseline(baseline(before), {
          recorded: baseline(recorded),
          covers,
          undecided: undecided.map((one) => ({ ...one, type: "t", name: "n" })),
        });
        const { findings } = merged.baseline;
        const has = (list: readonly BaselineFinding[], one: BaselineFinding) =>
          list.some((other) => sameFinding(other, one));
        for (const one of before.filter(({ urn }) => !covers(urn))) assert.ok(findings.includes(one));
        for (const one of recorded) assert.ok(findings.includes(one));
        for (const one of before.filter(({ urn }) => covers(urn)))
          assert.equal(has(merged.gone, one), !has(recorded, one) && !has(undecided, one));
        for (const one of merged.added) assert.ok(!has(before, one) && has(recorded, one));
        assert.equal(findings.length, merged.added.length + merged.kept + merged.ofOthers);
        assert.deepEqual(findings, [...findings].sort(byPlace));
        assert.equal(
          new Set(findings.map((one) => JSON.stringify([one.rule, one.urn, one.field]))).size,
          findings.length,
        );
        for (const { before: then, after } of merged.changed) assert.notEqual(then.seconds, after.seconds);
      }),
    );
  });

  it("is the recording where there was none before", () => {
    const recorded = baseline([{ rule: "offline-access", urn: "dev/a", field: "x" }]);
    const merged = mergeBaseline(undefined, { recorded, covers, undecided: [] });
    assert.deepEqual(merged.baseline, recorded);
    assert.deepEqual(merged.added, recorded.findings);
    assert.equal(merged.kept + merged.ofOthers + merged.gone.length, 0);
  });
});
