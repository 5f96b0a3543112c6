/**
 * Lifetimes as providers write them, in seconds: the one normaliser. Every identity provider has its own unit, and
 * mistaking one for another is how "60" passes for a minute and is an hour.
 */
import type { Value } from "../../provider/model/values";

export const UNIT_SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
export type FixedUnit = keyof typeof UNIT_SECONDS;

/** How a property writes a lifetime: a number of one unit, or a Go duration ("1h30m", "300s"). */
export type Unit = FixedUnit | "go-duration";

/** What a value in `unit` looks like, for messages. */
export function expectedForm(unit: Unit): string {
  return unit === "go-duration" ? 'a duration such as "15m" or "1h30m"' : `a number of ${unit}`;
}

/** Seconds in a value as the program wrote it; undefined for what cannot be one. Zero and negative numbers are kept. */
export function lifetimeSeconds(value: Value, unit: Unit): number | undefined {
  if (unit === "go-duration") return typeof value === "string" ? goDurationSeconds(value) : undefined;
  const amount = typeof value === "string" ? numberOf(value) : value;
  return typeof amount === "number" && Number.isFinite(amount) ? amount * UNIT_SECONDS[unit] : undefined;
}

/** A number in a text, as programs in YAML and providers with text properties write it. */
function numberOf(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

const GO_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
};

/** Seconds in a duration as Go's time.ParseDuration takes it: "1h30m", "1.5h", "300s", "-1s", "0". */
function goDurationSeconds(text: string): number | undefined {
  const [, sign = "", amounts = ""] =
    /^([+-]?)(0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text.trim()) ?? [];
  if (amounts === "") return undefined;
  let total = 0;
  for (const [, amount, unit = "s"] of amounts.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(amount) * (GO_UNITS[unit] ?? 1);
  }
  // Sums of decimal fractions are off by a hair: 0.1s + 0.2s is 0.3 s.
  const rounded = Math.round(total * 1e9) / 1e9;
  return sign === "-" && rounded !== 0 ? -rounded : rounded;
}

/** The longest lifetime in `unit` that is not longer than `seconds`, as the property wants it; undefined if that is nothing. */
export function lifetimeNotAbove(
  seconds: number,
  unit: Unit,
): { value: number | string; seconds: number } | undefined {
  if (unit === "go-duration") {
    const whole = Math.floor(seconds);
    return whole < 1 ? undefined : { value: `${whole}s`, seconds: whole };
  }
  const amount = Math.floor(seconds / UNIT_SECONDS[unit]);
  return amount < 1 ? undefined : { value: amount, seconds: amount * UNIT_SECONDS[unit] };
}

/** The shortest lifetime in `unit` that is not shorter than `seconds`. */
export function lifetimeNotBelow(seconds: number, unit: Unit): { value: number | string; seconds: number } {
  if (unit === "go-duration") return { value: `${Math.ceil(seconds)}s`, seconds: Math.ceil(seconds) };
  const amount = Math.ceil(seconds / UNIT_SECONDS[unit]);
  return { value: amount, seconds: amount * UNIT_SECONDS[unit] };
}
