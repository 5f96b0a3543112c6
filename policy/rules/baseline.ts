/** A baseline: findings of a certain day that do not count any more, unless they get worse. */
import type { Baseline, BaselineFinding } from "./config/config-file.generated";
import type { Day } from "./exemptions";
import type { Finding } from "./finding";
import type { RuleMetadata, Violation } from "./rule";

type Recorded = Pick<BaselineFinding, "rule" | "urn" | "field">;

export const sameFinding = (a: Recorded, b: Recorded) =>
  a.rule === b.rule && a.urn === b.urn && a.field === b.field;

/** The entry that a violation is known by, if it is not worse than recorded. */
export function knownAs(
  baseline: readonly BaselineFinding[],
  rule: RuleMetadata<string>,
  { subject, field, seconds }: Violation,
): BaselineFinding | undefined {
  return baseline.find(
    (entry) =>
      entry.rule === rule.id &&
      entry.urn === subject.resource.urn &&
      entry.field === field &&
      !isWorse(rule, entry, seconds),
  );
}

function isWorse(
  { worse }: RuleMetadata<string>,
  { seconds: recorded }: BaselineFinding,
  now: number | undefined,
): boolean {
  if (worse === undefined) return false;
  // Without both numbers (a secret one is never recorded) nothing can be compared: the finding counts.
  if (recorded === undefined || now === undefined) return true;
  const then = recorded === "unlimited" ? Number.POSITIVE_INFINITY : recorded;
  return worse === "longer" ? now > then : now < then;
}

/** Findings as a baseline records them. Exempted ones are left out: their exemption ends by itself. */
export function recordBaseline(findings: readonly Finding[], today: Day): Baseline {
  return {
    version: 1,
    recorded: today,
    findings: findings
      .filter(({ standing }) => standing.kind !== "exempted")
      .map(({ rule, urn, field, seconds }) => ({
        rule,
        urn,
        field,
        ...(seconds !== undefined && { seconds: inFile(seconds) }),
      }))
      .filter((entry, index, all) => all.findIndex((other) => sameFinding(other, entry)) === index)
      .sort(byPlace),
  };
}

/** The order of a baseline file: it changes where findings do, and nowhere else. */
export function byPlace(a: Recorded, b: Recorded): number {
  return compare(a.urn, b.urn) || compare(a.rule, b.rule) || compare(a.field, b.field);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** JSON has no infinity. */
function inFile(seconds: number): number | "unlimited" {
  return seconds === Number.POSITIVE_INFINITY ? "unlimited" : seconds;
}
