/**
 * A report as JUnit XML, which GitLab, Jenkins and Azure draw as tests: one case for each resource and rule, so that what
 * was checked shows as well as what failed.
 */
import { RULES } from "../../policy/rules/catalogue";
import { counts } from "../report/findings";
import type { Report, ReviewFinding, TokenChange } from "../report/report";
import { plainLine } from "./text";

interface Case {
  readonly resource: string;
  readonly rule: string;
  readonly file: string | undefined;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Violation, reason for skipping, or an advisory finding. */
  readonly text: string | undefined;
  readonly level: string | undefined;
}

export function renderJunit(report: Report): string {
  const cases = casesOf(report);
  const failures = cases.filter(({ outcome }) => outcome === "failed").length;
  const skipped = cases.filter(({ outcome }) => outcome === "skipped").length;
  const numbers = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  const suite =
    `apisettings ${[report.project, report.stack].filter((part) => part !== undefined).join("/")}`.trim();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="apisettings" ${numbers} time="0">`,
    `  <testsuite name="${xml(suite)}" ${numbers} time="0">`,
    ...cases.map((one) => caseLine(one)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function casesOf(report: Report): Case[] {
  const labelOf = labels([...report.changes, ...report.unchanged]);
  const told = [
    ...report.findings.map((finding) => ofFinding(finding, labelOf)),
    ...report.openQuestions.map(
      (question): Case => ({
        resource: labelOf(question),
        rule: question.rule,
        file: question.position?.file,
        outcome: "skipped",
        text: question.message,
        level: undefined,
      }),
    ),
    ...report.assertions.map(
      ({ text, holds, counterexamples }): Case => ({
        resource: "assertion",
        rule: text,
        file: undefined,
        outcome: holds === "yes" ? "passed" : holds === "no" ? "failed" : "skipped",
        text: counterexamples.join("; "),
        level: "mandatory",
      }),
    ),
  ];
  const passed = [...report.changes, ...report.unchanged].flatMap((change) =>
    change.operation === "delete" ? [] : passedOf(change, labelOf(change), told),
  );
  return merged([...told, ...passed]);
}

type LabelOf = (of: Pick<ReviewFinding, "name" | "urn">) => string;

/** The name; where several resources have the same one, the URN: a pass of one must not hide a failure of another. */
function labels(resources: readonly TokenChange[]): LabelOf {
  const times = new Map<string, number>();
  for (const { name } of resources) times.set(name, (times.get(name) ?? 0) + 1);
  return ({ name, urn }) => {
    if (name === undefined) return urn ?? "stack";
    return (times.get(name) ?? 0) > 1 ? (urn ?? name) : name;
  };
}

/** Rules that said nothing of a resource, and could have. */
function passedOf({ position }: TokenChange, label: string, told: readonly Case[]): Case[] {
  return RULES.filter(
    ({ id, checkResource }) =>
      checkResource && !told.some(({ resource, rule }) => resource === label && rule === id),
  ).map(({ id }) => ({
    resource: label,
    rule: id,
    file: position?.file,
    outcome: "passed",
    text: undefined,
    level: undefined,
  }));
}

function ofFinding(finding: ReviewFinding, labelOf: LabelOf): Case {
  const { rule, position, level, problem, wayOut, standingReason } = finding;
  const text = [standingReason, problem, wayOut].filter((part) => part !== undefined).join(" ");
  return {
    resource: labelOf(finding),
    rule,
    file: position?.file,
    outcome: counts(finding, "mandatory") ? "failed" : "passed",
    text,
    level,
  };
}

/** GitLab drops cases that share a name: one case for a resource and a rule, the worst outcome, all texts. */
function merged(cases: readonly Case[]): Case[] {
  const rank = { failed: 2, skipped: 1, passed: 0 } as const;
  const byName = new Map<string, Case>();
  for (const one of cases) {
    // As it is written: two names that differ in something invisible only are still two names there.
    const key = xml(`${one.resource}: ${one.rule}`);
    const other = byName.get(key);
    const worse = other === undefined || rank[one.outcome] > rank[other.outcome] ? one : other;
    const text = [other?.text, one.text].filter((part) => part !== undefined && part !== "").join("\n");
    byName.set(key, { ...worse, text: text === "" ? undefined : text });
  }
  return [...byName.values()];
}

function caseLine({ resource, rule, file, outcome, text, level }: Case): string {
  const attributes = `classname="${xml(resource)}" name="${xml(`${resource}: ${rule}`)}"${file === undefined ? "" : ` file="${xml(file)}"`} time="0"`;
  const body = xml(text ?? "", true);
  if (outcome === "failed")
    return `    <testcase ${attributes}><failure message="${xml(rule)}" type="${xml(level ?? "mandatory")}">${body}</failure></testcase>`;
  if (outcome === "skipped")
    return `    <testcase ${attributes}><skipped message="${body.replace(/\n/g, " ")}"/></testcase>`;
  return body === ""
    ? `    <testcase ${attributes}/>`
    : `    <testcase ${attributes}><system-out>${body}</system-out></testcase>`;
}

/** Text that XML takes: control characters are spelled out, even as references it takes none of them. */
function xml(text: string, lines = false): string {
  const plain = lines ? text.split("\n").map(plainLine).join("\n") : plainLine(text);
  return plain
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
