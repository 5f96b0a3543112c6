import { notEvaluated } from "../not-evaluated";
import { isKnown } from "../reading";
import type { Rule } from "../rule";
import { nameOf } from "../words";

export const asymmetricSigning: Rule = {
  id: "asymmetric-signing",
  title: "Access tokens are signed with a private key",
  description:
    "With HS256 the API holds the secret that signs its tokens: whoever can verify a token can forge one. Every API but a public one uses RS256, RS512 or PS256.",
  level: "mandatory",
  severity: "high",
  tags: ["signing"],
  framework: {
    name: "RFC 8725",
    reference: "section 3.2",
    specification: "Only algorithms that meet the application's security requirements are to be used.",
  },
  remediationSteps:
    "Set the signing algorithm to RS256 or PS256, and let the API verify with the tenant's public keys.",
  checkResource: (subject) => {
    const { signingAlgorithm: algorithm, tier } = subject;
    if (algorithm === undefined || tier.tier === "public") return [];
    if (!isKnown(algorithm)) return notEvaluated(subject, algorithm);
    // The bridged provider takes the name in any case.
    if (!/^HS\d+$/i.test(algorithm.value)) return [];
    return [
      {
        kind: "violation",
        subject,
        field: algorithm.field,
        problem: `${nameOf(subject)} signs its access tokens with a shared secret (${algorithm.value.toUpperCase()}).`,
        wayOut: `Set ${algorithm.field} to "RS256" or "PS256".`,
      },
    ];
  },
};
