/** How rules speak of what they found. Free text of a program is never repeated: it could be a secret. */
import { formatSeconds } from "../../provider/model/durations";
import type { Limit } from "./bounds";
import type { Known } from "./reading";
import type { Subject } from "./subject";

const KIND = { api: "API", client: "Client", issuer: "Issuer" } as const;

/** 'API "payments"': by the name in the program, which the URN shows anyway. */
export function nameOf({ resource, type }: Subject): string {
  return `${KIND[type.kind]} "${resource.name}"`;
}

/** "restricted (declared by sensitivity)" */
export function tierOf({ tier }: Subject): string {
  return `${tier.tier} (${tier.source})`;
}

export function secondsInWords(seconds: number): string {
  return seconds === Number.POSITIVE_INFINITY ? "without end" : formatSeconds(seconds);
}

/** "2592000 s (30 days)", with a word where nobody wrote it, and nothing of a value that is secret. */
export function lifetimeInWords({ value, declared, secret }: Known<number>): string {
  if (secret) return "a secret time";
  return `${secondsInWords(value)}${declared ? "" : " by default"}`;
}

export function limitInWords({ seconds, bound }: Limit): string {
  return `${secondsInWords(seconds)}, by ${bound.source}`;
}
