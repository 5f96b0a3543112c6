/** Policies that make visible what the rules do not count: always advisory, whatever level somebody gives them. */
import { ownerOf } from "../../rules/exemptions";
import type { Evaluation } from "../../rules/finding";
import { policyUrl } from "../links";
import { optionsFor } from "../report";
import { type Run, STACK } from "../run";
import type { PackPolicy, Report, ReportViolation } from "../sdk";

type Words = Required<
  Pick<PackPolicy, "name" | "displayName" | "description" | "severity" | "tags" | "remediationSteps">
>;

/** What rules could not decide. Nothing of it may pass for "found nothing". */
export function notEvaluatedPolicy(run: Run): PackPolicy {
  const words: Words = {
    name: "not-evaluated",
    displayName: "Not evaluated",
    description:
      "What the rules could not decide: values that are known after the apply, or that cannot be read. What becomes known is evaluated again at the apply.",
    severity: "medium",
    tags: ["not-evaluated"],
    remediationSteps:
      "None where a value becomes known at the apply. Else write the value in the form that the message names.",
  };
  return told(words, run, ({ notEvaluated }) => notEvaluated.map(({ message, urn }) => ({ message, urn })));
}

export function exemptedPolicy(run: Run): PackPolicy {
  const words: Words = {
    name: "exempted",
    displayName: "Exempted",
    description:
      "Findings that an exemption of the configuration covers, with its reason, its owner and its last day.",
    severity: "low",
    tags: ["exemption"],
    remediationSteps: "Put the cause right before the exemption ends.",
  };
  return told(words, run, ({ findings }) =>
    findings.flatMap(({ standing, rule, message, urn, severity }): Report[] => {
      if (standing.kind !== "exempted") return [];
      const { exemption } = standing;
      const terms = `Exempted through ${exemption.expires} by ${ownerOf(exemption)}: ${exemption.reason}`;
      return [{ message: `${rule}: ${message} ${terms}`, urn, severity }];
    }),
  );
}

export function knownFindingsPolicy(run: Run): PackPolicy {
  const words: Words = {
    name: "known-findings",
    displayName: "Known findings",
    description: "Findings that are in the baseline and have not become worse since.",
    severity: "low",
    tags: ["baseline"],
    remediationSteps: "Put the cause right, then record the baseline again.",
  };
  return told(words, run, ({ findings }) =>
    findings
      .filter(({ standing }) => standing.kind === "known")
      .map(({ rule, message, urn, severity }) => ({
        message: `${rule}: ${message} In the baseline: it counts again when it gets worse.`,
        urn,
        severity,
      })),
  );
}

function told(words: Words, run: Run, reports: (found: Evaluation) => readonly Report[]): PackPolicy {
  const tell = (about: string, report: ReportViolation) => {
    if (optionsFor(run, report) === undefined) return;
    for (const one of reports(run.found(about))) report({ ...one, enforcementLevel: "advisory" });
  };
  return {
    ...words,
    enforcementLevel: "advisory",
    url: policyUrl(words.name),
    validateResource: ({ urn }, report) => tell(urn, report),
    validateStack: (_, report) => tell(STACK, report),
  };
}
