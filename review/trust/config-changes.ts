/**
 * What a pull request changes of the rules that it is judged by. Those who are checked by limits must not be able to move
 * them unseen: the judgement is made by the base branch's configuration, and every difference is said aloud.
 */
import type { ConfigFile, Exemption, TierSettings } from "../../policy/rules/config/schema";
import { ownerOf, selectorOf } from "../../policy/rules/exemptions";
import { RULE_IDS } from "../../policy/rules/rule-ids";
import { SENSITIVITIES } from "../../provider/model/sensitivity";
import { shortTime } from "../report/words";

/** Sentences; none where nothing that decides differs. */
export function configChanges(base: ConfigFile, head: ConfigFile): string[] {
  return [
    ...simpleChange("defaultTier", base.defaultTier, head.defaultTier),
    ...listChange("presets", base.presets ?? [], head.presets ?? []),
    ...SENSITIVITIES.flatMap((tier) => tierChanges(tier, base.tiers?.[tier] ?? {}, head.tiers?.[tier] ?? {})),
    ...levelChanges(base.rules ?? {}, head.rules ?? {}),
    ...itemChanges(
      "assign",
      base.assign ?? [],
      head.assign ?? [],
      (one) => `${one.tier} for ${JSON.stringify(patternsOf(one))}`,
    ),
    ...listChange(
      "sensitiveWords.remove",
      base.sensitiveWords?.remove ?? [],
      head.sensitiveWords?.remove ?? [],
    ),
    ...listChange("sensitiveWords.add", base.sensitiveWords?.add ?? [], head.sensitiveWords?.add ?? []),
    ...itemChanges("exemptions", base.exemptions ?? [], head.exemptions ?? [], exemptionInWords),
    ...baselineChanges(base, head),
  ];
}

const LIKE_BASE = "It does not count until it stands on the base branch.";

function simpleChange(place: string, base: unknown, head: unknown): string[] {
  return same(base, head) ? [] : [`Changes ${place} from ${show(base)} to ${show(head)}. ${LIKE_BASE}`];
}

function tierChanges(tier: string, base: TierSettings, head: TierSettings): string[] {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(head)])] as (keyof TierSettings)[];
  return keys.flatMap((key) => {
    const place = `tiers.${tier}.${String(key)}`;
    const [a, b] = [base[key], head[key]];
    if (same(a, b)) return [];
    const inWords = (value: unknown) =>
      typeof value === "number" ? `${value} s (${shortTime(value)})` : show(value);
    return [`Changes ${place} from ${inWords(a)} to ${inWords(b)}. ${LIKE_BASE}`];
  });
}

type Levels = NonNullable<ConfigFile["rules"]>;

function levelChanges(base: Levels, head: Levels): string[] {
  return RULE_IDS.flatMap((id) => {
    const [a, b] = [base[id] ?? "its own level", head[id] ?? "its own level"];
    return a === b ? [] : [`Changes the rule ${id} from ${a} to ${b}. ${LIKE_BASE}`];
  });
}

function listChange(place: string, base: readonly string[], head: readonly string[]): string[] {
  const added = head.filter((one) => !base.includes(one));
  const removed = base.filter((one) => !head.includes(one));
  return [
    ...(added.length > 0 ? [`Adds ${added.join(", ")} to ${place}. ${LIKE_BASE}`] : []),
    ...(removed.length > 0 ? [`Takes ${removed.join(", ")} out of ${place}. ${LIKE_BASE}`] : []),
  ];
}

function itemChanges<T>(
  place: string,
  base: readonly T[],
  head: readonly T[],
  inWords: (item: T) => string,
): string[] {
  const added = head.filter((one) => !base.some((other) => same(one, other)));
  const removed = base.filter((one) => !head.some((other) => same(one, other)));
  return [
    ...added.map((one) => `Adds to ${place}: ${inWords(one)}. ${LIKE_BASE}`),
    ...removed.map((one) => `Takes out of ${place}: ${inWords(one)}. ${LIKE_BASE}`),
  ];
}

function patternsOf({ identifiers, names, types }: NonNullable<ConfigFile["assign"]>[number]) {
  return { ...(identifiers && { identifiers }), ...(names && { names }), ...(types && { types }) };
}

function exemptionInWords(exemption: Exemption): string {
  return `an exemption from ${exemption.rules.join(", ")} for ${selectorOf(exemption)} until ${exemption.expires} (${ownerOf(exemption)}: ${exemption.reason})`;
}

function baselineChanges(base: ConfigFile, head: ConfigFile): string[] {
  const findings = ({ baseline }: ConfigFile) => (typeof baseline === "object" ? baseline.findings : []);
  const [then, now] = [findings(base), findings(head)];
  const added = now.filter((one) => !then.some((other) => same(one, other)));
  const removed = then.filter((one) => !now.some((other) => same(one, other)));
  return [
    ...(added.length > 0
      ? [
          `Adds ${added.length} findings to the baseline, such as ${added[0]?.rule} for ${added[0]?.urn}. ${LIKE_BASE}`,
        ]
      : []),
    ...(removed.length > 0 ? [`Takes ${removed.length} findings out of the baseline.`] : []),
  ];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Order of keys means nothing. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, canonical(member)]);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
