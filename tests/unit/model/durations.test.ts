import assert from "node:assert/strict";
import {
  days,
  formatDuration,
  formatSeconds,
  hours,
  minutes,
  parseDuration,
  seconds,
} from "../../../provider/model/durations";
import { isApiSettingsError } from "../../../provider/model/errors";

describe("durations", () => {
  it("are seconds", () => {
    assert.deepEqual([seconds(90), minutes(15), hours(24), days(30)], [90, 900, 86_400, 2_592_000]);
    assert.deepEqual([seconds(0), minutes(0), hours(0), days(0)], [0, 0, 0, 0]);
    assert.deepEqual([minutes(0.5), hours(1.5), days(0.5)], [30, 5_400, 43_200]);
  });

  const refused: [string, () => number][] = [
    ["seconds(1.5)", () => seconds(1.5)],
    ["seconds(-1)", () => seconds(-1)],
    ["minutes(0.001)", () => minutes(0.001)],
    ["hours(-2)", () => hours(-2)],
    ["days(NaN)", () => days(Number.NaN)],
    ["days(Infinity)", () => days(Number.POSITIVE_INFINITY)],
    ["days(9007199254740991)", () => days(Number.MAX_SAFE_INTEGER)],
  ];
  for (const [call, act] of refused) {
    it(`refuse ${call} instead of rounding`, () => {
      assert.throws(act, (error) => {
        assert.ok(isApiSettingsError(error, "invalid-input"));
        assert.ok(error.message.startsWith(`${call} is not a whole number of seconds.`), error.message);
        return true;
      });
    });
  }
});

describe("formatDuration", () => {
  const texts: [number, string][] = [
    [0, "0 seconds"],
    [1, "1 second"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [61, "1 minute 1 second"],
    [900, "15 minutes"],
    [3_600, "1 hour"],
    [5_400, "1 hour 30 minutes"],
    [7_200, "2 hours"],
    [86_400, "24 hours"],
    [172_799, "47 hours 59 minutes 59 seconds"],
    [172_800, "2 days"],
    [176_461, "2 days 1 hour 1 minute 1 second"],
    [2_592_000, "30 days"],
    [2_592_001, "30 days 1 second"],
    [-1, "-1 seconds"],
    [1.5, "1.5 seconds"],
  ];
  for (const [value, text] of texts) {
    it(`says "${text}" for ${value}`, () => assert.equal(formatDuration(value), text));
  }
});

describe("formatSeconds", () => {
  it("gives the exact number, and the human form from a minute on", () => {
    assert.equal(formatSeconds(0), "0 s");
    assert.equal(formatSeconds(59), "59 s");
    assert.equal(formatSeconds(60), "60 s (1 minute)");
    assert.equal(formatSeconds(900), "900 s (15 minutes)");
    assert.equal(formatSeconds(2_592_000), "2592000 s (30 days)");
  });
});

describe("parseDuration", () => {
  const durations: [string | number, number][] = [
    [0, 0],
    [-60, -60],
    ["3600", 3_600],
    ["45s", 45],
    ["15m", 900],
    ["12h", 43_200],
    ["30d", 2_592_000],
    ["1h30m", 5_400],
    ["1d1s", 86_401],
    [" 15m ", 900],
    ["-1h30m", -5_400],
    ["-0", 0],
  ];
  for (const [written, expected] of durations) {
    it(`${JSON.stringify(written)} is ${expected} s`, () =>
      assert.ok(Object.is(parseDuration(written), expected)));
  }

  const nonsense = [
    "",
    "-",
    "m",
    "1.5h",
    "1h30",
    "1 h",
    "1w",
    "1M",
    "+1h",
    "1e3",
    "0x10",
    "1h-30m",
    1.5,
    Number.NaN,
  ];
  for (const written of [...nonsense, "9007199254740992", "999999999999999999d", Number.MAX_VALUE]) {
    it(`${JSON.stringify(written)} is none`, () => assert.equal(parseDuration(written), undefined));
  }
});
