import { notEvaluated } from "../not-evaluated";
import { isKnown } from "../reading";
import type { Rule } from "../rule";
import { nameOf } from "../words";

const SHARED_SECRET = /^HS(256|384|512)$/;
const PRIVATE_KEY = /^([RP]S(256|384|512)|ES(256|256K|384|512)|EDDSA|ED25519|ED448)$/;

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
    const name = algorithm.value.toUpperCase();
    if (PRIVATE_KEY.test(name)) return [];
    if (!SHARED_SECRET.test(name))
      return notEvaluated(subject, {
        state: "unreadable",
        field: algorithm.field,
        expected: "an algorithm of RFC 7518 or RFC 8037",
      });
    return [
      {
        kind: "violation",
        subject,
        field: algorithm.field,
        problem: `${nameOf(subject)} signs its access tokens with a shared secret${algorithm.secret ? "" : ` (${name})`}.`,
        wayOut: `Set ${algorithm.field} to "RS256" or "PS256".`,
      },
    ];
  },
};
