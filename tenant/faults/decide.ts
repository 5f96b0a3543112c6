/** Which rule decides about a request, and what is to be done. Pure: no clock, no socket, no memory. */
import { type Dice, drawLatency } from "./dice";
import { type FaultTarget, matches } from "./match";
import type { FaultRule, RateLimitFault } from "./rule";

export interface Effect {
  readonly latencyMilliseconds: number;
  /** Answer in place of the true one, so that the request takes no effect. */
  readonly instead?: { readonly status: number } | { readonly rateLimit: RateLimitFault };
  /** Laid over the answer, true or not. */
  readonly body?: { readonly value: unknown };
  readonly headers: Readonly<Record<string, string>>;
  readonly clockSkewSeconds: number;
  /** What happens to the connection, and whether before the request takes effect. */
  readonly connection?: {
    readonly kind: "reset" | "no-answer";
    readonly when: "before" | "after";
  };
  readonly truncateBytes?: number;
}

/** A rule, and how often it may yet take its turn; undefined: always. */
export interface Candidate {
  readonly rule: FaultRule;
  readonly remaining: number | undefined;
}

export interface Decision {
  /** Place of the rule in the list. */
  readonly index: number;
  readonly effect: Effect;
}

export function decide(
  candidates: readonly Candidate[],
  target: FaultTarget,
  dice: Dice,
): Decision | undefined {
  for (const [index, { rule, remaining }] of candidates.entries()) {
    if (remaining === 0 || !matches(rule.match ?? {}, target)) continue;
    if (rule.probability !== undefined && dice() >= rule.probability) continue;
    return { index, effect: effectOf(rule, dice) };
  }
  return undefined;
}

function effectOf(rule: FaultRule, dice: Dice): Effect {
  const { status, rateLimit, body, headers = {}, latencyMilliseconds, truncateBytes } = rule;
  return {
    latencyMilliseconds: latencyMilliseconds === undefined ? 0 : drawLatency(latencyMilliseconds, dice),
    ...(status === undefined ? {} : { instead: { status } }),
    ...(rateLimit === undefined ? {} : { instead: { rateLimit } }),
    ...(body === undefined ? {} : { body: { value: body } }),
    headers,
    clockSkewSeconds: rule.clockSkewSeconds ?? 0,
    ...connectionOf(rule),
    ...(truncateBytes === undefined ? {} : { truncateBytes }),
  };
}

function connectionOf({ reset, noAnswer }: FaultRule): Pick<Effect, "connection"> {
  if (reset !== undefined) return { connection: { kind: "reset", when: reset } };
  if (noAnswer === undefined) return {};
  return { connection: { kind: "no-answer", when: noAnswer === "after" ? "after" : "before" } };
}
