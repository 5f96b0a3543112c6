import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Reading } from "../../../../../policy/rules/reading";
import {
  readLifetime,
  readRefreshSwitch,
  readUnit,
} from "../../../../../policy/rules/token-types/lifetime-reading";
import type { LifetimeField } from "../../../../../policy/rules/token-types/token-type";
import { Secret, UNKNOWN, type ValueObject } from "../../../../../provider/model/values";

const SECONDS: LifetimeField = {
  property: "ttl",
  of: "access",
  unit: "seconds",
  whenUnset: 60,
  source: "test",
};
const GO: LifetimeField = { ...SECONDS, unit: "go-duration" };
const BY_UNIT: LifetimeField = { ...SECONDS, unit: { property: "units.ttl", otherwise: "hours" } };
const SPECIAL: LifetimeField = { ...SECONDS, unit: "minutes", unlimitedValues: [0], unsetValues: [-1] };
const SWITCHED: LifetimeField = {
  ...SECONDS,
  unlimitedWhen: { property: "block.ends", is: false, whenUnset: false },
};

function known(value: number, more: { declared?: boolean; secret?: boolean; field?: string } = {}) {
  return { state: "known", value, declared: true, secret: false, field: "ttl", ...more };
}
const unknown = (field = "ttl") => ({ state: "unknown", field });
const absent = (because: string) => ({ state: "absent", field: "ttl", because });
const unreadable = (expected: string, field = "ttl") => ({ state: "unreadable", field, expected });
const secret = (value: number | string | boolean) => new Secret(value);

type Case = readonly [field: LifetimeField, props: ValueObject, reading: object];

function prove(cases: readonly Case[]): void {
  for (const [field, props, reading] of cases) {
    it(`${inspect(props)} by ${describeField(field)}`, () => {
      assert.deepEqual(readLifetime(field, props) satisfies Reading<number>, reading);
    });
  }
}

function describeField({ unit, whenUnset, unlimitedWhen, writtenAsText }: LifetimeField): string {
  return [inspect(unit), `unset: ${whenUnset}`, unlimitedWhen && "switch", writtenAsText && "text"]
    .filter(Boolean)
    .join(", ");
}

