/** Runs a table of cases of one rule over every form of an Auth0 API. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { RuleId } from "../../../../../policy/rules/rule-ids";
import { type Case, FORMS, type Form, saidOfApi } from "./stack";

export function proveTable(rule: RuleId, cases: readonly Case[], forms: readonly Form[] = FORMS): void {
  for (const form of forms) {
    describe(form.type, () => {
      for (const [tier, settings, expected, config] of cases) {
        const limits = config
          ? ` under ${inspect(config, { breakLength: Number.POSITIVE_INFINITY, depth: 4, compact: true })}`
          : "";
        const what = inspect(settings, { breakLength: Number.POSITIVE_INFINITY, depth: 4, compact: true });
        it(`${tier} ${what}${limits}: ${expected.join(", ") || "silent"}`, () => {
          assert.deepEqual(saidOfApi(rule, form, tier, settings, config), expected);
        });
      }
    });
  }
}
