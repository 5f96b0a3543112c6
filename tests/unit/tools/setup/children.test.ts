import assert from "node:assert/strict";
import { run } from "../../../../tools/setup/children.mjs";

// The one subject that cannot be tested without processes: each runs for some milliseconds.
const node = (script: string, options = {}) => run(process.execPath, ["-e", script], options);

describe("tools/setup/children", () => {
  it("answers with exit code and output, whatever the exit code", async () => {
    const { code, stdout, output } = await node(
      'console.log("out"); console.error("err"); process.exitCode = 3;',
    );
    assert.equal(code, 3);
    assert.equal(stdout, "out\n");
    assert.match(output, /err/);
  });

  it("answers for a program that does not exist", async () => {
    const { code, output } = await run("/nowhere/pulumi", []);
    assert.equal(code, null);
    assert.match(output, /\/nowhere\/pulumi: .*ENOENT/);
  });

  it("hands over what is written to file descriptor 3", async () => {
    let events = "";
    await node('require("fs").writeSync(3, "one\\n")', { onEvents: (text: string) => (events += text) });
    assert.equal(events, "one\n");
  });

  it("stops a program together with what it started, and says why", async () => {
    let grandchild = 0;
    let stop = (_: string) => {};
    const script = `
      const child = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const finished = await node(script, {
      onStart: (control: { stop: (reason: string) => void }) => {
        stop = control.stop;
      },
      onOutput: (text: string) => {
        grandchild = Number(text);
        stop("enough");
      },
    });
    assert.equal(finished.stopped, "enough");
    assert.equal(finished.signal, "SIGTERM");
    assert.ok(grandchild > 1);
    // A killed process stays visible until somebody has reaped it, so its state counts, not its existence.
    await ended(grandchild);
  });
});

/** Resolves when the process is gone; mocha's limit ends the wait. */
async function ended(pid: number) {
  for (;;) {
    const { output } = await run("ps", ["-o", "stat=", "-p", String(pid)]);
    if (output.trim() === "" || output.trim().startsWith("Z")) return;
  }
}
