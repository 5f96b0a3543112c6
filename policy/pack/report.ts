/** How findings are told to the engine. */
import type { EvaluationOptions } from "../rules/evaluate";
import type { Evaluation } from "../rules/finding";
import type { Run } from "./run";
import type { ReportViolation } from "./sdk";

/** What counts. The rest is told by the policies `exempted`, `known-findings` and `not-evaluated`. */
export function reportOpen({ findings }: Evaluation, report: ReportViolation): void {
  for (const { standing, message, urn, severity } of findings) {
    if (standing.kind === "open") report({ message, urn, severity });
  }
}

/**
 * Settings to evaluate by; undefined where there are none that hold, which has been reported then. A pack without its
 * settings must not pass for one that found nothing, nor judge by limits that nobody chose.
 */
export function optionsFor(run: Run, report: ReportViolation): EvaluationOptions | undefined {
  const settings = run.settings();
  if (settings?.state === "valid") return settings.options;
  if (settings === undefined && run.first("no settings")) {
    report({
      message:
        "The policy `configuration` is disabled, so that no rule knows its limits: nothing was evaluated. Take its level out of --policy-pack-config, and disable single rules instead.",
      enforcementLevel: "mandatory",
    });
  }
  return undefined;
}
