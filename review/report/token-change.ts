/** What happens to one resource that sets token lifetimes. */
import type { PolicyConfig } from "../../policy/rules/config/policy-config";
import { isKnown } from "../../policy/rules/reading";
import type { Subject } from "../../policy/rules/subject";
import { equal, type ValueObject } from "../../provider/model/values";
import type { ReviewResource } from "../read/model";
import { clientsOf } from "./clients";
import { counts } from "./findings";
import { lifetimeRows, refreshRows } from "./lifetimes";
import { forAttackers, forUsers, longest } from "./meaning";
import type { LifetimeRow, Load, RefreshRow, ReviewFinding, Shown, TokenChange } from "./report";
import { sameShown } from "./shown";

export interface ChangeContext {
  readonly config: PolicyConfig;
  readonly resources: readonly ReviewResource[];
  readonly findings: readonly ReviewFinding[];
  readonly users: number | undefined;
  readonly notes?: ReadonlyMap<string, readonly string[]> | undefined;
}

export function tokenChange(
  resource: ReviewResource,
  before: Subject | undefined,
  after: Subject | undefined,
  context: ChangeContext,
): TokenChange | undefined {
  const subject = after ?? before;
  if (subject === undefined) return undefined;
  const lifetimes = lifetimeRows(before, after, context.config);
  const refresh = refreshRows(before, after);
  const findings = context.findings.flatMap(({ urn }, index) => (urn === resource.urn ? [index] : []));
  return {
    urn: resource.urn,
    type: resource.type,
    typeTitle: subject.type.title,
    kind: subject.type.kind,
    name: resource.name,
    operation: resource.operation,
    position: resource.position,
    tierBefore: before?.tier.tier,
    tier: subject.tier.tier,
    tierSource: subject.tier.source,
    lifetimes,
    refresh,
    forAttackers: after === undefined ? undefined : forAttackers(lifetimes, refresh),
    forUsers: before === undefined || after === undefined ? undefined : forUsers(lifetimes, refresh),
    warnings: warningsOf(resource, before, after),
    notes: context.notes?.get(resource.urn) ?? [],
    clients: clientsOf(subject, context.resources),
    load: loadOf(lifetimes, context.users),
    otherChanges: otherChanges(resource, subject),
    findings,
    weight: weightOf(
      lifetimes,
      refresh,
      findings.flatMap((index) => context.findings[index] ?? []),
    ),
  };
}

/** Whether anything of it changes that a reviewer of tokens wants to see. */
export function isChange({
  operation,
  lifetimes,
  refresh,
  otherChanges,
  tier,
  tierBefore,
}: TokenChange): boolean {
  if (["create", "delete", "replace", "import", "discard", "unknown"].includes(operation)) return true;
  if (tierBefore !== undefined && tierBefore !== tier) return true;
  const moved = [...lifetimes, ...refresh].some(
    ({ before, after }) => !sameShown<number | boolean>(before, after),
  );
  return moved && operation !== "none" ? true : operation === "update" || otherChanges.length > 0;
}

function warningsOf(
  { operation, replaceKeys }: ReviewResource,
  before: Subject | undefined,
  after: Subject | undefined,
): string[] {
  if (subjectKind(before, after) !== "api") return [];
  if (operation === "delete")
    return [
      "The API is deleted: no client gets a token for it any more, and its permissions and grants go with it.",
    ];
  if (operation !== "replace") return [];
  const moved =
    before &&
    after &&
    isKnown(before.identifier) &&
    isKnown(after.identifier) &&
    before.identifier.value !== after.identifier.value;
  const because =
    moved || replaceKeys.includes("identifier")
      ? "its identifier changes"
      : `${replaceKeys.join(", ") || "a setting"} cannot be changed in place`;
  return [
    `The API is replaced because ${because}: every client has to ask for the new audience, and grants and permissions of the old one are lost.`,
  ];
}

function subjectKind(before: Subject | undefined, after: Subject | undefined): string | undefined {
  return (after ?? before)?.type.kind;
}

/** Token requests per second, if every user needs one token after the other. */
function loadOf(rows: readonly LifetimeRow[], users: number | undefined): Load | undefined {
  const access = rows.find(({ of }) => of === "access");
  if (users === undefined || access === undefined || access.after.state === "no resource") return undefined;
  if (sameShown(access.before, access.after)) return undefined;
  const perSecond = (lifetime: Shown<number>) =>
    lifetime.state === "known" && lifetime.value > 0 ? users / lifetime.value : undefined;
  return { users, perSecondBefore: perSecond(access.before), perSecondAfter: perSecond(access.after) };
}

function otherChanges({ before, after }: ReviewResource, { type, refreshSettings }: Subject): string[] {
  if (before === undefined || after === undefined) return [];
  const shownElsewhere = new Set([
    ...type.lifetimes.map(({ property }) => property),
    ...refreshSettings.map(({ property }) => property),
  ]);
  return changedKeys(before.inputs, after.inputs).filter((key) => !shownElsewhere.has(key));
}

function changedKeys(before: ValueObject, after: ValueObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !equal(before[key], after[key]) && !bothHidden(before[key], after[key]),
  );
}

/** Two secrets of which neither is readable may well be the same. */
function bothHidden(a: ValueObject[string] | undefined, b: ValueObject[string] | undefined): boolean {
  return String(a) === "[secret]" && String(b) === "[secret]";
}

/** Orders changes: what blocks first, then what lets tokens live longer, by how much. */
function weightOf(
  rows: readonly LifetimeRow[],
  refresh: readonly RefreshRow[],
  findings: readonly ReviewFinding[],
): number {
  const blocking = findings.filter((finding) => counts(finding, "mandatory")).length;
  const advisory = findings.filter((finding) => counts(finding, "advisory")).length;
  const then = longest(rows, "before");
  const now = longest(rows, "after");
  const longer = then && now && now > then ? Math.log2(now / then) : 0;
  const switchedOn = refresh.filter(
    ({ before, after }) => after.state === "known" && after.value && !sameShown(before, after),
  ).length;
  return blocking * 1_000 + switchedOn * 100 + advisory * 10 + (Number.isFinite(longer) ? longer : 50);
}
