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
});
