import assert from "node:assert/strict";
import type { Finished, Run } from "../../../../tools/setup/children.mjs";
import { lines, runMocha } from "../../../../tools/suite/mocha.mjs";

const options = { specs: ["tests/a.test.ts"], grep: undefined, testSeconds: 1, env: {} };

/** A mocha that writes its events and ends only when it is stopped. */
function endless(events: string): Run {
  return (_command, _args, { onEvents, onStart } = {}) =>
    new Promise<Finished>((resolve) => {
      onStart?.({
        stop: (stopped) => resolve({ code: null, signal: "SIGTERM", stdout: "", output: "", stopped }),
      });
      onEvents?.(events);
    });
}

describe("tools/suite/mocha", () => {
  it("stops a group at its limit", async () => {
    const run = endless('{"kind":"start","total":1}\n');
    const { tally, finished } = await runMocha({ ...options, groupSeconds: 0 }, { root: "/r", run });
    assert.equal(finished.stopped, "took longer than 0 s");
    assert.equal(tally.finish(finished).passed, 0);
  });

  it("stops a process that does not end after its last test", async () => {
    const run = endless('{"kind":"start","total":0}\n{"kind":"end"}\n');
    const { finished } = await runMocha({ ...options, groupSeconds: 1000 }, { root: "/r", run }, 0);
    assert.match(String(finished.stopped), /after its last test: something is left open/);
  });

  it("reads events across the borders of chunks", () => {
    const seen: string[] = [];
    const feed = lines((line) => seen.push(line));
    for (const chunk of ["a", "b\nc", "\n", "d\n"]) feed(chunk);
    assert.deepEqual(seen, ["ab", "c", "d"]);
  });
});
