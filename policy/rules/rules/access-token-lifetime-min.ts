import { tooShort } from "../lifetime-bounds";
import type { Rule } from "../rule";

export const accessTokenLifetimeMin: Rule = {
  id: "access-token-lifetime-min",
  title: "Access tokens live no shorter than their tier demands",
  description:
    "Tokens that are too short-lived break clients and drown the token endpoint; Australian and Brazilian open-banking rules give lower bounds. Nothing is checked where no preset or limit of the tier has one.",
  level: "mandatory",
  severity: "medium",
  tags: ["lifetime", "access-token"],
  framework: {
    name: "Consumer Data Standards",
    reference: "Security Profile, Tokens",
    specification: "Access tokens are to expire between 2 and 10 minutes after they were issued.",
  },
  remediationSteps: "Raise the lifetime to the limit in the message.",
  worse: "shorter",
  checkResource: (subject, context) =>
    subject.accessTokens.flatMap((tokens) => tooShort(subject, tokens, context)),
};
