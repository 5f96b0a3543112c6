/** Findings and open questions of a review: what the rules say of the plan, and what policy packs said of it. */
import { RULES } from "../../policy/rules/catalogue";
import { ownerOf } from "../../policy/rules/exemptions";
import type { Evaluation, Finding } from "../../policy/rules/finding";
import { tokenTypeOf } from "../../policy/rules/token-types";
import type { PolicyViolation, ReviewModel, SourcePosition } from "../read/model";
import type { ReviewFinding, ReviewQuestion } from "./report";

/** The pack whose rules this tool evaluates itself. */
export const OWN_PACK = "apisettings";
/** Policies of our pack that speak of other findings rather than of resources. */
const META = new Set(["configuration", "not-evaluated", "exempted", "known-findings", "exemptions"]);

type Positions = ReadonlyMap<string, SourcePosition>;

const titles = new Map<string, string>(RULES.map(({ id, title }) => [id, title]));

const SEVERITY_RANK = ["low", "medium", "high", "critical"];

export function mergedFindings(
  now: Evaluation,
  then: Evaluation | undefined,
  model: ReviewModel,
  positions: Positions,
): ReviewFinding[] {
  const own = now.findings.map((finding) => ownFinding(finding, then, positions));
  const names = new Map(model.resources.map(({ urn, name }) => [urn, name]));
  const ofPacks = model.violations
    .filter((violation) => !violation.notEvaluated && !isOurs(violation, own))
    .map((violation) => packFinding(violation, names, positions));
  return [...own, ...ofPacks].sort(worstFirst);
}

function ownFinding(finding: Finding, then: Evaluation | undefined, positions: Positions): ReviewFinding {
  const { rule, level, severity, urn, name, field, problem, wayOut, standing } = finding;
  return {
    rule,
    title: titles.get(rule) ?? rule,
    level,
    severity,
    urn,
    name,
    field,
    problem,
    wayOut,
    pack: undefined,
    standing: standing.kind,
    standingReason: reasonOf(finding),
    since: then?.findings.some((other) => isSame(other, finding)) ? "before" : "new",
    position: positions.get(urn),
  };
}

function reasonOf({ standing }: Finding): string | undefined {
  if (standing.kind === "open") return undefined;
  if (standing.kind === "known") return "in the baseline";
  const { exemption } = standing;
  return `exempted until ${exemption.expires} by ${ownerOf(exemption)}: ${exemption.reason}`;
}

/** Findings that were there before and are gone. */
export function fixedFindings(
  now: Evaluation,
  then: Evaluation | undefined,
  positions: Positions,
): ReviewFinding[] {
  return (then?.findings ?? [])
    .filter((before) => !now.findings.some((after) => isSame(before, after)))
    .map((before) => ownFinding(before, then, positions));
}

function isSame(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.urn === b.urn && a.field === b.field;
}

/** A result of our own pack that was found here as well, or that only speaks of others. */
function isOurs({ pack, policy, urn }: PolicyViolation, own: readonly ReviewFinding[]): boolean {
  if (pack !== OWN_PACK) return false;
  return META.has(policy)
    ? policy !== "configuration"
    : own.some((finding) => finding.rule === policy && finding.urn === urn);
}

function packFinding(
  violation: PolicyViolation,
  names: ReadonlyMap<string, string>,
  positions: Positions,
): ReviewFinding {
  const { policy, pack, level, severity, urn, message } = violation;
  return {
    rule: policy,
    title: titles.get(policy) ?? policy,
    // A level that a newer Pulumi may write blocks until this tool knows better.
    level: level === "advisory" ? "advisory" : "mandatory",
    severity: (["low", "medium", "high", "critical"] as const).find((one) => one === severity),
    urn,
    name: urn === undefined ? undefined : names.get(urn),
    field: undefined,
    problem: message,
    wayOut: undefined,
    pack,
    standing: "open",
    standingReason: undefined,
    since: "new",
    position: urn === undefined ? undefined : positions.get(urn),
  };
}

export function openQuestions(now: Evaluation, model: ReviewModel, positions: Positions): ReviewQuestion[] {
  const own = now.notEvaluated.map(({ rule, urn, name, field, message }) => ({
    rule,
    urn,
    name,
    field,
    message,
    position: positions.get(urn),
  }));
  const ofPacks = model.violations
    .filter(({ notEvaluated, pack }) => notEvaluated && pack !== OWN_PACK)
    .map(({ policy, urn, message }) => ({
      rule: policy,
      urn,
      name: undefined,
      field: undefined,
      message,
      position: urn === undefined ? undefined : positions.get(urn),
    }));
  return [...own, ...ofPacks, ...doubts(model)];
}

/** What a plan may not be what the stack will hold. */
function doubts({ resources }: ReviewModel): ReviewQuestion[] {
  return resources.flatMap(({ urn, type, name, doubt, position }) =>
    doubt === undefined || tokenTypeOf(type) === undefined
      ? []
      : [{ rule: "plan", urn, name, field: undefined, message: `${name}: ${doubt}`, position }],
  );
}

/** Whether a finding counts against the change. */
export function counts({ standing, level }: ReviewFinding, at: "mandatory" | "advisory"): boolean {
  if (standing !== "open" || level === "disabled") return false;
  return at === "advisory" || level !== "advisory";
}

function worstFirst(a: ReviewFinding, b: ReviewFinding): number {
  const rank = (finding: ReviewFinding) =>
    (counts(finding, "mandatory") ? 200 : counts(finding, "advisory") ? 100 : 0) +
    (finding.since === "new" ? 10 : 0) +
    SEVERITY_RANK.indexOf(finding.severity ?? "low");
  return rank(b) - rank(a);
}
