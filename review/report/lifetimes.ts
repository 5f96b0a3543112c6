/** Lifetimes and refresh settings of a resource, before and after. */
import { limitsFor } from "../../policy/rules/bounds";
import type { PolicyConfig } from "../../policy/rules/config/policy-config";
import { isKnown, type Reading } from "../../policy/rules/reading";
import type { Subject } from "../../policy/rules/subject";
import type { LifetimeRow, RefreshRow, Shown } from "./report";
import { NO_RESOURCE, shown } from "./shown";

const LABEL = {
  access: "access tokens",
  web: "implicit and hybrid flows",
  anonymous: "anonymous sessions",
  refresh: "refresh tokens",
} as const;

/** One lifetime of a resource, of whichever kind. */
interface Lifetime {
  readonly of: LifetimeRow["of"];
  readonly property: string;
  readonly seconds: Reading<number>;
  readonly limits: ReturnType<typeof limitsFor>;
}

export function lifetimeRows(
  before: Subject | undefined,
  after: Subject | undefined,
  config: PolicyConfig,
): LifetimeRow[] {
  const then = before ? lifetimesOf(before, config) : [];
  const now = after ? lifetimesOf(after, config) : [];
  const keys = [...new Set([...now, ...then].map(keyOf))];
  return keys.flatMap((key): LifetimeRow[] => {
    const a = then.find((one) => keyOf(one) === key);
    const b = now.find((one) => keyOf(one) === key);
    const row = b ?? a;
    if (row === undefined) return [];
    const shownBefore = before ? shown(a?.seconds) : NO_RESOURCE;
    const shownAfter = after ? shown(b?.seconds) : NO_RESOURCE;
    const limit = b?.limits.maximum;
    return [
      {
        of: row.of,
        label: LABEL[row.of],
        property: row.property,
        before: shownBefore,
        after: shownAfter,
        factor: factorOf(shownBefore, shownAfter),
        limitSeconds: limit?.seconds,
        limitSource: limit?.bound.source,
        overLimit:
          limit !== undefined && b !== undefined && isKnown(b.seconds) && b.seconds.value > limit.seconds,
      },
    ];
  });
}

const keyOf = ({ of, property }: Lifetime) => `${of} ${property}`;

function lifetimesOf(subject: Subject, config: PolicyConfig): Lifetime[] {
  const { bounds } = config.tiers[subject.tier.tier];
  const senderConstrained = isKnown(subject.senderConstrained) && subject.senderConstrained.value;
  const access = subject.accessTokens.map(
    ({ of, lifetime, seconds, flows }): Lifetime => ({
      of,
      property: lifetime.property,
      seconds,
      limits: limitsFor(bounds, { tokens: "access", flows, senderConstrained }),
    }),
  );
  const limits = limitsFor(bounds, { tokens: "refresh", flows: [], senderConstrained });
  const refresh = subject.refreshTokens.map(
    ({ lifetime, seconds }): Lifetime => ({ of: "refresh", property: lifetime.property, seconds, limits }),
  );
  const client = subject.clientRefreshTokens;
  const ofClient: Lifetime[] =
    client === undefined || (isKnown(client.issued) && !client.issued.value)
      ? []
      : [{ of: "refresh", property: "refreshToken.tokenLifetime", seconds: client.absoluteSeconds, limits }];
  return [...access, ...refresh, ...ofClient];
}

function factorOf(before: Shown<number>, after: Shown<number>): number | undefined {
  if (before.state !== "known" || after.state !== "known") return undefined;
  const factor = after.value / before.value;
  return Number.isFinite(factor) && factor > 0 ? factor : undefined;
}

export function refreshRows(before: Subject | undefined, after: Subject | undefined): RefreshRow[] {
  const settings = (after ?? before)?.refreshSettings ?? [];
  return settings
    .map(({ access, property }) => ({
      access,
      property,
      before: settingOf(before, property),
      after: settingOf(after, property),
    }))
    .filter((row) => row.access === "offline" || [row.before, row.after].some(isNotOff));
}

/** Online refresh tokens are rare: they are told of where they are not just switched off. */
function isNotOff(value: Shown<boolean>): boolean {
  return value.state === "known" ? value.value : value.state !== "absent" && value.state !== "no resource";
}

function settingOf(subject: Subject | undefined, property: string): Shown<boolean> {
  return subject === undefined
    ? NO_RESOURCE
    : shown(subject.refreshSettings.find((one) => one.property === property)?.allowed);
}
