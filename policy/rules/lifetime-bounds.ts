/** Whether a lifetime lies within the bounds of its tier: what the lifetime rules share. */
import { formatSeconds } from "../../provider/model/durations";
import { type Limit, type Limits, limitsFor } from "./bounds";
import { notEvaluated } from "./not-evaluated";
import { isKnown, type Known, type Reading } from "./reading";
import type { Outcome, PropertyChange, RuleContext } from "./rule";
import type { AccessTokens, Subject } from "./subject";
import { minimumSeconds, readUnit } from "./token-types/lifetime-reading";
import type { LifetimeField } from "./token-types/token-type";
import { lifetimeNotAbove, lifetimeNotBelow } from "./units";
import { lifetimeInWords, limitInWords, nameOf, tierOf } from "./words";

/** The limits that hold for certain, and those that hold unless it turns out that tokens are bound to a key. */
function limitsOf(
  subject: Subject,
  tokens: AccessTokens,
  { config }: RuleContext,
): { certain: Limits; bearer: Limits } {
  const bounds = config.tiers[subject.tier.tier].bounds;
  const bound = subject.senderConstrained;
  const about = { tokens: "access", flows: tokens.flows } as const;
  const bearer = limitsFor(bounds, { ...about, senderConstrained: false });
  if (isKnown(bound) && !bound.value) return { certain: bearer, bearer };
  const constrained = limitsFor(bounds, { ...about, senderConstrained: true });
  return { certain: constrained, bearer: isKnown(bound) ? constrained : bearer };
}

export type Which = "at most" | "at least";

const TOKENS = {
  access: "access tokens",
  web: "access tokens from /authorize (implicit and hybrid flows)",
  anonymous: "access tokens of anonymous sessions",
} as const;

/** Tokens that live longer than the tier allows. */
export function tooLong(subject: Subject, tokens: AccessTokens, context: RuleContext): Outcome[] {
  const { certain, bearer } = limitsOf(subject, tokens, context);
  if (bearer.maximum === undefined) return [];
  const seconds = aboveZero(tokens.seconds);
  if (!isKnown(seconds)) {
    const enough = tokens.atMost !== undefined && tokens.atMost.value <= bearer.maximum.seconds;
    return enough ? [] : notEvaluated(subject, seconds);
  }
  if (certain.maximum && seconds.value > certain.maximum.seconds) {
    return [violation(subject, tokens, seconds, certain.maximum, "at most")];
  }
  // Only a bound that key-bound tokens are free of is broken, and whether they are is not known.
  if (seconds.value > bearer.maximum.seconds && !isKnown(subject.senderConstrained)) {
    return notEvaluated(subject, subject.senderConstrained);
  }
  return [];
}

/** No document says what a lifetime of 0 means: "never expires" to some, "the default" to others. */
function aboveZero(seconds: Reading<number>): Reading<number> {
  return isKnown(seconds) && seconds.value === 0
    ? { state: "unreadable", field: seconds.field, expected: "a lifetime above 0" }
    : seconds;
}

/** Tokens that live shorter than the tier allows. */
export function tooShort(subject: Subject, tokens: AccessTokens, context: RuleContext): Outcome[] {
  const { minimum } = limitsOf(subject, tokens, context).bearer;
  if (minimum === undefined) return [];
  const { seconds, atMost } = tokens;
  // What is not certain can only make it shorter still.
  const longest = isKnown(seconds) ? seconds : atMost;
  if (longest !== undefined && longest.value < minimum.seconds)
    return [violation(subject, tokens, longest, minimum, "at least")];
  return isKnown(seconds) ? [] : notEvaluated(subject, seconds);
}

function violation(
  subject: Subject,
  { of, lifetime }: AccessTokens,
  seconds: Known<number>,
  limit: Limit,
  which: Which,
): Outcome {
  const lifted =
    limit.bound.unlessSenderConstrained && subject.type.senderConstrained
      ? " Or bind the tokens to a key of the client (proofOfPossession required for all clients), which lifts this limit."
      : "";
  return {
    kind: "violation",
    subject,
    field: lifetime.property,
    problem: `${nameOf(subject)}: ${TOKENS[of]} live ${lifetimeInWords(seconds)}; tier ${tierOf(subject)} allows ${which} ${limitInWords(limit)}.`,
    wayOut: `${wayOut(subject, lifetime, limit.seconds, which)}${lifted}`,
    ...(!seconds.secret && { seconds: seconds.value }),
    limitSeconds: limit.seconds,
  };
}

function wayOut(subject: Subject, lifetime: LifetimeField, limitSeconds: number, which: Which): string {
  const { property } = lifetime;
  const least = minimumSeconds(lifetime);
  if (which === "at most" && least > limitSeconds)
    return `No value of ${property} is short enough: ${formatSeconds(least)} is the least that it takes. Leave it unset and do without these tokens, or classify the resource differently.`;
  return `Set ${property} to ${written(subject, lifetime, limitSeconds, which)} or ${which === "at most" ? "less" : "more"}.`;
}

/** "900", "15 (minutes)", '"900s"': the limit as the property wants it; in seconds where its unit is too coarse or not known. */
export function written(subject: Subject, field: LifetimeField, seconds: number, which: Which): string {
  const unit = readUnit(field, subject.resource.props);
  const inUnit = which === "at most" ? lifetimeNotAbove : lifetimeNotBelow;
  const value = isKnown(unit) ? inUnit(seconds, unit.value)?.value : undefined;
  if (!isKnown(unit) || value === undefined) return `${seconds} s`;
  const text = field.writtenAsText || typeof value === "string" ? `"${value}"` : String(value);
  return unit.value === "seconds" || unit.value === "go-duration" ? text : `${text} (${unit.value})`;
}

/**
 * Lowers a lifetime that is too long to the longest that is allowed. Nothing where it is not known, where nothing the
 * property can hold satisfies all bounds, or where the provider would refuse it: then the violation stays.
 */
export function lowered(subject: Subject, tokens: AccessTokens, context: RuleContext): PropertyChange[] {
  const { certain } = limitsOf(subject, tokens, context);
  const { lifetime, seconds } = tokens;
  if (!isKnown(seconds) || certain.maximum === undefined || seconds.value <= certain.maximum.seconds)
    return [];
  const unit = readUnit(lifetime, subject.resource.props);
  const target = isKnown(unit) ? lifetimeNotAbove(certain.maximum.seconds, unit.value) : undefined;
  if (!target || target.seconds < (certain.minimum?.seconds ?? 0)) return [];
  if (target.seconds < minimumSeconds(lifetime)) return [];
  const value = lifetime.writtenAsText ? String(target.value) : target.value;
  return [{ property: lifetime.property, value }];
}
