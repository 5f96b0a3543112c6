/** Results of `apisettings policy test` for programs. */
import type { Finding } from "../policy/rules/finding";
import type { TestResult } from "./policy-test";

export function testJson({ file, config, today, expectations, verdict }: TestResult): string {
  const { source, resources, judged, findings, notEvaluated, exemptions, whole, notes } = file;
  const document = {
    verdict: verdict.word,
    exitCode: verdict.exitCode,
    source,
    config: config.path ?? null,
    today,
    resources: resources.length,
    judged: judged.size,
    whole,
    findings: findings.map(findingInJson),
    notEvaluated,
    exemptions,
    mismatches: expectations.mismatches,
    notes,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** JSON has no infinity, and would say null for tokens that never expire. */
function findingInJson(finding: Finding): object {
  return finding.seconds === Number.POSITIVE_INFINITY ? { ...finding, seconds: "unlimited" } : finding;
}
