import type { Sensitivity } from "../../../provider/model/sensitivity";
import { notEvaluated } from "../not-evaluated";
import { isKnown, type Known } from "../reading";
import type { Outcome, Rule, StackContext } from "../rule";
import type { Subject } from "../subject";
import { tierOfAudience } from "../tier";
import { nameOf, tierOf } from "../words";

export const multiResourceRefresh: Rule = {
  id: "multi-resource-refresh",
  title: "No refresh token reaches an API that forbids it by way of another",
  description:
    "An application's refresh-token policies let a refresh token that was issued for one API fetch access tokens for others. So an API whose tier forbids offline access is refreshable all the same, for every application that names it there.",
  level: "mandatory",
  severity: "high",
  tags: ["refresh-token", "multi-resource"],
  framework: {
    name: "RFC 9700",
    reference: "section 4.14",
    specification: "Authorization servers decide by risk whether refresh tokens are issued.",
  },
  remediationSteps:
    "Take the API out of refreshToken.policies of the application, or allow offlineAccess for its tier in the configuration.",
  checkStack: (context) =>
    context.subjects.flatMap((subject) =>
      (subject.clientRefreshTokens?.audiences ?? []).flatMap((audience): Outcome[] => {
        if (audience.state === "unknown" || audience.state === "unreadable")
          return notEvaluated(subject, audience);
        return isKnown(audience) ? judge(subject, audience, context) : [];
      }),
    ),
};

function judge(subject: Subject, audience: Known<string>, context: StackContext): Outcome[] {
  const reached = forbiddenApi(audience.value, context);
  if (reached === undefined) return couldBe(audience.value, context);
  return [
    {
      kind: "violation",
      subject,
      field: audience.field,
      problem: `${nameOf(subject)}: a refresh token of any API also fetches access tokens of ${reached}.`,
      wayOut: "Take that audience out of refreshToken.policies.",
    },
  ];
}

const forbids = (tier: Sensitivity, { config }: StackContext) =>
  config.tiers[tier].offlineAccess === "forbidden";

const isAudience = (audience: string) => (subject: Subject) =>
  subject.type.kind === "api" && isKnown(subject.identifier) && subject.identifier.value === audience;

/** In words that repeat nothing of the program's values: the API's name in the stack, or the configuration's pattern. */
function forbiddenApi(audience: string, context: StackContext): string | undefined {
  const named = context.subjects.filter(isAudience(audience));
  const api = named.find(({ tier }) => forbids(tier.tier, context));
  if (api) return `${nameOf(api)}, tier ${tierOf(api)}`;
  if (named.length > 0) return undefined;
  const assigned = tierOfAudience(audience, context.config);
  return assigned && forbids(assigned.tier, context)
    ? `an API of tier ${assigned.tier} (${assigned.source})`
    : undefined;
}

/** The audience is of no API whose identifier is known; it may be that of one whose identifier is not. */
function couldBe(audience: string, context: StackContext): Outcome[] {
  if (context.subjects.some(isAudience(audience))) return [];
  return context.subjects.flatMap((api) =>
    api.type.kind === "api" && api.identifier.state === "unknown" && forbids(api.tier.tier, context)
      ? notEvaluated(api, api.identifier)
      : [],
  );
}
