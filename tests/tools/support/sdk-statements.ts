/** What the descriptions in an SDK say about a lifetime, beside what the table says. */

import { minimumSeconds } from "../../../policy/rules/token-types/lifetime-reading";
import type { LifetimeField, RefreshSwitch } from "../../../policy/rules/token-types/token-type";
import { UNIT_SECONDS } from "../../../policy/rules/units";

export interface Statement {
  readonly kind: string;
  readonly stated: unknown;
  readonly inTable: unknown;
}

interface Pattern<Row> {
  readonly pattern: RegExp;
  readonly stated: (row: Row, ...groups: string[]) => unknown;
  readonly inTable: (row: Row) => unknown;
}

const LIFETIME: Readonly<Record<string, Pattern<LifetimeField>>> = {
  unit: {
    pattern: /(?:\bin|\bnumber of|\bbetween \d+ and \d+(?: \([^)]*\))?) (seconds|minutes)\b/i,
    // Where a second property names the unit, sentences about it speak of many.
    stated: ({ unit }, name) => (typeof unit === "string" ? name : unit),
    inTable: ({ unit }) => unit,
  },
  "unit without a unit": {
    pattern: /(?:default time unit for `\w+` in an API request is|by default, the unit is) (hours|days)/i,
    stated: (_, name) => name,
    inTable: ({ unit }) => (typeof unit === "string" ? unit : unit.otherwise),
  },
  "default as a number": {
    pattern: /\bdefault is `(\d+)`/i,
    stated: (row, amount) => Number(amount) * perUnit(row),
    inTable: ({ whenUnset }) => whenUnset,
  },
  "default in words": {
    pattern: /tokens are valid for (\w+) (hour|day)s?\./,
    stated: (_, amount = "", unit = "") => inSeconds(amount, unit),
    inTable: ({ whenUnset }) => whenUnset,
  },
  "no end without a number": {
    pattern: /remains valid indefinitely/,
    stated: () => "unlimited",
    inTable: ({ whenUnset }) => whenUnset,
  },
  "another's lifetime without a number": {
    pattern: /override the default for the realm|if not set,? it uses|maximum allowed by the workspace/i,
    stated: () => "inherited",
    inTable: ({ whenUnset }) => whenUnset,
  },
  "bounds as numbers": {
    pattern: /\bbetween (\d+) and (\d+)\b/,
    stated: (row, from, to) => [Number(from) * perUnit(row), Number(to) * perUnit(row)],
    inTable: bounds,
  },
  "bounds in words": {
    pattern: /\bbetween (\d+) (minute)s and (\d+) (day|year)s?\b/,
    stated: (_, from = "", unit = "", to = "", unitTo = "") => [inSeconds(from, unit), inSeconds(to, unitTo)],
    inTable: bounds,
  },
  "more than zero": {
    pattern: /must be greater than 0/,
    stated: (row) => perUnit(row),
    inTable: minimumSeconds,
  },
  "a value that means the default": {
    pattern: /special value that cannot be set in the configuration manually \(`(-?\d+)`\)/,
    stated: (_, value) => [Number(value)],
    inTable: ({ unsetValues }) => unsetValues,
  },
  "zero means the default": {
    pattern: /can't set `\w+` to 0\. If you do, [\w ]+ overrides the value with the default/,
    stated: () => [0],
    inTable: ({ unsetValues }) => unsetValues,
  },
  "limited by the lifetime of access tokens": {
    pattern: /cannot be greater than the `tokenLifetime` value/i,
    stated: () => ["web", undefined],
    inTable: ({ of, independent }) => [of, independent],
  },
};

const NAME: Pattern<LifetimeField> = {
  pattern: /(Seconds|Minutes)$/,
  stated: (_, unit = "") => unit.toLowerCase(),
  inTable: ({ unit }) => unit,
};

/** Descriptions of the property that names the unit. */
const UNIT: Readonly<Record<string, Pattern<LifetimeField>>> = {
  "unit's default": {
    pattern: /(?:defaults to|default `\w+` time unit is) `(hours|days)`/,
    stated: (_, name) => name,
    inTable: ({ unit }) => (typeof unit === "string" ? unit : unit.otherwise),
  },
  "unit's bounds": {
    pattern: /can range from (\w+) (minute)s to (\w+) (day|year)s?\b/,
    stated: (_, from = "", unit = "", to = "", unitTo = "") => [inSeconds(from, unit), inSeconds(to, unitTo)],
    inTable: bounds,
  },
};

const SWITCH: Readonly<Record<string, Pattern<RefreshSwitch>>> = {
  "default of a switch": {
    pattern: /defaults to `(true|false)`/i,
    stated: (_, value) => value === "true",
    inTable: ({ whenUnset }) => whenUnset,
  },
  "a text that means the default": {
    pattern: /special value that cannot be set in the configuration manually \(`(\w+)`\)/,
    stated: (_, value) => [value],
    inTable: ({ unsetTexts }) => unsetTexts,
  },
  "texts of a switch": {
    pattern: /available options are: "true" or "false"/i,
    stated: () => true,
    inTable: ({ writtenAsText }) => writtenAsText,
  },
};

/** Everything that can be looked for, so that a test can tell which was never found. */
export const STATEMENT_KINDS: readonly string[] = [
  "unit in the name",
  ...Object.keys(LIFETIME),
  ...Object.keys(UNIT),
  ...Object.keys(SWITCH),
];

export function lifetimeStatements(row: LifetimeField, doc: string, unitDoc = ""): Statement[] {
  return [
    ...find(row, row.property, { "unit in the name": NAME }),
    ...find(row, doc, LIFETIME),
    ...find(row, unitDoc, UNIT),
  ];
}

export function switchStatements(row: RefreshSwitch, doc: string): Statement[] {
  return find(row, doc, SWITCH);
}

function find<Row>(row: Row, text: string, patterns: Readonly<Record<string, Pattern<Row>>>): Statement[] {
  return Object.entries(patterns).flatMap(([kind, { pattern, stated, inTable }]) => {
    const match = pattern.exec(text);
    return match ? [{ kind, stated: stated(row, ...match.slice(1)), inTable: inTable(row) }] : [];
  });
}

/** Seconds in one of the property's unit. */
function perUnit(row: LifetimeField): number {
  return minimumSeconds({ ...row, minimum: 1 });
}

function bounds(row: LifetimeField): (number | undefined)[] {
  return [row.minimum, row.maximum].map((bound) => bound && bound * perUnit(row));
}

const WORDS: Readonly<Record<string, number>> = { one: 1, five: 5 };
const WORD_SECONDS: Readonly<Record<string, number>> = {
  minute: UNIT_SECONDS.minutes,
  hour: UNIT_SECONDS.hours,
  day: UNIT_SECONDS.days,
  year: 365 * UNIT_SECONDS.days,
};

function inSeconds(amount: string, unit: string): number {
  return (WORDS[amount] ?? Number(amount)) * (WORD_SECONDS[unit] ?? Number.NaN);
}
