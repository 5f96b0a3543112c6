/** Runs rules over resources. Without an engine, a clock or a file: the caller gives all three. */
import { SENSITIVITIES } from "../../provider/model/sensitivity";
import { knownAs } from "./baseline";
import { RULES } from "./catalogue";
import type { PolicyConfig } from "./config/policy-config";
import type { Day, ExemptionState } from "./exemptions";
import { covers, exemptionStates, isExpired } from "./exemptions";
import type { Evaluation, Finding, OpenQuestion, Standing } from "./finding";
import type { PolicyResource } from "./resource";
import type { Level, NotEvaluated, Outcome, PropertyChange, Rule, RuleMetadata, Violation } from "./rule";
import type { Subject } from "./subject";
import { subjectOf } from "./subject";
import { isLowerTier, stricterTier } from "./tier";
import { nameOf } from "./words";

export interface EvaluationOptions {
  readonly config: PolicyConfig;
  /** Today in UTC, YYYY-MM-DD: exemptions end. */
  readonly today: Day;
}

const NOTHING = { findings: [], notEvaluated: [] };

/** One rule, one resource. Resources of types that set no token lifetime are passed over. */
export function evaluateResource<Id extends string>(
  rule: Rule<Id>,
  resource: PolicyResource,
  options: EvaluationOptions,
): Evaluation<Id> {
  const subject = subjectOf(resource, options.config);
  return subject === undefined ? NOTHING : evaluateSubject(rule, subject, options);
}

function evaluateSubject<Id extends string>(
  rule: Rule<Id>,
  subject: Subject,
  options: EvaluationOptions,
): Evaluation<Id> {
  const check = rule.checkResource;
  if (check === undefined) return NOTHING;
  const outcomes = check(subject, options);
  return toEvaluation(
    rule,
    [...outcomes, ...inOtherTiers(subject, outcomes, (other) => check(other, options))],
    options,
  );
}

/** One rule over all resources of a stack. */
export function evaluateStack<Id extends string>(
  rule: Rule<Id>,
  resources: readonly PolicyResource[],
  options: EvaluationOptions,
): Evaluation<Id> {
  return evaluateSubjects(rule, resources, subjectsOf(resources, options.config), options);
}

function evaluateSubjects<Id extends string>(
  rule: Rule<Id>,
  resources: readonly PolicyResource[],
  subjects: readonly Subject[],
  options: EvaluationOptions,
): Evaluation<Id> {
  if (rule.checkStack === undefined) return NOTHING;
  const outcomes = rule.checkStack({ ...options, resources, subjects });
  const open = inStricterTiers(subjects)
    .flatMap((others) => rule.checkStack?.({ ...options, resources, subjects: others }) ?? [])
    .filter((one) => !outcomes.some((other) => samePlace(one, other)));
  const because = "the tier of an API in this stack is known after the apply";
  return toEvaluation(
    rule,
    [
      ...outcomes,
      ...open.map(
        ({ subject, field }): NotEvaluated => ({
          kind: "not-evaluated",
          subject,
          field,
          because,
          untilApply: true,
        }),
      ),
    ],
    options,
  );
}

export interface StackEvaluation extends Evaluation {
  readonly exemptions: readonly ExemptionState[];
}

/** All rules that are not disabled, over a whole stack. */
export function evaluate(resources: readonly PolicyResource[], options: EvaluationOptions): StackEvaluation {
  // Read once: all rules look at the same subjects.
  const subjects = subjectsOf(resources, options.config);
  const parts = RULES.filter((rule) => levelOf(rule, options.config) !== "disabled").flatMap((rule) => [
    ...subjects.map((subject) => evaluateSubject(rule, subject, options)),
    evaluateSubjects(rule, resources, subjects, options),
  ]);
  const findings = parts.flatMap((part) => part.findings);
  return {
    findings,
    notEvaluated: parts.flatMap((part) => part.notEvaluated),
    exemptions: exemptionStates(options.config.exemptions, findings, options.today),
  };
}

/** What to set so that the resource passes; nothing for findings that are exempted or known. */
export function remediation(
  rule: Rule<string>,
  resource: PolicyResource,
  options: EvaluationOptions,
): PropertyChange[] {
  const subject = subjectOf(resource, options.config);
  if (subject === undefined || rule.remediate === undefined) return [];
  const { findings } = evaluateSubject(rule, subject, options);
  if (!findings.some(({ standing }) => standing.kind === "open")) return [];
  const settled = findings.filter(({ standing }) => standing.kind !== "open").map(({ field }) => field);
  return rule
    .remediate(subject, options)
    .filter((change) => !settled.includes(change.property) && !settled.includes(change.with ?? ""));
}

