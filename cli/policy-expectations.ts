/** Compares what the rules found with what a file of resources says that they find: unit tests of a configuration. */
import { RULE_IDS } from "../policy/rules/rule-ids";
import { ApiSettingsError } from "../provider/model/errors";
import { suggest } from "../provider/model/suggest";
import type { EvaluatedFile } from "./policy-evaluation";

/** Stands in `expect` beside the ids of rules, as the pack reports it: something could not be decided. */
export const NOT_EVALUATED = "not-evaluated";

export interface Mismatch {
  readonly urn: string;
  readonly name: string;
  /** Expected, and not found. */
  readonly missing: readonly string[];
  /** Found, and not expected. */
  readonly unexpected: readonly string[];
}

export interface Expectations {
  /** URNs of the resources that say what is expected: their findings are not counted otherwise. */
  readonly of: ReadonlySet<string>;
  readonly mismatches: readonly Mismatch[];
}

/** @throws ApiSettingsError `invalid-input` where an expectation names no rule. */
export function compareExpectations({
  source,
  resources,
  judged,
  findings,
  notEvaluated,
}: EvaluatedFile): Expectations {
  const of = new Set<string>();
  const mismatches = resources.flatMap(({ urn, name, type, expect }): Mismatch[] => {
    if (expect === undefined) return [];
    of.add(urn);
    const expected = expectedRules(expect, `${source}: "${name}"`);
    // Found nothing is no answer where nothing was looked at.
    if (!judged.has(urn))
      throw refusal(`${source}: "${name}" expects something, and no rule knows the type ${type}.`);
    const found = new Set<string>([
      ...findings.filter((one) => one.urn === urn && one.standing.kind === "open").map(({ rule }) => rule),
      ...(notEvaluated.some((one) => one.urn === urn) ? [NOT_EVALUATED] : []),
    ]);
    const missing = [...expected].filter((rule) => !found.has(rule));
    const unexpected = [...found].filter((rule) => !expected.has(rule));
    return missing.length + unexpected.length === 0 ? [] : [{ urn, name, missing, unexpected }];
  });
  return { of, mismatches };
}

function expectedRules(expect: unknown, place: string): Set<string> {
  const known: readonly string[] = [...RULE_IDS, NOT_EVALUATED];
  if (!Array.isArray(expect)) throw refusal(`${place}: expect is no list.`);
  return new Set(
    expect.map((rule: unknown) => {
      if (typeof rule === "string" && known.includes(rule)) return rule;
      const hint = typeof rule === "string" ? suggest(rule, known) : "";
      throw refusal(`${place}: expect names ${JSON.stringify(rule)}, which is no rule.${hint}`);
    }),
  );
}

function refusal(summary: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, {
    wayOut: `Write a list of rules from \`apisettings policy list\`, or ${NOT_EVALUATED}; [] for none.`,
  });
}
