/** Every code block of the documentation is of a kind that is checked, and what is not run exists. */
import assert from "node:assert/strict";
import path from "node:path";
import { runCommand } from "../../tools/support/command";
import { packedModules } from "../engine/support/bench";
import { NOT_PREVIEWED, NOT_RUN, UNTIL_STOPPED } from "./not-run";
import { commandsOf, isShell } from "./support/commands";
import { faultOfBlock, isWorkflow, workflowCommands } from "./support/kinds";
import { faultOf, type Programs } from "./support/known-commands";
import { place } from "./support/markdown";
import { BLOCKS, PAGES } from "./support/pages";
import { openProject } from "./support/project";

const notRun = new Set(Object.keys(NOT_RUN));
const untilStopped = new Set(Object.keys(UNTIL_STOPPED));

describe("code blocks", function () {
  this.timeout(120_000);
  let programs: Programs;
  before(async () => {
    const { project, tenant } = await openProject("help");
    await tenant.close();
    const { modules } = await packedModules();
    programs = {
      pulumi: (args) => project.run(args),
      apisettings: (args) => runCommand(path.join(modules, ".bin/apisettings"), args),
    };
  });

  it("are found, in pages that are well formed", () => {
    assert.ok(BLOCKS.length > 20, `only ${BLOCKS.length} blocks were found`);
    assert.deepEqual(
      PAGES.flatMap(({ faults }) => faults),
      [],
    );
  });

  for (const block of BLOCKS) {
    it(`${place(block)} (${block.language})`, async () => {
      assert.equal(await faultOfBlock(block), undefined);
      const left = isShell(block) ? commandsOf(block, notRun, untilStopped) : undefined;
      const listed = block.language === "indented" ? firstColumn(block.text) : [];
      const steps = isWorkflow(block) ? workflowCommands(block.text) : [];
      for (const command of [...(left?.notRun ?? []), ...(left?.untilStopped ?? []), ...listed, ...steps])
        assert.equal(await faultOf(command, programs), undefined, command);
    });
  }

  it("not-run.ts has no entry that no page has", () => {
    const shells = BLOCKS.filter(isShell).map((block) => commandsOf(block, notRun, untilStopped));
    const met = new Set(shells.flatMap((commands) => [...commands.notRun, ...commands.untilStopped]));
    const packages = Object.keys(NOT_PREVIEWED).filter((name) =>
      BLOCKS.some(({ text }) => text.includes(name)),
    );
    assert.deepEqual(
      [...notRun, ...untilStopped].filter((command) => !met.has(command)),
      [],
    );
    assert.deepEqual(packages, Object.keys(NOT_PREVIEWED));
  });
});

/** `command   what it does`, line by line. */
function firstColumn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.split(/\s{2,}/)[0] ?? "")
    .filter((command) => command !== "");
}
