import { isSensitive } from "../../../provider/model/sensitivity";
import { notEvaluated } from "../not-evaluated";
import { isKnown, type Known } from "../reading";
import type { Outcome, Rule, StackContext } from "../rule";
import type { Subject } from "../subject";
import { tierOfAudience } from "../tier";
import { nameOf } from "../words";

export const multiResourceRefresh: Rule = {
  id: "multi-resource-refresh",
  title: "No refresh token reaches a sensitive API by way of another",
  description:
    "An application's refresh-token policies let a refresh token that was issued for one API fetch access tokens for others. So an API that forbids offline access is refreshable all the same, for every application that names it there.",
  level: "mandatory",
  severity: "high",
  tags: ["refresh-token", "multi-resource"],
  framework: {
    name: "RFC 9700",
    reference: "section 4.14",
    specification: "Authorization servers decide by risk whether refresh tokens are issued.",
  },
  remediationSteps: "Take the sensitive API out of refreshToken.policies of the application.",
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
  const reached = sensitiveApi(audience.value, context);
  if (reached === undefined) return [];
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

/** In words that repeat nothing of the program's values: the API's name in the stack, or the configuration's pattern. */
function sensitiveApi(audience: string, { subjects, config }: StackContext): string | undefined {
  const api = subjects.find(
    ({ type, identifier }) => type.kind === "api" && isKnown(identifier) && identifier.value === audience,
  );
  if (api)
    return isSensitive(api.tier.tier) ? `${nameOf(api)}, ${api.tier.tier} (${api.tier.source})` : undefined;
  const assigned = tierOfAudience(audience, config);
  return assigned && isSensitive(assigned.tier)
    ? `an API that is ${assigned.tier} (${assigned.source})`
    : undefined;
}
