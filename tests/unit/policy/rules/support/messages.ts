/** Whole messages of a rule, for the cases whose wording is pinned. */
import { evaluate } from "../../../../../policy/rules/evaluate";
import type { PolicyResource } from "../../../../../policy/rules/resource";
import type { RuleId } from "../../../../../policy/rules/rule-ids";
import type { Sensitivity } from "../../../../../provider/model/sensitivity";
import { apiOf, type Form, optionsOf, type Settings } from "./stack";

export function messagesOf(rule: RuleId, resource: PolicyResource, config?: object): string[];
export function messagesOf(
  rule: RuleId,
  form: Form | undefined,
  tier: Sensitivity,
  settings: Settings,
  config?: object,
): string[];
export function messagesOf(
  rule: RuleId,
  subject: PolicyResource | Form | undefined,
  tierOrConfig: Sensitivity | object = {},
  settings: Settings = {},
  config: object = {},
): string[] {
  if (subject === undefined) throw new Error("There is no such form.");
  if ("urn" in subject) return stackMessages(rule, [subject], tierOrConfig as object);
  const stack = apiOf(subject, tierOrConfig as Sensitivity, settings, config);
  return stackMessages(rule, [stack.api], stack.config);
}

export function stackMessages(
  rule: RuleId,
  resources: readonly PolicyResource[],
  config: object = {},
): string[] {
  const { findings, notEvaluated } = evaluate(resources, optionsOf(config));
  return [...findings, ...notEvaluated].filter((one) => one.rule === rule).map(({ message }) => message);
}
