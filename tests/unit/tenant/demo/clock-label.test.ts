import assert from "node:assert/strict";
import { createClock } from "../../../../tenant/clock";
import { clockLabel } from "../../../../tenant/demo/clock-label";
import { createStageClock } from "../../../../tenant/demo/stage-clock";

describe("the demo's clock", () => {
  const labels: readonly [seconds: number, label: string][] = [
    [0, "hour 00:00"],
    [899, "hour 00:14:59"],
    [900, "hour 00:15"],
    [82_800, "hour 23:00"],
    [86_400, "hour 24:00"],
    [172_799, "hour 47:59:59"],
    [172_800, "day 2"],
    [2_591_999, "day 29 23:59:59"],
    [2_592_900, "day 30 00:15"],
    [315_360_000, "day 3650"],
  ];
  for (const [seconds, label] of labels) {
    it(`shows ${seconds} s as "${label}"`, () => assert.equal(clockLabel(seconds), label));
  }

  it("stands still until it is moved, and does not go back", () => {
    let machine = 0;
    const clock = createClock(() => machine);
    const stage = createStageClock(clock);
    machine = 1_000_000;
    assert.equal(stage.seconds(), 0);
    stage.at(900);
    assert.equal(stage.seconds(), 900);
    assert.equal(new Date(clock.now()).toISOString(), "2026-03-01T00:15:00.000Z");
    stage.at(900);
    assert.throws(() => stage.at(899), /goes back/);
  });
});
