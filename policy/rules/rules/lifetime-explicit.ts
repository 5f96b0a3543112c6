import { isSensitive } from "../../../provider/model/sensitivity";
import type { Reading } from "../reading";
import type { Rule } from "../rule";
import { lifetimeInWords, nameOf, tierOf } from "../words";

export const lifetimeExplicit: Rule = {
  id: "lifetime-explicit",
  title: "A sensitive API says how long its tokens live",
  description:
    "An unset lifetime is whatever the provider makes of it, 24 hours at Auth0, and no reviewer sees a number. A confidential or restricted API declares its own.",
  level: "advisory",
  severity: "medium",
  tags: ["lifetime", "access-token", "explicit"],
  remediationSteps: "Declare the lifetime in the program.",
  checkResource: (subject) => {
    if (!isSensitive(subject.tier.tier)) return [];
    return subject.accessTokens.flatMap(({ of, lifetime }) => {
      const declared = subject.declaredLifetimes.find((one) => one.lifetime === lifetime)?.seconds;
      const holds = of === "access" && declared ? heldWhenUnset(declared) : undefined;
      if (holds === undefined) return [];
      return [
        {
          kind: "violation",
          subject,
          field: lifetime.property,
          problem: `${nameOf(subject)} leaves ${lifetime.property} unset, so ${holds}; in tier ${tierOf(subject)} it is to be declared.`,
          wayOut: `Set ${lifetime.property}.`,
        },
      ];
    });
  },
};

/** Undefined where the lifetime is set, or where its absence is an answer. */
function heldWhenUnset(lifetime: Reading<number>): string | undefined {
  if (lifetime.state === "known")
    return lifetime.declared ? undefined : `access tokens live ${lifetimeInWords(lifetime)}`;
  if (lifetime.state !== "absent") return undefined;
  if (lifetime.because === "adopted") return "an API that is adopted keeps whatever the tenant has";
  return lifetime.because === "undocumented" ? "what holds is documented nowhere" : undefined;
}
