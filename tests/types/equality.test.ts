/** Generated types against the tables: tests/types/equality compiles, or says where the two differ. */
import assert from "node:assert/strict";
import path from "node:path";
import { runCommand } from "../../tools/support/command";
import { REPOSITORY } from "../../tools/support/packed-package";

describe("generated types", function () {
  this.timeout(120_000);
  it("are those of the tables", async () => {
    const tsc = path.join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const { code, output } = await runCommand(process.execPath, [tsc, "--noEmit", "-p", __dirname]);
    assert.equal(code, 0, output);
  });
});
