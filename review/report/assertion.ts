/**
 * Properties that a team asserts over all its APIs: `restricted <= 15m`, `sensitive offline = off`,
 * `"pay*" refresh <= 30d`, `all implicit <= 1h`.
 */
import { matchesGlob } from "../../policy/rules/glob";
import { isKnown, type Reading } from "../../policy/rules/reading";
import type { Subject } from "../../policy/rules/subject";
import { parseDuration } from "../../provider/model/durations";
import { ApiSettingsError } from "../../provider/model/errors";
import { FLOWS, type Flow } from "../../provider/model/lifetimes";
import { isSensitive, SENSITIVITIES } from "../../provider/model/sensitivity";
import type { AssertionResult } from "./report";
import { shortTime } from "./words";

const FORM = '"WHO [WHAT] OPERATOR VALUE", such as "restricted <= 15m" or "sensitive offline = off"';

interface Assertion {
  readonly text: string;
  readonly who: string;
  readonly what: "access" | "refresh" | "offline" | "online" | Flow;
  readonly operator: string;
  /** Seconds, or whether a switch is on. */
  readonly value: number | boolean;
}

/** Throws `invalid-input` for what is no assertion. */
export function parseAssertion(text: string): Assertion {
  const match = /^\s*(?:"([^"]+)"|(\S+))(?:\s+([a-z_]+))?\s*(<=|>=|<|>|=)\s*(\S+)\s*$/.exec(text);
  if (match === null) throw refused(text, `It is not of the form ${FORM}.`);
  const [, quoted, bare, what = "access", operator = "", value = ""] = match;
  const who = quoted ?? bare ?? "";
  if (what === "offline" || what === "online") {
    if (operator !== "=" || (value !== "on" && value !== "off")) {
      throw refused(text, `${what} is on or off: write "${who} ${what} = off".`);
    }
    return { text, who, what, operator, value: value === "on" };
  }
  const flow = FLOWS.find((one) => one === what);
  if (what !== "access" && what !== "refresh" && flow === undefined) {
    throw refused(text, `"${what}" is not one of access, refresh, offline, online, ${FLOWS.join(", ")}.`);
  }
  const seconds = parseDuration(value);
  if (seconds === undefined)
    throw refused(text, `"${value}" is no duration such as 900, 900s, 15m, 12h or 30d.`);
  return { text, who, what: flow ?? (what === "refresh" ? "refresh" : "access"), operator, value: seconds };
}

function refused(text: string, why: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", `The assertion ${JSON.stringify(text)} cannot be read.`, {
    wayOut: why,
  });
}

/** Checks an assertion over every subject that it speaks of, and every flow. */
export function checkAssertion(assertion: Assertion, subjects: readonly Subject[]): AssertionResult {
  const broken: string[] = [];
  const open: string[] = [];
  let checked = 0;
  for (const subject of subjects) {
    if (!speaksOf(assertion, subject)) continue;
    for (const { of, reading } of valuesOf(assertion, subject)) {
      checked += 1;
      const where = `${subject.resource.name} (${subject.tier.tier}), ${of}`;
      if (!isKnown(reading)) open.push(`${where}: ${stateOf(reading)}`);
      else if (!holds(assertion, reading.value))
        broken.push(
          `${where}: ${inWords(reading)}, not ${assertion.operator} ${inWords({ ...reading, secret: false, value: assertion.value })}`,
        );
    }
  }
  if (broken.length > 0) return { text: assertion.text, holds: "no", counterexamples: broken, checked };
  // Of a tier that no API is in, everything holds; a name that nothing has is more likely misspelt.
  if (checked === 0 && isName(assertion))
    open.push(`nothing that it speaks of is called ${JSON.stringify(assertion.who)}`);
  return {
    text: assertion.text,
    holds: open.length > 0 ? "not evaluated" : "yes",
    counterexamples: open,
    checked,
  };
}

function isName({ who }: Assertion): boolean {
  return who !== "all" && who !== "sensitive" && SENSITIVITIES.every((tier) => tier !== who);
}

function speaksOf({ who }: Assertion, { tier, resource }: Subject): boolean {
  if (who === "all") return true;
  if (who === "sensitive") return isSensitive(tier.tier);
  const named = SENSITIVITIES.find((one) => one === who);
  return named === undefined ? matchesGlob(who, resource.name, { ignoreCase: false }) : tier.tier === named;
}

const TOKENS = {
  access: "access tokens",
  web: "access tokens of implicit and hybrid flows",
  anonymous: "access tokens of anonymous sessions",
} as const;

interface Checked {
  readonly of: string;
  readonly reading: Reading<number | boolean>;
}

function valuesOf({ what }: Assertion, subject: Subject): Checked[] {
  if (what === "offline" || what === "online") {
    return subject.refreshSettings.flatMap(({ access, property, allowed }) =>
      access === what ? [{ of: property, reading: allowed }] : [],
    );
  }
  if (what === "refresh") {
    const ofClient = subject.clientRefreshTokens;
    const holdsNone = ofClient === undefined || (isKnown(ofClient.issued) && !ofClient.issued.value);
    return [
      ...subject.refreshTokens.map(({ lifetime, seconds }) => ({ of: lifetime.property, reading: seconds })),
      ...(holdsNone ? [] : [{ of: "refresh tokens", reading: ofClient.absoluteSeconds }]),
    ].filter(({ reading }) => !isNothing(reading));
  }
  return subject.accessTokens.flatMap(({ of, flows, seconds }) => {
    if (what !== "access") return flows.includes(what) ? [{ of: `${what} flow`, reading: seconds }] : [];
    return isNothing(seconds) ? [] : [{ of: TOKENS[of], reading: seconds }];
  });
}

/** What is inherited or not offered is judged elsewhere, or is nothing. */
function isNothing(reading: Reading<unknown>): boolean {
  return reading.state === "absent" && reading.because !== "undocumented";
}

function holds({ operator, value }: Assertion, found: number | boolean): boolean {
  if (typeof found === "boolean" || typeof value === "boolean") return found === value;
  switch (operator) {
    case "<=":
      return found <= value;
    case "<":
      return found < value;
    case ">=":
      return found >= value;
    case ">":
      return found > value;
    default:
      return found === value;
  }
}

function inWords({ value, secret }: { value: number | boolean; secret: boolean }): string {
  if (secret) return "a secret value";
  if (typeof value === "boolean") return value ? "on" : "off";
  return shortTime(value);
}

function stateOf(reading: Exclude<Reading<unknown>, { state: "known" }>): string {
  if (reading.state === "unknown") return `${reading.field} is known after the apply`;
  return reading.state === "unreadable"
    ? `${reading.field} is not ${reading.expected}`
    : `${reading.field} is documented nowhere`;
}
