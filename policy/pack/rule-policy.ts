/** A rule as a policy of the pack. */
import { evaluateResource, evaluateStack, remediation } from "../rules/evaluate";
import type { Rule } from "../rules/rule";
import { tokenTypeOf } from "../rules/token-types";
import { policyUrl } from "./links";
import { remediated } from "./remediated";
import { optionsFor, reportOpen } from "./report";
import { resourceOf } from "./resource";
import { type Run, STACK } from "./run";
import type { PackPolicy } from "./sdk";

export function rulePolicy(rule: Rule, run: Run): PackPolicy {
  return {
    ...metadata(rule),
    ...(rule.checkResource && { validateResource: validateResource(rule, run) }),
    ...(rule.checkStack && { validateStack: validateStack(rule, run) }),
    ...(rule.remediate && { remediateResource: remediateResource(rule, run) }),
  };
}

function metadata(rule: Rule): PackPolicy {
  const { id, title, description, level, severity, tags, framework, remediationSteps } = rule;
  return {
    name: id,
    displayName: title,
    description,
    enforcementLevel: level,
    severity,
    tags,
    remediationSteps,
    url: policyUrl(id),
    // The SDK sends an empty version as none.
    ...(framework && { framework: { version: "", ...framework } }),
  };
}

function validateResource(rule: Rule, run: Run): NonNullable<PackPolicy["validateResource"]> {
  return (args, report) => {
    const options = optionsFor(run, report);
    // Before the properties are read: of most resources there is nothing to say.
    if (options === undefined || tokenTypeOf(args.type) === undefined) return;
    const evaluation = evaluateResource(rule, resourceOf(args), options);
    run.note(args.urn, evaluation);
    reportOpen(evaluation, report);
  };
}

function validateStack(rule: Rule, run: Run): NonNullable<PackPolicy["validateStack"]> {
  return ({ resources }, report) => {
    const options = optionsFor(run, report);
    if (options === undefined) return;
    const evaluation = evaluateStack(rule, resources.map(resourceOf), options);
    run.note(STACK, evaluation);
    reportOpen(evaluation, report);
  };
}

function remediateResource(rule: Rule, run: Run): NonNullable<PackPolicy["remediateResource"]> {
  return (args) => {
    const settings = run.settings();
    if (settings === undefined) run.missRemediation();
    if (settings?.state !== "valid" || tokenTypeOf(args.type) === undefined) return undefined;
    const changes = remediation(rule, resourceOf(args), settings.options);
    return changes.length === 0 ? undefined : remediated(args.props, changes);
  };
}
