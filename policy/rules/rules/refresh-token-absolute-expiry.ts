import { isSensitive } from "../../../provider/model/sensitivity";
import { type Limit, limitsFor } from "../bounds";
import { written } from "../lifetime-bounds";
import { notEvaluated } from "../not-evaluated";
import { isKnown, type Known, type Reading, valueAt } from "../reading";
import type { Outcome, Rule, StackContext } from "../rule";
import type { Subject } from "../subject";
import { stricterTier } from "../tier";
import type { LifetimeField } from "../token-types/token-type";
import { expectedForm } from "../units";
import { lifetimeInWords, limitInWords, nameOf } from "../words";

export const refreshTokenAbsoluteExpiry: Rule = {
  id: "refresh-token-absolute-expiry",
  title: "Refresh tokens end some day",
  description:
    "A refresh token without an absolute expiry is access for ever to whoever has it. An Auth0 application that says nothing gets just that, unless it is a single-page application. Looks at applications that can get refresh tokens in a stack with an API that lets them be issued (or with none at all, where they ask for them), and at other providers' settings in sensitive tiers or where a program switches the end off.",
  level: "mandatory",
  severity: "high",
  tags: ["refresh-token", "offline-access"],
  framework: {
    name: "OWASP ASVS",
    version: "5.0",
    reference: "10.4.8",
    specification: "Refresh tokens have an absolute expiration.",
  },
  remediationSteps:
    "Set refreshToken.expirationType to expiring, infiniteTokenLifetime to false and tokenLifetime to a number of seconds; take the grant refresh_token away where it is not used.",
  worse: "longer",
  checkStack: (context) =>
    context.subjects.flatMap((subject) => [
      ...judgeClient(subject, context),
      ...judgeLifetimes(subject, context),
    ]),
};

function judgeClient(subject: Subject, context: StackContext): Outcome[] {
  const client = subject.clientRefreshTokens;
  if (client === undefined) return [];
  const mayHold = refreshTokensPossible(subject, client.issued, context);
  if (mayHold === undefined) return [];
  if (!isKnown(mayHold)) return notEvaluated(subject, mayHold);
  return judge(
    subject,
    client.absoluteSeconds,
    context,
    (limit) =>
      `Set refreshToken.expirationType to "expiring", infiniteTokenLifetime to false, and tokenLifetime to ${limit ? `at most ${limit.seconds} s` : "a number of seconds"}.`,
  );
}

/** Whether the client can hold refresh tokens as far as this stack tells; undefined if not. */
function refreshTokensPossible(
  subject: Subject,
  issued: Reading<boolean>,
  { subjects }: StackContext,
): Reading<boolean> | undefined {
  if (!isKnown(issued)) return issued;
  if (!issued.value) return undefined;
  const settings = subjects
    .filter(({ type }) => type.kind === "api")
    .flatMap(({ refreshSettings }) => refreshSettings);
  if (settings.some(({ allowed }) => isKnown(allowed) && allowed.value)) return issued;
  const open = settings.find(({ allowed }) => !isKnown(allowed));
  if (open) return open.allowed;
  // The stack's APIs let none be issued. Without an API in the stack, the client's own words decide.
  const asks = issued.declared || valueAt(subject.resource.props, "refreshToken").value !== undefined;
  return settings.length === 0 && asks ? issued : undefined;
}

/** Other providers' refresh tokens: where the tier is sensitive, or a program took the end away itself. */
function judgeLifetimes(subject: Subject, context: StackContext): Outcome[] {
  const off =
    subject.refreshSettings.length > 0 &&
    subject.refreshSettings.every(({ allowed }) => isKnown(allowed) && !allowed.value);
  if (off) return [];
  return subject.refreshTokens.flatMap(({ seconds, lifetime }) => {
    const unlimited = isKnown(seconds) && seconds.value === Number.POSITIVE_INFINITY && seconds.declared;
    return isSensitive(subject.tier.tier) || unlimited || limitOf(subject, context)
      ? judge(subject, seconds, context, (limit) => setting(subject, lifetime, seconds.field, limit))
      : [];
  });
}

/** What to write: in the property's own unit, and with the switch that overruled the number. */
function setting(
  subject: Subject,
  lifetime: LifetimeField,
  decidedBy: string,
  limit: Limit | undefined,
): string {
  const { property, unlimitedWhen } = lifetime;
  const number = `${property} to ${limit ? `at most ${written(subject, lifetime, limit.seconds)}` : formOf(lifetime)}`;
  if (unlimitedWhen === undefined || unlimitedWhen.property !== decidedBy) return `Set ${number}.`;
  const off =
    typeof unlimitedWhen.is === "boolean"
      ? String(!unlimitedWhen.is)
      : `another value than ${unlimitedWhen.is}`;
  return `Set ${unlimitedWhen.property} to ${off}, and ${number}.`;
}

function formOf({ unit }: LifetimeField): string {
  return typeof unit === "string" ? expectedForm(unit) : "a number";
}

function judge(
  subject: Subject,
  seconds: Reading<number>,
  context: StackContext,
  wayOut: (limit: Limit | undefined) => string,
): Outcome[] {
  if (!isKnown(seconds)) return notEvaluated(subject, seconds);
  const limit = limitOf(subject, context);
  if (seconds.value <= (limit?.seconds ?? Number.MAX_VALUE)) return [];
  return [
    {
      kind: "violation",
      subject,
      field: seconds.field,
      problem: `${nameOf(subject)}: ${what(seconds, limit)}`,
      wayOut: wayOut(limit),
      seconds: seconds.value,
      ...(limit && { limitSeconds: limit.seconds }),
    },
  ];
}

function what(seconds: Known<number>, limit: Limit | undefined): string {
  if (seconds.value === Number.POSITIVE_INFINITY)
    return `its refresh tokens never expire${seconds.declared ? "" : ", by default"}.`;
  return `its refresh tokens live ${lifetimeInWords(seconds)}${limit ? `; at most ${limitInWords(limit)}` : ""}.`;
}

/** A client reaches every API of the stack that lets refresh tokens be issued: the strictest of their tiers counts. */
function limitOf(subject: Subject, { subjects, config }: StackContext): Limit | undefined {
  const reached =
    subject.type.kind === "client"
      ? subjects.filter(
          ({ type, refreshSettings }) =>
            type.kind === "api" && refreshSettings.some(({ allowed }) => isKnown(allowed) && allowed.value),
        )
      : [];
  const tier = reached.reduce((strictest, api) => stricterTier(strictest, api.tier.tier), subject.tier.tier);
  return limitsFor(config.tiers[tier].bounds, { tokens: "refresh", flows: [], senderConstrained: false })
    .maximum;
}
