import assert from "node:assert/strict";
import { createClock } from "../../../tenant/clock";

describe("clock", () => {
  it("follows its source, whole seconds rounded down", () => {
    const clock = createClock(() => 1_999);
    assert.equal(clock.now(), 1_999);
    assert.equal(clock.nowSeconds(), 1);
  });

  it("advances and goes back", () => {
    const clock = createClock(() => 0);
    clock.advanceSeconds(60);
    clock.advanceSeconds(1);
    assert.equal(clock.nowSeconds(), 61);
    clock.reset();
    assert.equal(clock.now(), 0);
  });

  it("goes to a given time and runs on from there", () => {
    let source = 5_000;
    const clock = createClock(() => source);
    clock.set(100_000);
    source += 2_000;
    assert.equal(clock.now(), 102_000);
    clock.advanceSeconds(-2);
    assert.equal(clock.now(), 100_000);
  });

  it("stands still while it is frozen, jumps when told, and runs on from where it stood", () => {
    let source = 1_000;
    const clock = createClock(() => source);
    clock.freeze();
    source += 50_000;
    assert.deepEqual([clock.now(), clock.frozen], [1_000, true]);
    clock.advanceSeconds(10);
    clock.set(clock.now() + 500);
    assert.equal(clock.now(), 11_500);
    clock.resume();
    source += 250;
    assert.deepEqual([clock.now(), clock.frozen], [11_750, false]);
    clock.resume();
    assert.equal(clock.now(), 11_750, "to resume a running clock changes nothing");
  });

  it("freezes at a given moment, and reset lets it run at the source's time", () => {
    const clock = createClock(() => 7);
    clock.freeze(42);
    assert.equal(clock.now(), 42);
    clock.reset();
    assert.deepEqual([clock.now(), clock.frozen], [7, false]);
  });
});
