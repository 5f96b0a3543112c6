/** Whether a lifetime lies within the bounds of its tier: what the lifetime rules share. */
import { isUnknown } from "../../provider/model/values";
import { type Limit, type Limits, limitsFor } from "./bounds";
import { notEvaluated } from "./not-evaluated";
import { isKnown, valueAt } from "./reading";
import type { Outcome, PropertyChange, RuleContext } from "./rule";
import type { AccessTokens, Subject } from "./subject";
import { minimumSeconds } from "./token-types/lifetime-reading";
import type { LifetimeField } from "./token-types/token-type";
import { lifetimeNotAbove, type Unit } from "./units";
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

const WHICH = {
  access: "access tokens",
  web: "access tokens from /authorize (implicit and hybrid flows)",
  anonymous: "access tokens of anonymous sessions",
} as const;

/** Tokens that live longer than the tier allows. */
export function tooLong(subject: Subject, tokens: AccessTokens, context: RuleContext): Outcome[] {
  const { certain, bearer } = limitsOf(subject, tokens, context);
  const { seconds } = tokens;
  if (!isKnown(seconds)) {
    const enough =
      tokens.atMostSeconds !== undefined && bearer.maximum && tokens.atMostSeconds <= bearer.maximum.seconds;
    return bearer.maximum === undefined || enough ? [] : notEvaluated(subject, seconds);
  }
  if (certain.maximum && seconds.value > certain.maximum.seconds) {
    return [violation(subject, tokens, certain.maximum, "at most")];
  }
  // Only a bound that key-bound tokens are free of is broken, and whether they are is not known.
  if (bearer.maximum && seconds.value > bearer.maximum.seconds && !isKnown(subject.senderConstrained)) {
    return notEvaluated(subject, subject.senderConstrained);
  }
  return [];
}

/** Tokens that live shorter than the tier allows. */
export function tooShort(subject: Subject, tokens: AccessTokens, context: RuleContext): Outcome[] {
  const { minimum } = limitsOf(subject, tokens, context).bearer;
  if (minimum === undefined) return [];
  const { seconds, atMostSeconds } = tokens;
  if (isKnown(seconds))
    return seconds.value < minimum.seconds ? [violation(subject, tokens, minimum, "at least")] : [];
  if (atMostSeconds !== undefined && atMostSeconds < minimum.seconds) {
    const reading = {
      state: "known",
      value: atMostSeconds,
      declared: true,
      secret: false,
      field: seconds.field,
    } as const;
    return [violation(subject, { ...tokens, seconds: reading }, minimum, "at least")];
  }
  return notEvaluated(subject, seconds);
}

function violation(
  subject: Subject,
  tokens: AccessTokens,
  limit: Limit,
  which: "at most" | "at least",
): Outcome {
  const { seconds, lifetime } = tokens;
  if (!isKnown(seconds)) throw new Error("Only a known lifetime can break a limit.");
  const lifted = limit.bound.unlessSenderConstrained
    ? " Or bind the tokens to a key of the client (proofOfPossession required for all clients), which lifts this limit."
    : "";
  return {
    kind: "violation",
    subject,
    field: lifetime.property,
    problem: `${nameOf(subject)}: ${WHICH[tokens.of]} live ${lifetimeInWords(seconds)}; tier ${tierOf(subject)} allows ${which} ${limitInWords(limit)}.`,
    wayOut: `Set ${lifetime.property} to ${written(subject, lifetime, limit.seconds)} or ${which === "at most" ? "less" : "more"}.${lifted}`,
    seconds: seconds.value,
    limitSeconds: limit.seconds,
  };
}

/** "900", "15 (minutes)", '"900s"': the limit as the property wants it. */
export function written(subject: Subject, field: LifetimeField, seconds: number): string {
  const unit = unitOf(subject, field);
  const value = unit && lifetimeNotAbove(seconds, unit)?.value;
  if (value === undefined) return `${seconds} s`;
  const text = field.writtenAsText || typeof value === "string" ? `"${value}"` : String(value);
  return unit === "seconds" || unit === "go-duration" ? text : `${text} (${unit})`;
}

function unitOf({ resource }: Subject, { unit }: LifetimeField): Unit | undefined {
  if (typeof unit === "string") return unit;
  const { value } = valueAt(resource.props, unit.property);
  if (value === undefined) return unit.otherwise;
  return (["seconds", "minutes", "hours", "days"] as const).find((name) => name === value);
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
  const unit = unitOf(subject, lifetime);
  const target = unit && lifetimeNotAbove(certain.maximum.seconds, unit);
  if (!target || target.seconds < (certain.minimum?.seconds ?? 0)) return [];
  if (target.seconds < minimumSeconds(lifetime)) return [];
  if (isUnknown(valueAt(subject.resource.props, lifetime.property).value)) return [];
  const value = lifetime.writtenAsText ? String(target.value) : target.value;
  return [{ property: lifetime.property, value }];
}
