import assert from "node:assert/strict";
import { Console } from "../../../../tools/setup/console.mjs";

function recorded(isTTY: boolean) {
  let now = 0;
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), isTTY, columns: 40 };
  return {
    console: new Console(stream, () => now),
    written,
    at: (milliseconds: number) => (now = milliseconds),
  };
}

describe("tools/setup/console", () => {
  it("says nothing in a log about what is quickly done, and then the outcome with its time", () => {
    const { console, written, at } = recorded(false);
    const step = console.step("Build", "compiling");
    at(2_900);
    step.update("bundling");
    step.done("47 files");
    assert.deepEqual(written, ["Build         47 files (2.9 s)\n"]);
  });

  it("writes a line of progress after 3 s and then each 15 s to a log", () => {
    const { console, written, at } = recorded(false);
    const step = console.step("Build", "compiling");
    for (const seconds of [3, 5, 17, 18, 30, 33]) {
      at(seconds * 1000);
      step.update(`at ${seconds}`);
    }
    step.stop();
    assert.deepEqual(
      written.map((line) => /at (\d+)/.exec(line)?.[1]),
      ["3", "18", "33"],
    );
  });

  it("keeps to one line on a terminal and clears it", () => {
    const { console, written, at } = recorded(true);
    const step = console.step("Build", "x".repeat(100));
    at(1_000);
    step.update("y".repeat(100));
    step.done("done");
    assert.equal(written.length, 3);
    assert.ok(written[0]?.startsWith("\r\x1b[KBuild"));
    assert.ok((written[0]?.length ?? 99) <= 39 + 4);
    assert.ok(!written[0]?.includes("\n"));
    assert.equal(written[1], "\r\x1b[K");
  });
});