export function subjectsOf(resources: readonly PolicyResource[], config: PolicyConfig): Subject[] {
  return resources.flatMap((resource) => subjectOf(resource, config) ?? []);
}

export function levelOf(rule: RuleMetadata<string>, config: PolicyConfig): Level {
  return config.levels[rule.id] ?? rule.level;
}

/**
 * A tier that is not known yet is judged as far as it is known; what a stricter one would find on top is an open
 * question, not a pass.
 */
function inOtherTiers(
  subject: Subject,
  outcomes: readonly Outcome[],
  check: (subject: Subject) => readonly Outcome[],
): NotEvaluated[] {
  const { openTo, tier } = subject.tier;
  if (openTo === undefined) return [];
  const stricter = SENSITIVITIES.filter((other) => isLowerTier(tier, other));
  const more = stricter
    .flatMap((other) => check(inTier(subject, other)))
    .some((one) => !outcomes.some((other) => samePlace(one, other)));
  if (!more) return [];
  const because = `the tier depends on it, and ${openTo.state === "unknown" ? "it is known after the apply" : "it cannot be read"}`;
  return [
    { kind: "not-evaluated", subject, field: openTo.field, because, untilApply: openTo.state === "unknown" },
  ];
}

/** The stack as it is if what could be stricter turns out to be, once for each tier; nothing where every tier is known. */
function inStricterTiers(subjects: readonly Subject[]): Subject[][] {
  if (!subjects.some(({ tier }) => tier.openTo)) return [];
  return SENSITIVITIES.map((other) =>
    subjects.map((one) => (one.tier.openTo ? inTier(one, stricterTier(one.tier.tier, other)) : one)),
  );
}

function inTier(subject: Subject, tier: (typeof SENSITIVITIES)[number]): Subject {
  return { ...subject, tier: { ...subject.tier, tier, openTo: undefined } };
}

function samePlace(a: Outcome, b: Outcome): boolean {
  return a.kind === b.kind && a.subject.resource.urn === b.subject.resource.urn && a.field === b.field;
}

function isViolation(outcome: Outcome): outcome is Violation {
  return outcome.kind === "violation";
}

function toEvaluation<Id extends string>(
  rule: RuleMetadata<Id>,
  outcomes: readonly Outcome[],
  options: EvaluationOptions,
): Evaluation<Id> {
  const findings: Finding<Id>[] = [];
  const notEvaluated = new Map<string, OpenQuestion<Id>>();
  for (const outcome of outcomes) {
    if (isViolation(outcome)) findings.push(toFinding(rule, outcome, options));
    else
      notEvaluated.set(
        JSON.stringify([outcome.subject.resource.urn, outcome.field]),
        toQuestion(rule, outcome),
      );
  }
  return { findings, notEvaluated: [...notEvaluated.values()] };
}

function toFinding<Id extends string>(
  rule: RuleMetadata<Id>,
  violation: Violation,
  options: EvaluationOptions,
): Finding<Id> {
  const { subject, problem, wayOut, seconds, limitSeconds } = violation;
  return {
    ...placeOf(rule, violation),
    level: levelOf(rule, options.config),
    severity: rule.severity,
    tier: subject.tier.tier,
    message: `${problem} ${wayOut}`,
    problem,
    wayOut,
    ...(seconds !== undefined && { seconds }),
    ...(limitSeconds !== undefined && { limitSeconds }),
    standing: standingOf(rule, violation, options),
  };
}

function toQuestion<Id extends string>(rule: RuleMetadata<Id>, outcome: NotEvaluated): OpenQuestion<Id> {
  const { subject, field, because, untilApply } = outcome;
  const again = untilApply ? " It is evaluated again at the apply." : "";
  return {
    ...placeOf(rule, outcome),
    message: `${nameOf(subject)}: ${rule.id} is not evaluated for ${field}: ${because}.${again}`,
    untilApply,
  };
}

function placeOf<Id extends string>(rule: RuleMetadata<Id>, { subject: { resource }, field }: Outcome) {
  const { urn, type, name } = resource;
  return { rule: rule.id, urn, type, name, field };
}

function standingOf(
  rule: RuleMetadata<string>,
  violation: Violation,
  { config, today }: EvaluationOptions,
): Standing {
  const exemption = config.exemptions.find(
    (one) => !isExpired(one, today) && covers(one, rule.id, violation.subject),
  );
  if (exemption) return { kind: "exempted", exemption };
  const recorded = knownAs(config.baseline, rule, violation);
  return recorded ? { kind: "known", recorded } : { kind: "open" };
}
