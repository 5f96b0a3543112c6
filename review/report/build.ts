/** From what a preview said to the report that renderers draw. Pure: files, clock and configuration are given. */

import type { PolicyConfig } from "../../policy/rules/config/policy-config";
import { evaluate, subjectsOf } from "../../policy/rules/evaluate";
import type { Day } from "../../policy/rules/exemptions";
import type { Subject } from "../../policy/rules/subject";
import type { ReviewModel } from "../read/model";
import { toPolicyResources } from "../read/policy-resources";
import { checkAssertion, parseAssertion } from "./assertion";
import { counts, fixedFindings, mergedFindings, openQuestions } from "./findings";
import { planHash } from "./plan-hash";
import type { Counts, Report, ReviewFinding, ReviewQuestion, TokenChange } from "./report";
import { isChange, tokenChange } from "./token-change";
import { verdictOf } from "./verdict";

export interface ReportOptions {
  readonly kind: Report["kind"];
  readonly config: PolicyConfig;
  /** Today in UTC, YYYY-MM-DD. */
  readonly today: Day;
  /** Version of this tool. */
  readonly version: string;
  /** Properties that must hold, such as "restricted <= 15m". */
  readonly assertions?: readonly string[];
  /** Number of users, for a forecast of token requests. */
  readonly users?: number;
  readonly commit?: string;
  /** Sentences about changes of the configuration in the same pull request. */
  readonly trustNotes?: readonly string[];
  /** More about resources, by URN. */
  readonly notes?: ReadonlyMap<string, readonly string[]>;
}

/** Throws `invalid-input` for an assertion that cannot be read. */
export function buildReport(model: ReviewModel, options: ReportOptions): Report {
  const assertions = (options.assertions ?? []).map(parseAssertion);
  const after = toPolicyResources(model, "after");
  const before = toPolicyResources(model, "before");
  const now = evaluate(after, options);
  const then = before.length === 0 ? undefined : evaluate(before, options);
  const positions = new Map(
    model.resources.flatMap(({ urn, position }) => (position ? [[urn, position] as const] : [])),
  );
  const findings = mergedFindings(now, then, model, positions);
  const questions = openQuestions(now, model, positions);
  const subjectsNow = subjectsOf(after, options.config);
  const all = changesOf(model, subjectsNow, subjectsOf(before, options.config), findings, options);
  const changes = all.filter(isChange).sort((a, b) => b.weight - a.weight || compare(a.name, b.name));
  const unchanged = all.filter((one) => !isChange(one)).sort((a, b) => compare(a.name, b.name));
  const results = assertions.map((assertion) => checkAssertion(assertion, subjectsNow));
  const inputNotes = model.problems.map(({ source, message }) => `${source}: ${message}`);
  const fixed = fixedFindings(now, then, positions);
  const totals = countAll(findings, questions, fixed, changes, unchanged);
  const judged = {
    failed: model.outcome === "failed" && !onlyPolicies(model),
    changes,
    findings,
    assertions: results,
    counts: totals,
    inputNotes,
    trustNotes: options.trustNotes ?? [],
  };
  const [stack] = model.stacks;
  return {
    kind: options.kind,
    project: stack?.project,
    stack: stack?.stack,
    verdict: verdictOf(judged),
    changes,
    unchanged,
    findings,
    fixed,
    openQuestions: questions,
    assertions: results,
    exemptionNotes: now.exemptions.filter(({ state }) => state !== "used").map(({ message }) => message),
    trustNotes: options.trustNotes ?? [],
    inputNotes,
    counts: totals,
    binding: {
      commit: options.commit,
      planHash: planHash(model.resources),
      version: options.version,
      packs: model.runs.flatMap(({ packs }) => packs),
      inputs: model.runs.map(({ source, format }) => `${source} (${format})`),
    },
  };
}

/** A preview that only a mandatory policy stopped has not failed: the plan is whole, and the finding tells. */
function onlyPolicies({ violations, diagnostics }: ReviewModel): boolean {
  return (
    violations.some(({ level }) => level !== "advisory") &&
    !diagnostics.some(({ severity }) => severity === "error")
  );
}

function changesOf(
  model: ReviewModel,
  now: readonly Subject[],
  then: readonly Subject[],
  findings: readonly ReviewFinding[],
  { config, users, notes }: ReportOptions,
): TokenChange[] {
  const after = new Map(now.map((subject) => [subject.resource.urn, subject]));
  const before = new Map(then.map((subject) => [subject.resource.urn, subject]));
  const context = { config, resources: model.resources, findings, users, notes };
  return model.resources.flatMap(
    (resource) => tokenChange(resource, before.get(resource.urn), after.get(resource.urn), context) ?? [],
  );
}

function countAll(
  findings: readonly ReviewFinding[],
  questions: readonly ReviewQuestion[],
  fixed: readonly ReviewFinding[],
  changes: readonly TokenChange[],
  unchanged: readonly TokenChange[],
): Counts {
  const mandatory = findings.filter((finding) => counts(finding, "mandatory")).length;
  return {
    mandatory,
    advisory: findings.filter((finding) => counts(finding, "advisory")).length - mandatory,
    notEvaluated: questions.length,
    exempted: findings.filter(({ standing }) => standing === "exempted").length,
    known: findings.filter(({ standing }) => standing === "known").length,
    fixed: fixed.length,
    changed: changes.length,
    unchanged: unchanged.length,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
