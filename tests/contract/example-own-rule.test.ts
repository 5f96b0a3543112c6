/** examples/policy-own-rule, tested as a user would: its own mocha tests, against the packed package. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../tools/support/command";
import { installPackedPackage, REPOSITORY } from "../../tools/support/packed-package";

const EXAMPLE = path.join(REPOSITORY, "examples/policy-own-rule");

describe("examples/policy-own-rule", function () {
  this.timeout(60_000);
  let project: string;
  before(async () => {
    project = mkdtempSync(path.join(tmpdir(), "apisettings-own-rule-"));
    cpSync(EXAMPLE, project, { recursive: true });
    await installPackedPackage(project);
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  /** `npm test`, with the files that its script names. */
  function run(): ReturnType<typeof runCommand> {
    const { scripts } = JSON.parse(readFileSync(path.join(EXAMPLE, "package.json"), "utf8")) as {
      scripts: { test: string };
    };
    const [, ...files] = scripts.test.split(" ");
    const mocha = path.join(project, "node_modules/mocha/bin/mocha.js");
    return runCommand(process.execPath, [mocha, "--reporter", "tap", ...files], { cwd: project });
  }

  it("passes", async () => {
    const { code, output } = await run();
    assert.equal(code, 0, output);
    assert.match(output, /# pass 4\n/);
  });

  it("fails where the rule takes an unknown value for a pass", async () => {
    const file = path.join(project, "permissions-enforced.js");
    const text = readFileSync(file, "utf8");
    const broken = text.replace("return notEvaluated(subject, enforced)", "return []");
    assert.notEqual(broken, text);
    writeFileSync(file, broken);
    const { code, output } = await run();
    assert.equal(code, 1, output);
    assert.match(output, /not ok 4 /);
  });
});
