/**
 * Durations in seconds, the unit of every lifetime in the Management API, and their human form for messages.
 * The helpers refuse what would not be a whole number of seconds instead of rounding it.
 */
import { ApiSettingsError } from "./errors";

const SECONDS_PER = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
type Unit = keyof typeof SECONDS_PER;

function toSeconds(amount: number, unit: Unit): number {
  // 1.1 hours are 3,960 s, although the product of the two floating-point numbers is not quite.
  const product = amount * SECONDS_PER[unit];
  const result = Math.abs(product - Math.round(product)) < 1e-6 ? Math.round(product) : product;
  if (!Number.isSafeInteger(result) || result < 0) {
    throw new ApiSettingsError("invalid-input", `${unit}s(${amount}) is not a whole number of seconds.`, {
      wayOut: "Give an amount that makes a whole, non-negative number of seconds.",
    });
  }
  return result;
}

/** `seconds(90)` is 90: for symmetry, where a unit in the source reads better than a bare number. */
export const seconds = (amount: number): number => toSeconds(amount, "second");
/** `minutes(15)` is 900 s. */
export const minutes = (amount: number): number => toSeconds(amount, "minute");
/** `hours(1)` is 3,600 s. */
export const hours = (amount: number): number => toSeconds(amount, "hour");
/** `days(30)` is 2,592,000 s, the longest access-token lifetime that Auth0 accepts. */
export const days = (amount: number): number => toSeconds(amount, "day");

const UNIT_OF_LETTER: Readonly<Record<string, Unit>> = { s: "second", m: "minute", h: "hour", d: "day" };

/**
 * Seconds in a duration as people write it: `3600` or `"3600"` (seconds), `"45s"`, `"15m"`, `"12h"`, `"30d"`, `"1h30m"`.
 * A minus in front makes it negative. Undefined for anything else, and for what is not a whole number of seconds.
 */
export function parseDuration(written: string | number): number | undefined {
  if (typeof written === "number") return Number.isSafeInteger(written) ? written : undefined;
  const [, minus = "", amounts = ""] = /^(-?)(\d+|(?:\d+[smhd])+)$/.exec(written.trim()) ?? [];
  if (amounts === "") return undefined;
  let total = 0;
  for (const [, amount, letter = "s"] of amounts.matchAll(/(\d+)([smhd])?/g)) {
    total += Number(amount) * SECONDS_PER[UNIT_OF_LETTER[letter] ?? "second"];
  }
  if (!Number.isSafeInteger(total)) return undefined;
  return minus === "" || total === 0 ? total : -total;
}

/** "15 minutes", "24 hours", "30 days", "1 hour 30 minutes": exact, largest units first; days only from 48 h on. */
export function formatDuration(totalSeconds: number): string {
  if (!Number.isSafeInteger(totalSeconds) || totalSeconds < 0) return `${totalSeconds} seconds`;
  const units: Unit[] = totalSeconds >= 2 * SECONDS_PER.day ? ["day", "hour", "minute"] : ["hour", "minute"];
  const parts: string[] = [];
  let rest = totalSeconds;
  for (const unit of units) {
    const count = Math.floor(rest / SECONDS_PER[unit]);
    rest -= count * SECONDS_PER[unit];
    if (count > 0) parts.push(plural(count, unit));
  }
  if (rest > 0 || parts.length === 0) parts.push(plural(rest, "second"));
  return parts.join(" ");
}

/** "900 s (15 minutes)"; for less than a minute only "45 s". */
export function formatSeconds(totalSeconds: number): string {
  const exact = `${totalSeconds} s`;
  return totalSeconds < 60 ? exact : `${exact} (${formatDuration(totalSeconds)})`;
}

function plural(count: number, unit: Unit): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
