import { lowered, tooLong } from "../lifetime-bounds";
import { isKnown } from "../reading";
import type { PropertyChange, Rule } from "../rule";
import type { Subject } from "../subject";

/** What the token endpoint issues, and tokens of anonymous sessions; those from /authorize have a rule of their own. */
const judged = (subject: Subject) => subject.accessTokens.filter(({ of }) => of !== "web");

export const accessTokenLifetimeMax: Rule = {
  id: "access-token-lifetime-max",
  title: "Access tokens live no longer than their tier allows",
  description:
    "A stolen access token works until it expires, and nothing calls it back. Compares the effective lifetime (the tenant's default where none is declared) with the strictest bound of the API's tier.",
  level: "mandatory",
  severity: "high",
  tags: ["lifetime", "access-token"],
  framework: {
    name: "RFC 6750",
    reference: "section 5.3",
    specification: "Token servers are told to issue short-lived bearer tokens, of an hour or less.",
  },
  remediationSteps:
    "Lower the lifetime to the limit in the message, or classify the API differently in the configuration.",
  worse: "longer",
  checkResource: (subject, context) => judged(subject).flatMap((tokens) => tooLong(subject, tokens, context)),
  remediate: (subject, context) => {
    const changes = judged(subject).flatMap((tokens) => lowered(subject, tokens, context));
    return [...changes, ...companions(subject, changes)];
  },
};

/** A declared web lifetime must not exceed the API's own: it goes down with it, or the tenant would refuse both. */
function companions(subject: Subject, changes: readonly PropertyChange[]): PropertyChange[] {
  const { lifetimes } = subject.type;
  const own = lifetimes.find(({ of }) => of === "access");
  const change = changes.find(({ property }) => property === own?.property);
  const web = subject.type.lifetimes.find(({ of }) => of === "web");
  if (!change || !web || typeof change.value !== "number") return [];
  const declared = subject.declaredLifetimes.find(({ lifetime }) => lifetime === web)?.seconds;
  return declared && isKnown(declared) && declared.declared && declared.value > change.value
    ? [{ property: web.property, value: change.value, with: change.property }]
    : [];
}
