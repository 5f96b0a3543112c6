/** All policies of the pack. The order matters: `configuration` fills in what the others read, the rules what the last ones tell. */
import { RULES } from "../rules/catalogue";
import { configurationPolicy } from "./meta/configuration";
import { exemptionsPolicy } from "./meta/exemptions";
import { exemptedPolicy, knownFindingsPolicy, notEvaluatedPolicy } from "./meta/told";
import { rulePolicy } from "./rule-policy";
import type { Run } from "./run";
import type { PackPolicy } from "./sdk";

export function packPolicies(run: Run): PackPolicy[] {
  return [
    configurationPolicy(run),
    ...RULES.map((rule) => rulePolicy(rule, run)),
    notEvaluatedPolicy(run),
    exemptedPolicy(run),
    knownFindingsPolicy(run),
    exemptionsPolicy(run),
  ];
}
