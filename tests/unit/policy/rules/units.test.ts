import assert from "node:assert/strict";
import {
  expectedForm,
  lifetimeNotAbove,
  lifetimeNotBelow,
  lifetimeSeconds,
  type Unit,
} from "../../../../policy/rules/units";
import type { Value } from "../../../../provider/model/values";

const readings: readonly (readonly [Value, Unit, number | undefined])[] = [
  [60, "seconds", 60],
  [60, "minutes", 3_600],
  [2, "hours", 7_200],
  [2, "days", 172_800],
  [0, "hours", 0],
  [-1, "minutes", -60],
  [1.5, "hours", 5_400],
  ["60", "seconds", 60],
  [" 1.5 ", "minutes", 90],
  ["-1", "seconds", -1],
  ["007", "seconds", 7],
  ["", "seconds", undefined],
  ["1e3", "seconds", undefined],
  ["0x10", "seconds", undefined],
  ["1,000", "seconds", undefined],
  ["60s", "seconds", undefined],
  ["1.", "seconds", undefined],
  ["a1", "seconds", undefined],
  ["9".repeat(400), "seconds", undefined],
  [Number.NaN, "seconds", undefined],
  [Number.POSITIVE_INFINITY, "seconds", undefined],
  [true, "seconds", undefined],
  [null, "seconds", undefined],
  [[60], "seconds", undefined],
  [{ value: 60 }, "seconds", undefined],
  ["1h30m", "go-duration", 5_400],
  ["300s", "go-duration", 300],
  ["12h34m56s", "go-duration", 45_296],
  ["0.25h", "go-duration", 900],
  ["12.25m", "go-duration", 735],
  [".25m", "go-duration", 15],
  ["900.25", "seconds", 900.25],
  ["1.5h", "go-duration", 5_400],
  ["1.h", "go-duration", 3_600],
  [".5m", "go-duration", 30],
  ["1m500ms", "go-duration", 60.5],
  ["1us", "go-duration", 0.000_001],
  ["1µs", "go-duration", 0.000_001],
  ["1μs", "go-duration", 0.000_001],
  ["1ns", "go-duration", 1e-9],
  ["0.1s0.2s", "go-duration", 0.3],
  ["0", "go-duration", 0],
  ["-0", "go-duration", 0],
  ["+5m", "go-duration", 300],
  ["-5m", "go-duration", -300],
  [" 5m ", "go-duration", 300],
  ["00", "go-duration", undefined],
  ["5", "go-duration", undefined],
  ["5d", "go-duration", undefined],
  ["5 m", "go-duration", undefined],
  ["m", "go-duration", undefined],
  [".m", "go-duration", undefined],
  ["x5m", "go-duration", undefined],
  ["5mx", "go-duration", undefined],
  ["", "go-duration", undefined],
  ["-", "go-duration", undefined],
  [300, "go-duration", undefined],
];

describe("lifetimeSeconds", () => {
  for (const [value, unit, expected] of readings)
    it(`${typeof value === "number" ? value : JSON.stringify(value).slice(0, 30)} as ${unit}: ${expected ?? "not understood"}`, () => {
      // Not strictly: whether a zero is negative matters to nobody.
      assert.ok(lifetimeSeconds(value, unit) === expected, String(lifetimeSeconds(value, unit)));
    });
});

describe("the nearest value that a property can hold", () => {
  const cases: readonly (readonly [number, Unit, unknown, unknown])[] = [
    [900, "seconds", { value: 900, seconds: 900 }, { value: 900, seconds: 900 }],
    [900.5, "seconds", { value: 900, seconds: 900 }, { value: 901, seconds: 901 }],
    [900, "minutes", { value: 15, seconds: 900 }, { value: 15, seconds: 900 }],
    [959, "minutes", { value: 15, seconds: 900 }, { value: 16, seconds: 960 }],
    [59, "minutes", undefined, { value: 1, seconds: 60 }],
    [86_399, "hours", { value: 23, seconds: 82_800 }, { value: 24, seconds: 86_400 }],
    [86_399, "days", undefined, { value: 1, seconds: 86_400 }],
    [900, "go-duration", { value: "900s", seconds: 900 }, { value: "900s", seconds: 900 }],
    [900.5, "go-duration", { value: "900s", seconds: 900 }, { value: "901s", seconds: 901 }],
    [0.5, "go-duration", undefined, { value: "1s", seconds: 1 }],
    [1, "go-duration", { value: "1s", seconds: 1 }, { value: "1s", seconds: 1 }],
    [1, "seconds", { value: 1, seconds: 1 }, { value: 1, seconds: 1 }],
    [0.5, "seconds", undefined, { value: 1, seconds: 1 }],
  ];
  for (const [seconds, unit, below, above] of cases)
    it(`${seconds} s in ${unit}`, () => {
      assert.deepEqual(lifetimeNotAbove(seconds, unit), below);
      assert.deepEqual(lifetimeNotBelow(seconds, unit), above);
    });

  it("is described as the property wants it", () => {
    assert.equal(expectedForm("minutes"), "a number of minutes");
    assert.equal(expectedForm("go-duration"), 'a duration such as "15m" or "1h30m"');
  });
});
