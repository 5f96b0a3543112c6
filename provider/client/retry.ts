/** Whether and when to send a request again: a pure function of what happened. */
import { retryAfterMilliseconds } from "./pacing/rate-limit-headers";
import type { Reply } from "./reply";

/** Never less than this between two attempts, whatever the tenant says. */
export const MINIMUM_WAIT_MILLISECONDS = 250;
/** Never more than this at once, whatever the tenant says. */
export const MAXIMUM_WAIT_MILLISECONDS = 60_000;

interface Patience {
  attempts: number;
  growth: number;
}

/** A 429 was certainly not carried out and ends by itself: more patience, and the pacer slows down all calls besides. */
const WITH_RATE_LIMIT: Patience = { attempts: 12, growth: 1.3 };
const WITH_FAILURE: Patience = { attempts: 4, growth: 2 };

/** 520 to 524 are how the content delivery network before the tenant says that the tenant did not answer. */
const TRANSIENT = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

export interface RetryQuestion {
  /** Attempts made so far, at least 1. */
  attempt: number;
  reply: Reply;
  /** False for a POST: it is repeated only where the tenant cannot have carried it out. */
  repeatable: boolean;
  /** Local clock, milliseconds. */
  now: number;
  /** At least 0, less than 1. */
  random: number;
}

/** Milliseconds to wait before the next attempt, or undefined to stop here. */
export function retryWait({ attempt, reply, repeatable, now, random }: RetryQuestion): number | undefined {
  const patience = patienceWith(reply, repeatable);
  if (patience === undefined || attempt >= patience.attempts) return undefined;
  const backoff = backoffWait(attempt, patience.growth);
  const wished = reply.kind === "answer" ? (retryAfterMilliseconds(reply, now) ?? 0) : 0;
  // The spread is added, not taken off: neither the tenant's wish nor the minimum is undercut.
  const spread = random * backoff * 0.25;
  return Math.min(MAXIMUM_WAIT_MILLISECONDS, Math.max(backoff, wished) + spread);
}

/** How long to wait after a number of attempts where nobody says how long. */
export function backoffWait(attempt: number, growth: number = WITH_FAILURE.growth): number {
  return Math.min(MAXIMUM_WAIT_MILLISECONDS, MINIMUM_WAIT_MILLISECONDS * growth ** (attempt - 1));
}

function patienceWith(reply: Reply, repeatable: boolean): Patience | undefined {
  if (reply.kind === "answer") {
    if (reply.status === 429) return WITH_RATE_LIMIT;
    return repeatable && TRANSIENT.has(reply.status) ? WITH_FAILURE : undefined;
  }
  if (reply.reason !== "timeout" && reply.reason !== "network") return undefined;
  return repeatable || !reply.maybeSent ? WITH_FAILURE : undefined;
}
