import { lowered, tooLong } from "../lifetime-bounds";
import type { Rule } from "../rule";
import type { Subject } from "../subject";

const judged = (subject: Subject) => subject.accessTokens.filter(({ of }) => of === "web");

export const implicitHybridLifetimeMax: Rule = {
  id: "implicit-hybrid-lifetime-max",
  title: "Access tokens from /authorize live no longer than their tier allows",
  description:
    "In the implicit and hybrid flows the authorization endpoint hands the access token to the browser, where it is easiest to steal. Compares what really holds there: the web lifetime, or the API's own where that is shorter.",
  level: "mandatory",
  severity: "high",
  tags: ["lifetime", "access-token", "implicit", "hybrid"],
  framework: {
    name: "RFC 9700",
    reference: "section 2.1.2",
    specification:
      "Clients are told not to use grants in which the authorization response carries an access token.",
  },
  remediationSteps:
    "Lower the web lifetime (tokenLifetimeForWebSeconds, tokenLifetimeForWeb) to the limit in the message, also where the API's own lifetime is longer.",
  worse: "longer",
  checkResource: (subject, context) => judged(subject).flatMap((tokens) => tooLong(subject, tokens, context)),
  remediate: (subject, context) => judged(subject).flatMap((tokens) => lowered(subject, tokens, context)),
};
