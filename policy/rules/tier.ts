/** How sensitive a resource is, and who says so: its own declaration and the configuration; the strictest wins. */
import type { Sensitivity } from "../../provider/model/sensitivity";
import { SENSITIVITIES } from "../../provider/model/sensitivity";
import type { TierAssignment } from "./config/config-file.generated";
import type { PolicyConfig } from "./config/policy-config";
import { matchesGlob } from "./glob";
import type { Reading } from "./reading";
import { read, readText } from "./reading";
import type { PolicyResource } from "./resource";
import type { TokenType } from "./token-types/token-type";

export interface TierDecision {
  readonly tier: Sensitivity;
  /** Where it comes from, for messages: "declared by `sensitivity`", 'assigned by pattern "https://pay*"', "the default tier". */
  readonly source: string;
  /** Whether somebody, the program or the configuration, classified the resource. */
  readonly classified: boolean;
  readonly declared: Reading<Sensitivity>;
  readonly assigned: { readonly tier: Sensitivity; readonly source: string } | undefined;
  /** What is not known yet, or not readable, and could make the tier stricter. */
  readonly openTo: Exclude<Reading<unknown>, { state: "known" }> | undefined;
}

const rank = (tier: Sensitivity) => SENSITIVITIES.indexOf(tier);

/** The stricter of two tiers. */
export function stricterTier(a: Sensitivity, b: Sensitivity): Sensitivity {
  return rank(a) >= rank(b) ? a : b;
}

export function isLowerTier(a: Sensitivity, b: Sensitivity): boolean {
  return rank(a) < rank(b);
}

export function decideTier(resource: PolicyResource, type: TokenType, config: PolicyConfig): TierDecision {
  const declared = declaredTier(resource, type);
  const texts = textsOf(resource, type);
  const assigned = assignedTier(texts, config.assign);
  const candidates = [
    ...(declared.state === "known" && declared.declared
      ? [{ tier: declared.value, source: `declared by ${declared.field}` }]
      : []),
    ...(assigned ? [assigned] : []),
  ];
  const strictest = candidates.reduce<(typeof candidates)[number] | undefined>(
    (best, one) => (best === undefined || isLowerTier(best.tier, one.tier) ? one : best),
    undefined,
  );
  const decision = strictest ?? { tier: config.defaultTier, source: "the default tier" };
  return {
    ...decision,
    classified: strictest !== undefined,
    declared,
    assigned,
    openTo:
      decision.tier === "restricted"
        ? undefined
        : openQuestion(declared, texts, config.assign, decision.tier),
  };
}

function declaredTier({ props }: PolicyResource, { sensitivity }: TokenType): Reading<Sensitivity> {
  if (sensitivity === undefined) return { state: "absent", field: "sensitivity", because: "none" };
  return read(props, sensitivity, `one of ${SENSITIVITIES.join(", ")}`, undefined, (value) =>
    SENSITIVITIES.find((tier) => tier === value),
  );
}

interface Texts {
  readonly identifiers: readonly Reading<string>[];
  readonly names: readonly Reading<string>[];
  readonly type: string;
}

function textsOf({ name, props, type: token }: PolicyResource, type: TokenType): Texts {
  const inProgram: Reading<string> = {
    state: "known",
    value: name,
    declared: true,
    secret: false,
    field: "name",
  };
  return {
    identifiers: type.identifier === undefined ? [] : [readText(props, type.identifier)],
    names: [inProgram, ...(type.displayName === undefined ? [] : [readText(props, type.displayName)])],
    type: token,
  };
}

function assignedTier(texts: Texts, assign: readonly TierAssignment[]): TierDecision["assigned"] {
  let best: { tier: Sensitivity; source: string } | undefined;
  for (const assignment of assign) {
    const by = matchOf(assignment, texts);
    if (by === undefined || (best && !isLowerTier(best.tier, assignment.tier))) continue;
    const reason = assignment.because === undefined ? "" : `: ${assignment.because}`;
    best = { tier: assignment.tier, source: `assigned by ${by}${reason}` };
  }
  return best;
}

/** The patterns that match, in words, or undefined where one of the lists does not. */
function matchOf(assignment: TierAssignment, texts: Texts): string | undefined {
  const found: string[] = [];
  for (const [list, patterns, readings] of listsOf(assignment, texts)) {
    const hit = patterns.find((pattern) => readings.some((one) => matches(pattern, one)));
    if (hit === undefined) return undefined;
    found.push(`${list} "${hit}"`);
  }
  return found.length === 0 ? undefined : found.join(" and ");
}

function matches(pattern: string, text: Reading<string>): boolean {
  // Whatever the text will be, it matches.
  if (text.state === "unknown") return /^\*+$/.test(pattern);
  return text.state === "known" && matchesGlob(pattern, text.value, { ignoreCase: true });
}

type List = readonly [name: string, patterns: readonly string[], readings: readonly Reading<string>[]];

function listsOf({ identifiers, names, types }: TierAssignment, texts: Texts): List[] {
  const type: Reading<string> = {
    state: "known",
    value: texts.type,
    declared: true,
    secret: false,
    field: "type",
  };
  const lists: [string, readonly string[] | undefined, readonly Reading<string>[]][] = [
    ["identifier", identifiers, texts.identifiers],
    ["name", names, texts.names],
    ["type", types, [type]],
  ];
  return lists.flatMap(([name, patterns, readings]): List[] =>
    patterns ? [[name, patterns, readings]] : [],
  );
}

/** The first thing not known that could still raise the tier. */
function openQuestion(
  declared: Reading<Sensitivity>,
  texts: Texts,
  assign: readonly TierAssignment[],
  tier: Sensitivity,
): TierDecision["openTo"] {
  if (declared.state === "unknown" || declared.state === "unreadable") return declared;
  for (const assignment of assign) {
    if (!isLowerTier(tier, assignment.tier)) continue;
    const open = openTextOf(assignment, texts);
    if (open) return open;
  }
  return undefined;
}

/** The text that decides whether an assignment matches, where everything else about it does. */
function openTextOf(assignment: TierAssignment, texts: Texts): TierDecision["openTo"] {
  let open: TierDecision["openTo"];
  for (const [, patterns, readings] of listsOf(assignment, texts)) {
    if (patterns.some((pattern) => readings.some((one) => matches(pattern, one)))) continue;
    const candidate = readings.find((one) => one.state === "unknown" || one.state === "unreadable");
    // This list matches nothing, whatever the others turn out to be.
    if (candidate === undefined) return undefined;
    open ??= candidate;
  }
  return open;
}

/** The tier that the configuration gives to an audience which no resource of the stack stands for. */
export function tierOfAudience(audience: string, config: PolicyConfig): TierDecision["assigned"] {
  const identifier: Reading<string> = {
    state: "known",
    value: audience,
    declared: true,
    secret: false,
    field: "audience",
  };
  const byIdentifier = config.assign.filter(({ names, types }) => names === undefined && types === undefined);
  return assignedTier({ identifiers: [identifier], names: [], type: "" }, byIdentifier);
}