describe("lifetimes of tokens, read from properties", () => {
  describe("in the row's unit", () => {
    prove([
      [SECONDS, { ttl: 900 }, known(900)],
      [SECONDS, { ttl: "900" }, known(900)],
      [SECONDS, { ttl: 0 }, known(0)],
      [{ ...SECONDS, unit: "minutes" }, { ttl: 5 }, known(300)],
      [{ ...SECONDS, unit: "hours" }, { ttl: 2 }, known(7_200)],
      [{ ...SECONDS, unit: "days" }, { ttl: 30 }, known(2_592_000)],
      [GO, { ttl: "1h30m" }, known(5_400)],
      [{ ...SECONDS, writtenAsText: true }, { ttl: "300" }, known(300)],
      [{ ...SECONDS, property: "policy.ttl" }, { policy: { ttl: 1 } }, known(1, { field: "policy.ttl" })],
      [{ ...SECONDS, property: "policy.ttl" }, { policy: [{ ttl: 1 }] }, known(1, { field: "policy.ttl" })],
    ]);
  });

  describe("in the unit that another property names", () => {
    prove([
      [BY_UNIT, { ttl: 1 }, known(3_600)],
      [BY_UNIT, { ttl: 1, units: {} }, known(3_600)],
      [BY_UNIT, { ttl: 1, units: { other: "days" } }, known(3_600)],
      [BY_UNIT, { ttl: 1, units: { ttl: "seconds" } }, known(1)],
      [BY_UNIT, { ttl: 1, units: [{ ttl: "minutes" }] }, known(60)],
      [BY_UNIT, { ttl: 1, units: { ttl: "days" } }, known(86_400)],
      [BY_UNIT, { ttl: 1, units: { ttl: UNKNOWN } }, unknown("units.ttl")],
      [BY_UNIT, { ttl: 1, units: UNKNOWN }, unknown("units.ttl")],
      [
        BY_UNIT,
        { ttl: 1, units: { ttl: "weeks" } },
        unreadable("one of seconds, minutes, hours, days", "units.ttl"),
      ],
      // A name that every object has is no unit.
      [
        BY_UNIT,
        { ttl: 1, units: { ttl: "constructor" } },
        unreadable("one of seconds, minutes, hours, days", "units.ttl"),
      ],
      [
        BY_UNIT,
        { ttl: 1, units: { ttl: 3 } },
        unreadable("one of seconds, minutes, hours, days", "units.ttl"),
      ],
      [BY_UNIT, { ttl: 1, units: { ttl: secret("minutes") } }, known(60, { secret: true })],
      [BY_UNIT, { units: { ttl: UNKNOWN } }, known(60, { declared: false })],
      [{ ...BY_UNIT, unlimitedValues: [0] }, { ttl: 0, units: UNKNOWN }, known(Number.POSITIVE_INFINITY)],
    ]);
    it("names the unit for a fix", () => {
      assert.equal(read(readUnit(BY_UNIT, { units: { ttl: "days" } })), "days");
      assert.equal(read(readUnit(BY_UNIT, {})), "hours");
      assert.equal(read(readUnit(GO, {})), "go-duration");
    });
  });

  describe("unset", () => {
    prove([
      [SECONDS, {}, known(60, { declared: false })],
      [{ ...SECONDS, property: "policy.ttl" }, {}, known(60, { declared: false, field: "policy.ttl" })],
      [{ ...SECONDS, whenUnset: "unlimited" }, {}, known(Number.POSITIVE_INFINITY, { declared: false })],
      [{ ...SECONDS, whenUnset: "inherited" }, {}, absent("inherited")],
      [{ ...SECONDS, whenUnset: "undocumented" }, {}, absent("undocumented")],
      [{ ...SECONDS, whenUnset: "none" }, {}, absent("none")],
      [SPECIAL, { ttl: -1 }, known(60, { declared: false })],
      [SPECIAL, { ttl: secret(-1) }, known(60, { declared: false, secret: true })],
      [GO, { ttl: "" }, known(60, { declared: false })],
      [{ ...SECONDS, writtenAsText: true, whenUnset: "inherited" }, { ttl: "" }, absent("inherited")],
      // The default is in seconds, whatever the property's unit.
      [{ ...SECONDS, unit: "days" }, {}, known(60, { declared: false })],
    ]);
  });

  describe("without an end", () => {
    const field = "block.ends";
    prove([
      [SPECIAL, { ttl: 0 }, known(Number.POSITIVE_INFINITY)],
      [SPECIAL, { ttl: "0" }, known(Number.POSITIVE_INFINITY)],
      [SPECIAL, { ttl: secret(0) }, known(Number.POSITIVE_INFINITY, { secret: true })],
      [SPECIAL, { ttl: 5 }, known(300)],
      [{ ...GO, unlimitedValues: [0] }, { ttl: "0s" }, known(Number.POSITIVE_INFINITY)],
      [SWITCHED, { ttl: 5, block: { ends: false } }, known(Number.POSITIVE_INFINITY, { field })],
      [SWITCHED, { ttl: 5 }, known(Number.POSITIVE_INFINITY, { declared: false, field })],
      [SWITCHED, { ttl: 5, block: { ends: true } }, known(5)],
      [SWITCHED, { block: { ends: true } }, known(60, { declared: false })],
      [SWITCHED, { ttl: UNKNOWN, block: { ends: false } }, known(Number.POSITIVE_INFINITY, { field })],
      [
        SWITCHED,
        { ttl: 5, block: { ends: secret(false) } },
        known(Number.POSITIVE_INFINITY, { secret: true, field }),
      ],
      [SWITCHED, { ttl: 5, block: { ends: UNKNOWN } }, unknown(field)],
      [SWITCHED, { ttl: 5, block: { ends: "maybe" } }, unreadable("true or false", field)],
    ]);
  });

  describe("unknown and secret", () => {
    prove([
      [SECONDS, { ttl: UNKNOWN }, unknown()],
      [SECONDS, { ttl: new Secret(UNKNOWN) }, unknown()],
      [{ ...SECONDS, property: "policy.ttl" }, { policy: UNKNOWN }, unknown("policy.ttl")],
      [SECONDS, { ttl: secret(7) }, known(7, { secret: true })],
      [SECONDS, { ttl: secret("much") }, unreadable("a number of seconds")],
    ]);
  });

  describe("malformed", () => {
    prove([
      [SECONDS, { ttl: "" }, unreadable("a number of seconds")],
      [SECONDS, { ttl: "1h" }, unreadable("a number of seconds")],
      [SECONDS, { ttl: true }, unreadable("a number of seconds")],
      [SECONDS, { ttl: [] }, unreadable("a number of seconds")],
      [SECONDS, { ttl: Number.NaN }, unreadable("a number of seconds")],
      [SECONDS, { ttl: Number.POSITIVE_INFINITY }, unreadable("a number of seconds")],
      [{ ...SECONDS, unit: "days" }, { ttl: 1e308 }, unreadable("a number of days")],
      [SECONDS, { ttl: -1 }, unreadable("a number of seconds, not below 0")],
      [SPECIAL, { ttl: -2 }, unreadable("a number of minutes, not below 0")],
      [GO, { ttl: "-1h" }, unreadable('a duration such as "15m" or "1h30m", not below 0')],
      [GO, { ttl: 3_600 }, unreadable('a duration such as "15m" or "1h30m"')],
      [BY_UNIT, { ttl: "x", units: { ttl: "days" } }, unreadable("a number of days")],
    ]);
  });

  it("reads the switch for refresh tokens", () => {
    const row = { property: "refresh", access: "offline", whenUnset: true, source: "test" } as const;
    assert.equal(read(readRefreshSwitch(row, {})), true);
    assert.equal(read(readRefreshSwitch(row, { refresh: false })), false);
    assert.equal(read(readRefreshSwitch(row, { refresh: "false" })), false);
    assert.equal(readRefreshSwitch(row, { refresh: UNKNOWN }).state, "unknown");
  });
});

function read<T>(reading: Reading<T>): T | undefined {
  return reading.state === "known" ? reading.value : undefined;
}
