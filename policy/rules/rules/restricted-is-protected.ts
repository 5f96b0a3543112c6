import type { Rule } from "../rule";
import { nameOf, tierOf } from "../words";

export const restrictedIsProtected: Rule = {
  id: "restricted-is-protected",
  title: "Restricted APIs are protected from deletion",
  description:
    "Deleting an API, or replacing it by changing its identifier, breaks every client at once. Pulumi's `protect` option refuses both until it is taken away on purpose.",
  level: "advisory",
  severity: "medium",
  tags: ["protect", "availability"],
  remediationSteps: "Add the resource option protect: true.",
  checkResource: (subject) => {
    const { type, tier, resource } = subject;
    if (type.kind !== "api" || tier.tier !== "restricted" || resource.protect === true) return [];
    if (resource.protect === undefined) {
      const because = "what was read does not tell the resource's options";
      return [{ kind: "not-evaluated", subject, field: "protect", because, untilApply: false }];
    }
    return [
      {
        kind: "violation",
        subject,
        field: "protect",
        problem: `${nameOf(subject)} is not protected, in tier ${tierOf(subject)}.`,
        wayOut: "Add the resource option protect: true.",
      },
    ];
  },
};
