import assert from "node:assert/strict";
import type { Finished } from "../../../../tools/setup/children.mjs";
import { Tally, type TestEvent } from "../../../../tools/suite/tally.mjs";

const fine: Finished = { code: 0, signal: null, stdout: "", output: "" };
const pass: TestEvent = { kind: "pass", title: "p", file: "a" };

function tally(total: number, ...events: TestEvent[]) {
  const made = new Tally();
  for (const event of [{ kind: "start", total } as const, ...events]) made.add(event);
  return made;
}

describe("tools/suite/tally", () => {
  it("passes when everything passed and the process ended well", () => {
    assert.deepEqual(tally(2, pass, pass, { kind: "end" }).finish(fine), {
      passed: 2,
      failed: 0,
      failures: [],
    });
  });

  it("counts a skipped test as failed", () => {
    const { passed, failed, failures } = tally(2, pass, { kind: "skip", title: "s" }, { kind: "end" }).finish(
      fine,
    );
    assert.deepEqual([passed, failed, failures[0]?.title], [1, 1, "s"]);
  });

  it("counts a broken hook and every test it kept from running", () => {
    const events: TestEvent[] = [
      pass,
      { kind: "hook", title: "before all", error: "Error: x" },
      { kind: "end" },
    ];
    const { passed, failed } = tally(5, ...events).finish({ ...fine, code: 1 });
    assert.deepEqual([passed, failed], [1, 5]);
  });

  it("counts a failure after the last test, which mocha reports by its exit code only", () => {
    const { failed, failures } = tally(1, pass, { kind: "end" }).finish({
      ...fine,
      code: 7,
      output: "Unhandled",
    });
    assert.equal(failed, 1);
    assert.match(String(failures[0]?.text), /Unhandled/);
  });

  it("counts a mocha that never began, with what it wrote", () => {
    const { failed, failures } = new Tally().finish({ ...fine, code: 1, output: "SyntaxError: x" });
    assert.equal(failed, 1);
    assert.match(String(failures[0]?.text), /SyntaxError/);
  });

  it("counts a process killed in the middle once, and the tests it did not reach", () => {
    const { passed, failed } = tally(4, pass).finish({ ...fine, code: null, signal: "SIGKILL" });
    assert.deepEqual([passed, failed], [1, 4]);
  });

  it("counts a group that was stopped although its tests passed", () => {
    const { failed, failures } = tally(1, pass, { kind: "end" }).finish({ ...fine, stopped: "did not end" });
    assert.equal(failed, 1);
    assert.match(String(failures[0]?.text), /did not end/);
  });

  it("counts a group without tests, unless only some were asked for", () => {
    assert.equal(tally(0, { kind: "end" }).finish(fine).failed, 1);
    assert.equal(tally(0, { kind: "end" }).finish(fine, true).failed, 0);
  });
});
