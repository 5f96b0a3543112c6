/** The corpus: seeded violations are all found, and of correct stacks nothing is said. */
import assert from "node:assert/strict";
import { evaluate } from "../../../../policy/rules/evaluate";
import { BANK, BANK_PREVIEWS } from "../../../fixtures/policy/stacks/bank";
import { CDR_HOLDER } from "../../../fixtures/policy/stacks/cdr";
import { HOSPITAL } from "../../../fixtures/policy/stacks/hospital";
import { QUICK_STARTS } from "../../../fixtures/policy/stacks/quick-starts";
import { SAAS } from "../../../fixtures/policy/stacks/saas";
import type { CorpusStack, Expected } from "../../../fixtures/policy/stacks/stack";
import { everythingSaid, optionsOf } from "./support/stack";

const CORPORA = {
  "a bank": BANK,
  "a hospital": HOSPITAL,
  "a software company": SAAS,
  "a CDR holder": CDR_HOLDER,
  "quick starts": QUICK_STARTS,
};
const SEEDED = [...Object.values(CORPORA).flatMap(({ seeded }) => seeded), ...BANK_PREVIEWS];
const CORRECT = Object.values(CORPORA).flatMap(({ correct }) => correct);

const sorted = (all: readonly { rule: string; name: string; field: string }[]) =>
  all.map(({ rule, name, field }) => `${rule} | ${name} | ${field}`).sort();
const wanted = (all: readonly Expected[] = []) => all.map((one) => one.join(" | ")).sort();

function prove({ resources, config, findings, open }: CorpusStack): void {
  const said = evaluate(resources, optionsOf(config));
  assert.deepEqual(
    { findings: sorted(said.findings), open: sorted(said.notEvaluated) },
    { findings: wanted(findings), open: wanted(open) },
  );
}

for (const [who, { seeded, correct }] of Object.entries({
  ...CORPORA,
  previews: { seeded: BANK_PREVIEWS, correct: [] },
}))
  describe(`stacks of ${who}`, () => {
    for (const stack of seeded) it(`found: ${stack.title}`, () => prove(stack));
    for (const stack of correct)
      it(`silent: ${stack.title}`, () => {
        assert.deepEqual(everythingSaid(stack.resources, stack.config), []);
      });
  });

describe("the corpus", () => {
  it("is large enough, and every rule is seeded", () => {
    assert.ok(SEEDED.length >= 25 && CORRECT.length >= 15, `${SEEDED.length} and ${CORRECT.length}`);
    assert.ok(SEEDED.every(({ findings = [], open = [] }) => findings.length + open.length > 0));
    assert.equal(new Set(SEEDED.flatMap(({ findings = [] }) => findings.map(([rule]) => rule))).size, 13);
  });

  it("is judged alike in any order of its resources", () => {
    for (const { resources, config } of [...SEEDED, ...CORRECT]) {
      const said = (all: CorpusStack["resources"]) =>
        everythingSaid(all, config)
          .map((one) => one.replace(/:.*/, ""))
          .sort();
      assert.deepEqual(said([...resources].reverse()), said(resources));
    }
  });

  it("stays silent together: no correct stack disturbs another", () => {
    const builtIn = CORRECT.filter(({ config }) => config === undefined);
    for (const stack of builtIn)
      for (const other of builtIn) {
        // Stacks of their own tenants, as two projects have them.
        const both = [
          ...stack.resources.map((one) => ({ ...one, tenant: `a ${one.tenant}` })),
          ...other.resources.map((one) => ({ ...one, tenant: `b ${one.tenant}` })),
        ];
        const of = (all: CorpusStack["resources"]) =>
          everythingSaid(all.filter(({ type }) => !type.includes("lient")));
        assert.deepEqual(of(both), []);
      }
  });
});
