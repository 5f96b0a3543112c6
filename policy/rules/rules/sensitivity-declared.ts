import { notEvaluated } from "../not-evaluated";
import type { Rule } from "../rule";
import { nameOf } from "../words";

export const sensitivityDeclared: Rule = {
  id: "sensitivity-declared",
  title: "Every API is classified",
  description:
    "Without a tier an API gets the default one, and nobody has thought about it. An Api says `sensitivity`; an API of another provider is named by a pattern of the configuration, and is asked for only where the configuration has patterns at all.",
  level: "advisory",
  severity: "low",
  tags: ["classification"],
  remediationSteps: "Declare `sensitivity`, or add a pattern to `assign` in the configuration.",
  checkResource: (subject, { config }) => {
    const { type, tier } = subject;
    if (type.kind !== "api" || tier.classified) return [];
    if (tier.declared.state === "unknown" || tier.declared.state === "unreadable")
      return notEvaluated(subject, tier.declared);
    if (type.sensitivity === undefined && config.assign.length === 0) return [];
    const wayOut =
      type.sensitivity === undefined
        ? "Add a pattern for it to `assign` in the configuration."
        : `Set ${type.sensitivity} to public, internal, confidential or restricted.`;
    return [
      {
        kind: "violation",
        subject,
        field: type.sensitivity ?? type.identifier ?? "type",
        problem: `${nameOf(subject)} is classified nowhere and gets the default tier, ${tier.tier}.`,
        wayOut,
      },
    ];
  },
};
