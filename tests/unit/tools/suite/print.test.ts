import assert from "node:assert/strict";
import { failureText, filePrinter, table } from "../../../../tools/suite/print.mjs";

describe("tools/suite/print", () => {
  it("prints a line for each file when the next begins, with what its tests wrote", () => {
    const printed: string[] = [];
    const printer = filePrinter({ print: (text) => printed.push(text) }, "tests/unit");
    printer.onEvent({ kind: "start", total: 3 });
    printer.onEvent({ kind: "pass", file: "/r/tests/unit/a/b.test.ts", milliseconds: 1_000 });
    printer.onOutput("noise\n");
    printer.onEvent({ kind: "fail", file: "/r/tests/unit/a/b.test.ts", milliseconds: 500 });
    assert.deepEqual(printed, []);
    printer.onEvent({ kind: "pass", file: "/r/tests/unit/c.test.ts" });
    assert.equal(printed.length, 2);
    assert.match(printed[0] ?? "", /^ {2}a\/b +1 passed, 1 failed 1\.5 s$/);
    assert.equal(printed[1], "    noise");
    printer.flush();
    assert.match(printed[2] ?? "", /^ {2}c +1 passed 0 ms$/);
  });

  it("shows a failure with its place and our own stack frames only", () => {
    const text =
      "Error: x\n    at f (/r/tests/a.test.ts:1:2)\n    at g (/r/node_modules/mocha/lib/r.js:1:2)\n    at node:internal/x:1";
    assert.equal(
      failureText([{ title: "A > b", file: "/r/tests/a.test.ts", text }], "/r"),
      "\n  1) A > b\n     tests/a.test.ts\n     Error: x\n         at f (tests/a.test.ts:1:2)",
    );
  });

  it("puts numbers under their headings", () => {
    const rows = [{ name: "unit", result: { passed: 812, failed: 0, failures: [] }, milliseconds: 61_000 }];
    const [head, row] = table(rows).split("\n");
    assert.equal(head?.length, row?.length);
    assert.match(row ?? "", /^unit +812 +0 +1 min 1 s$/);
  });
});
