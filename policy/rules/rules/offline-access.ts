import { notEvaluated } from "../not-evaluated";
import { isKnown } from "../reading";
import type { Outcome, PropertyChange, Rule, RuleContext } from "../rule";
import type { RefreshSetting, Subject } from "../subject";
import { nameOf, tierOf } from "../words";

export const offlineAccess: Rule = {
  id: "offline-access",
  title: "No refresh tokens for sensitive APIs",
  description:
    "A refresh token turns one theft into access for weeks: whoever holds it fetches new access tokens while the user is away (offline_access) or for as long as the session lasts (online_access). Confidential and restricted APIs allow neither, unless the configuration says so for the tier.",
  level: "mandatory",
  severity: "high",
  tags: ["refresh-token", "offline-access", "online-access"],
  framework: {
    name: "RFC 9700",
    reference: "section 4.14",
    specification: "Authorization servers decide by risk whether refresh tokens are issued.",
  },
  remediationSteps:
    "Switch the setting off, or allow it for the tier in the configuration (offlineAccess, onlineAccess).",
  checkResource: (subject, context) =>
    forbidden(subject, context).flatMap((setting) => judge(subject, setting)),
  remediate: (subject, context) =>
    forbidden(subject, context).flatMap(({ allowed, property, writtenAsText }): PropertyChange[] =>
      isKnown(allowed) && allowed.value ? [{ property, value: writtenAsText ? "false" : false }] : [],
    ),
};

function forbidden(subject: Subject, { config }: RuleContext): RefreshSetting[] {
  const tier = config.tiers[subject.tier.tier];
  return subject.refreshSettings.filter(
    ({ access }) => (access === "offline" ? tier.offlineAccess : tier.onlineAccess) === "forbidden",
  );
}

function judge(subject: Subject, { access, allowed, property }: RefreshSetting): Outcome[] {
  if (!isKnown(allowed)) return notEvaluated(subject, allowed);
  if (!allowed.value) return [];
  const by = allowed.declared ? "" : " by default";
  return [
    {
      kind: "violation",
      subject,
      field: property,
      problem: `${nameOf(subject)} allows ${access} access${by}: clients get refresh tokens; tier ${tierOf(subject)} forbids it.`,
      wayOut: `Set ${property} to false.`,
    },
  ];
}
