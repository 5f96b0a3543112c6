/** examples/tenant-embed, run as a user would: with the packed package, by Node's own test runner. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../tools/support/command";
import { installPackedPackage, REPOSITORY } from "../../tools/support/packed-package";

describe("examples/tenant-embed", function () {
  this.timeout(60_000);
  let project: string;
  before(async () => {
    project = mkdtempSync(path.join(tmpdir(), "apisettings-embed-"));
    cpSync(path.join(REPOSITORY, "examples/tenant-embed"), project, { recursive: true });
    await installPackedPackage(project);
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  const run = (): ReturnType<typeof runCommand> =>
    runCommand(process.execPath, ["--test", "--test-reporter", "tap"], { cwd: project });

  it("passes", async () => {
    const { code, output } = await run();
    assert.equal(code, 0, output);
    assert.match(output, /# tests 3\n/);
    assert.match(output, /# pass 3\n/);
  });

  it("fails where the code under test is wrong", async () => {
    const file = path.join(project, "access-token.js");
    const text = readFileSync(file, "utf8");
    const broken = text.replace("now() >= usableUntil", "false");
    assert.notEqual(broken, text);
    writeFileSync(file, broken);
    const { code, output } = await run();
    assert.notEqual(code, 0);
    assert.match(output, /not ok 1 - a token is fetched once/);
  });
});
