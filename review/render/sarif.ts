/**
 * A report as SARIF 2.1.0, as GitHub's code scanning takes it: one result without a location would make it refuse the
 * whole file, so what has no position of its own points to the project file.
 */
import { createHash } from "node:crypto";
import type { SourcePosition } from "../read/model";
import type { Report, ReviewFinding, ReviewQuestion } from "../report/report";
import { plainLine } from "./text";

export interface SarifOptions {
  /** Folder of Pulumi.yaml, relative to the root of the repository. Default: the root. */
  readonly projectFolder?: string;
  /** What results without a position point to, relative to that folder. Default: Pulumi.yaml. */
  readonly fallbackFile?: string;
}

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** GitHub reads severities as numbers in a text. */
const SECURITY_SEVERITY = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" } as const;
/** GitHub takes this many results of a run, and drops the rest. */
const MAXIMUM_RESULTS = 25_000;

interface Result {
  readonly rule: string;
  readonly title: string;
  readonly help: string;
  readonly severity: keyof typeof SECURITY_SEVERITY;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  readonly urn: string | undefined;
  readonly field: string | undefined;
  readonly position: SourcePosition | undefined;
  readonly suppressed: string | undefined;
}

export function renderSarif(report: Report, options: SarifOptions = {}): string {
  const results = [...report.findings.map(ofFinding), ...report.openQuestions.map(ofQuestion)].slice(
    0,
    MAXIMUM_RESULTS,
  );
  const rules = [...new Map(results.map((result) => [result.rule, result])).values()];
  const driver = {
    name: "apisettings",
    semanticVersion: report.binding.version,
    rules: rules.map(({ rule, title, help, severity, level }) => ({
      id: rule,
      shortDescription: { text: title },
      fullDescription: { text: title },
      help: { text: help },
      defaultConfiguration: { level },
      properties: {
        tags: ["security", "identity"],
        precision: "very-high",
        "security-severity": SECURITY_SEVERITY[severity],
      },
    })),
  };
  const run = {
    tool: { driver },
    automationDetails: {
      id: `apisettings/${plainLine(report.project ?? "project")}/${plainLine(report.stack ?? "stack")}/`,
    },
    columnKind: "utf16CodeUnits",
    properties: { verdict: report.verdict.word, planHash: report.binding.planHash },
    results: results.map((result) =>
      toSarif(
        result,
        rules.findIndex(({ rule }) => rule === result.rule),
        options,
      ),
    ),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function ofFinding({
  rule,
  title,
  level,
  severity,
  problem,
  wayOut,
  urn,
  field,
  position,
  standing,
  standingReason,
}: ReviewFinding): Result {
  return {
    rule: plainLine(rule),
    title: plainLine(title),
    help: plainLine(wayOut ?? title),
    severity: severity ?? "medium",
    level: level === "advisory" ? "warning" : "error",
    text: plainLine([problem, wayOut].filter((part) => part !== undefined).join(" ")),
    urn,
    field,
    position,
    suppressed: standing === "open" ? undefined : (standingReason ?? standing),
  };
}

function ofQuestion({ rule, message, urn, field, position }: ReviewQuestion): Result {
  return {
    // A rule of its own: what was not evaluated must not look like a violation of the rule.
    rule: "not-evaluated",
    title: "A check that could not be made yet",
    help: "Evaluate again when the value is known; pulumi up with the policy pack does.",
    severity: "low",
    level: "warning",
    text: plainLine(message),
    urn,
    field: `${rule} ${field ?? ""}`,
    position,
    suppressed: undefined,
  };
}

function toSarif(
  result: Result,
  ruleIndex: number,
  { projectFolder = "", fallbackFile = "Pulumi.yaml" }: SarifOptions,
) {
  const { rule, level, text, urn, field, position, suppressed } = result;
  const line = position?.line ?? 1;
  const uri = uriOf(projectFolder, position?.file ?? fallbackFile);
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
        },
        ...(urn !== undefined && {
          logicalLocations: [{ fullyQualifiedName: plainLine(urn), kind: "resource" }],
        }),
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: createHash("sha256")
        .update(JSON.stringify([rule, urn ?? "", field ?? text]))
        .digest("hex")
        .slice(0, 32),
    },
    ...(suppressed !== undefined && {
      suppressions: [{ kind: "external", justification: plainLine(suppressed) }],
    }),
  };
}

/** A relative address: every part is encoded, and nothing leads out of the repository. */
function uriOf(folder: string, file: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${file}`.split(/[\\/]+/)) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(encodeURIComponent(plainLine(part)));
  }
  return parts.join("/");
}
