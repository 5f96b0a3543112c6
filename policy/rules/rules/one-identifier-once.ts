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
  checkStack: ({ subjects }) => {
    const first = new Map<string, Subject>();
    return subjects.flatMap((subject): Outcome[] => {
      const { identifier, type, resource } = subject;
      if (type.kind !== "api" || !isKnown(identifier)) return [];
      const key = JSON.stringify([resource.tenant ?? "", identifier.value]);
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, subject);
        return [];
      }
      return [
        {
          kind: "violation",
          subject,
          field: identifier.field,
          problem: `${nameOf(subject)} and ${nameOf(other)} (${other.resource.type}) declare the same identifier in one tenant.`,
          wayOut: "Keep one of them.",
        },
      ];
    });
  },
};
