import { notEvaluated } from "../not-evaluated";
import { isKnown } from "../reading";
import type { Rule } from "../rule";
import { isLowerTier } from "../tier";
import { nameOf } from "../words";

export const tierLowered: Rule = {
  id: "tier-lowered",
  title: "No program lowers the tier that the configuration assigns",
  description:
    "The configuration belongs to those who answer for security, the program to those who are checked by it. The stricter of the two holds in every other rule; here the attempt is reported.",
  level: "mandatory",
  severity: "high",
  tags: ["classification"],
  remediationSteps:
    "Raise `sensitivity` to the assigned tier, or have the pattern in the configuration changed.",
  checkResource: (subject) => {
    const { declared, assigned, openTo } = subject.tier;
    if (declared.state === "unknown" || declared.state === "unreadable")
      return assigned ? notEvaluated(subject, declared) : [];
    if (!isKnown(declared)) return [];
    if (!assigned || !isLowerTier(declared.value, assigned.tier))
      // A pattern could still turn out to match what is not known yet.
      return openTo ? notEvaluated(subject, openTo) : [];
    return [
      {
        kind: "violation",
        subject,
        field: declared.field,
        problem: `${nameOf(subject)} declares ${declared.field} ${declared.secret ? "a lower tier" : declared.value}; the configuration says ${assigned.tier} (${assigned.source}), which holds.`,
        wayOut: `Set ${declared.field} to ${assigned.tier}, or leave it out.`,
      },
    ];
  },
};
