import assert from "node:assert/strict";
import { stopWhenIdle } from "../../../../../tools/setup/pulumi-cli/idle.mjs";

function watched(limit: number) {
  let now = 0;
  let bytes = 0;
  let tick = () => {};
  const stopped: string[] = [];
  const repeat = (each: () => void) => {
    tick = each;
    return () => {
      tick = () => {};
    };
  };
  const idle = stopWhenIdle({ now: () => now }, limit, () => bytes, repeat);
  idle.start({ stop: (reason) => stopped.push(reason) });
  const pass = (milliseconds: number, grown = 0) => {
    now += milliseconds;
    bytes += grown;
    tick();
  };
  return { idle, pass, stopped };
}

describe("tools/setup/pulumi-cli/idle", () => {
  it("stops what neither grows nor speaks, once", () => {
    const { pass, stopped } = watched(20_000);
    pass(19_999);
    pass(0, 1);
    pass(19_999);
    assert.deepEqual(stopped, []);
    pass(1);
    pass(60_000);
    assert.deepEqual(stopped, ["nothing arrived for 20 s"]);
  });

  it("counts output as progress", () => {
    const { idle, pass, stopped } = watched(20_000);
    pass(0);
    pass(15_000);
    idle.touch();
    pass(15_000);
    assert.deepEqual(stopped, []);
  });

  it("leaves alone what has ended", () => {
    const { idle, pass, stopped } = watched(20_000);
    pass(0);
    idle.end();
    pass(60_000);
    assert.deepEqual(stopped, []);
  });
});
