import { isSensitive } from "../../../provider/model/sensitivity";
import { type Limit, limitsFor } from "../bounds";
import { written } from "../lifetime-bounds";
import { notEvaluated } from "../not-evaluated";
import { isKnown, type Known, type Reading, valueAt } from "../reading";
import type { Outcome, Rule, StackContext } from "../rule";
import type { RefreshSetting, Subject } from "../subject";
import type { ClientRefreshTokens, LifetimeField } from "../token-types/token-type";
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
  if (client === undefined || (isKnown(client.issued) && !client.issued.value)) return [];
  const judged = (counts: (setting: RefreshSetting) => boolean) =>
    mayHold(subject, client, context, counts)
      ? judgeOwn(subject, client.absoluteSeconds, limitOf(subject, context, counts))
      : [];
  const certain = judged(allows);
  if (certain.length > 0) return isKnown(client.issued) ? certain : notEvaluated(subject, client.issued);
  // What is not known yet may let refresh tokens be issued, or for a stricter API.
  const open = settingsOf(context).find(({ allowed }) => !isKnown(allowed))?.allowed;
  return open && !isKnown(open) && judged(mayAllow).length > 0 ? notEvaluated(subject, open) : [];
}

function judgeOwn(subject: Subject, seconds: Reading<number>, limit: Limit | undefined): Outcome[] {
  const number = limit ? `at most ${limit.seconds}` : "a number of seconds";
  return judge(
    subject,
    seconds,
    limit,
    `Set refreshToken.expirationType to "expiring", infiniteTokenLifetime to false, and tokenLifetime to ${number}.`,
  );
}

const allows = ({ allowed }: RefreshSetting) => isKnown(allowed) && allowed.value;
const mayAllow = (setting: RefreshSetting) => !isKnown(setting.allowed) || allows(setting);

function settingsOf({ subjects }: StackContext): RefreshSetting[] {
  return subjects.filter(({ type }) => type.kind === "api").flatMap(({ refreshSettings }) => refreshSettings);
}

/** Whether the client can hold refresh tokens as far as this stack tells. */
function mayHold(
  subject: Subject,
  { issued, absoluteSeconds }: ClientRefreshTokens,
  context: StackContext,
  counts: (setting: RefreshSetting) => boolean,
): boolean {
  const settings = settingsOf(context);
  if (settings.some(counts)) return true;
  // The stack's APIs let none be issued, but a program that took the end away itself means others.
  if (isKnown(absoluteSeconds) && takenAway(absoluteSeconds)) return true;
  // Without an API in the stack, the client's own words decide.
  const asks =
    (isKnown(issued) && issued.declared) ||
    valueAt(subject.resource.props, "refreshToken").value !== undefined;
  return settings.length === 0 && asks;
}

const takenAway = ({ value, declared }: Known<number>) => declared && value === Number.POSITIVE_INFINITY;

/** Other providers' refresh tokens: where the tier is sensitive, or a program took the end away itself. */
function judgeLifetimes(subject: Subject, context: StackContext): Outcome[] {
  if (subject.refreshSettings.length > 0 && !subject.refreshSettings.some(mayAllow)) return [];
  const limit = limitOf(subject, context, allows);
  return subject.refreshTokens.flatMap(({ seconds, lifetime }) => {
    const looked = isSensitive(subject.tier.tier) || limit || (isKnown(seconds) && takenAway(seconds));
    return looked ? judge(subject, seconds, limit, setting(subject, lifetime, seconds.field, limit)) : [];
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
  const number = `${property} to ${limit ? `at most ${written(subject, lifetime, limit.seconds, "at most")}` : formOf(lifetime)}`;
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
  limit: Limit | undefined,
  wayOut: string,
): Outcome[] {
  if (!isKnown(seconds)) return notEvaluated(subject, seconds);
  if (seconds.value <= (limit?.seconds ?? Number.MAX_VALUE)) return [];
  return [
    {
      kind: "violation",
      subject,
      field: seconds.field,
      problem: `${nameOf(subject)}: ${what(seconds, limit)}`,
      wayOut,
      ...(!seconds.secret && { seconds: seconds.value }),
      ...(limit && { limitSeconds: limit.seconds }),
    },
  ];
}

function what(seconds: Known<number>, limit: Limit | undefined): string {
  const allowed = limit ? `; at most ${limitInWords(limit)}` : "";
  if (seconds.value === Number.POSITIVE_INFINITY)
    return `its refresh tokens never expire${seconds.declared ? "" : ", by default"}${allowed}.`;
  return `its refresh tokens live ${lifetimeInWords(seconds)}${allowed}.`;
}

/** A client reaches every API of the stack that lets refresh tokens be issued: the strictest of their limits counts. */
function limitOf(
  subject: Subject,
  { subjects, config }: StackContext,
  counts: (setting: RefreshSetting) => boolean,
): Limit | undefined {
  const reached =
    subject.type.kind === "client"
      ? subjects.filter(({ type, refreshSettings }) => type.kind === "api" && refreshSettings.some(counts))
      : [];
  const bounds = [subject, ...reached].flatMap(({ tier }) => config.tiers[tier.tier].bounds);
  return limitsFor(bounds, { tokens: "refresh", flows: [], senderConstrained: false }).maximum;
}
