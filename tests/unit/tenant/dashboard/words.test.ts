/** Numbers and times as people read them. */
import assert from "node:assert/strict";
import {
  counted,
  durationWithSeconds,
  fromNow,
  largestUnit,
  moment,
} from "../../../../tenant/dashboard/words";

describe("words of the dashboard", () => {
  it("say a distance in its largest unit", () => {
    for (const [seconds, text] of [
      [0, "0 seconds"],
      [59, "59 seconds"],
      [60, "1 minute"],
      [3_599, "59 minutes"],
      [3_600, "1 hour"],
      [172_799, "47 hours"],
      [172_800, "2 days"],
      [2_592_061, "30 days"],
      [-7_300, "2 hours"],
    ] as const) {
      assert.equal(largestUnit(seconds), text);
    }
  });

  it("say when something was or will be", () => {
    assert.equal(fromNow(1_000, 1_000), "just now");
    assert.equal(fromNow(941, 1_000), "just now");
    assert.equal(fromNow(940, 1_000), "1 minute ago");
    assert.equal(fromNow(1_059, 1_000), "in less than a minute");
    assert.equal(fromNow(8_200, 1_000), "in 2 hours");
  });

  it("name seconds, numbers and moments", () => {
    assert.equal(durationWithSeconds(900), "15 minutes (900 s)");
    assert.equal(durationWithSeconds(45), "45 seconds");
    assert.equal(counted(1, "token"), "1 token");
    assert.equal(counted(1_000, "token"), "1,000 tokens");
    assert.equal(moment(1_772_323_200), "2026-03-01 00:00:00 UTC");
  });
});
