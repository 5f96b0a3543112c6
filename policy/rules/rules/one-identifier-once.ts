import { isKnown } from "../reading";
import type { Outcome, Rule } from "../rule";
import type { Subject } from "../subject";
import { nameOf } from "../words";

export const oneIdentifierOnce: Rule = {
  id: "one-identifier-once",
  title: "One resource declares an API",
  description:
    "Two resources with one identifier are one API in the tenant: the second creation fails, or the two overwrite each other's lifetimes at every update. Also found between this provider's Api and pulumi-auth0's ResourceServer.",
  level: "mandatory",
  severity: "high",
  tags: ["identifier"],
  remediationSteps: "Keep one of the resources.",
  // Each of them is reported: which one is too many depends on who looks, and a new one is found beside an old pair.
  checkStack: ({ subjects }) => byIdentifier(subjects).flatMap((same) => same.flatMap(judge)),
};

function judge(subject: Subject, _: number, same: readonly Subject[]): Outcome[] {
  const other = same.find((one) => one !== subject);
  if (other === undefined) return [];
  return [
    {
      kind: "violation",
      subject,
      field: subject.identifier.field,
      problem: `${nameOf(subject)} and ${nameOf(other)} (${other.resource.type}) declare the same identifier in one tenant.`,
      wayOut: "Keep one of them.",
    },
  ];
}

/** APIs of one tenant that share an identifier. Those whose identifier is not known yet are compared at the apply. */
function byIdentifier(subjects: readonly Subject[]): Subject[][] {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const { type, identifier, resource } = subject;
    if (type.kind !== "api" || !isKnown(identifier)) continue;
    const key = JSON.stringify([resource.tenant ?? "", identifier.value]);
    groups.set(key, [...(groups.get(key) ?? []), subject]);
  }
  return [...groups.values()];
}
