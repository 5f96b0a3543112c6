/** What a row of the table makes of properties, in one word for tables of cases. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Reading } from "../../../../../../policy/rules/reading";
import { tokenTypeOf } from "../../../../../../policy/rules/token-types";
import { readLifetime, readRefreshSwitch } from "../../../../../../policy/rules/token-types/lifetime-reading";
import type { LifetimeOf, TokenType } from "../../../../../../policy/rules/token-types/token-type";
import { Secret, UNKNOWN, type ValueObject } from "../../../../../../provider/model/values";

/** Properties and what is read of them: seconds, "never", "default 60", "secret 60", "unknown", "unreadable", "inherited" ... */
export type Case = readonly [props: ValueObject, told: string];

/** Proves a lifetime of a type, and that the row stands in the table once. */
export function proveLifetime(token: string, of: LifetimeOf, property: string, cases: readonly Case[]): void {
  describe(`${token} ${property} (${of})`, () => {
    for (const [props, told] of cases) {
      it(`${inspect(props, { depth: 5, breakLength: Number.POSITIVE_INFINITY })}: ${told}`, () => {
        const rows = rowOf(token).lifetimes.filter((row) => row.property === property && row.of === of);
        assert.equal(rows.length, 1);
        for (const row of rows) assert.equal(tell(readLifetime(row, props)), told);
      });
    }
  });
}

/** Proves a switch for refresh tokens: "true", "default false", "unknown" ... */
export function proveSwitch(
  token: string,
  access: "offline" | "online",
  property: string,
  cases: readonly Case[],
): void {
  describe(`${token} ${property} (${access})`, () => {
    for (const [props, told] of cases) {
      it(`${inspect(props, { depth: 5 })}: ${told}`, () => {
        const [row, ...more] = (rowOf(token).refreshSwitches ?? []).filter(
          (one) => one.property === property,
        );
        assert.deepEqual([row?.access, more], [access, []]);
        if (row) assert.equal(tell(readRefreshSwitch(row, props)), told);
      });
    }
  });
}

/** Proves that the type has these lifetimes and switches, and no others. */
export function proveProperties(token: string, properties: readonly string[]): void {
  it(`${token} has just these properties`, () => {
    const { lifetimes, refreshSwitches = [] } = rowOf(token);
    assert.deepEqual(
      [...new Set([...lifetimes, ...refreshSwitches].map(({ property }) => property))],
      properties,
    );
  });
}

/** The same property, nested: at("a.b", 1) is { a: { b: 1 } }. */
export function at(path: string, value: ValueObject[string]): ValueObject {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : at(rest.join("."), value) };
}

/** What no property may be taken for: an unknown, a word, a negative number, a list, a number that is none. */
export function malformed(path: string): Case[] {
  return [
    [at(path, UNKNOWN), "unknown"],
    [at(path, new Secret(UNKNOWN)), "unknown"],
    [at(path, "soon"), "unreadable"],
    [at(path, -7), "unreadable"],
    [at(path, "-7"), "unreadable"],
    [at(path, true), "unreadable"],
    [at(path, []), "unreadable"],
    [at(path, Number.NaN), "unreadable"],
  ];
}

export function rowOf(token: string): TokenType {
  const row = tokenTypeOf(token);
  assert.ok(row, token);
  assert.equal(row.token, token);
  return row;
}

export function tell(reading: Reading<number | boolean>): string {
  if (reading.state === "absent") return reading.because;
  if (reading.state !== "known") return reading.state;
  const value = reading.value === Number.POSITIVE_INFINITY ? "never" : String(reading.value);
  return [reading.secret && "secret", !reading.declared && "default", value].filter(Boolean).join(" ");
}
