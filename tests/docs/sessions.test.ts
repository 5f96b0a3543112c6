/** What a page tells its reader to do, done from its top to its end in one project with one tenant. */
import assert from "node:assert/strict";
import { NOT_RUN, UNTIL_STOPPED } from "./not-run";
import { commandsOf, isShell } from "./support/commands";
import { type Block, place } from "./support/markdown";
import { PAGES } from "./support/pages";
import { Session } from "./support/session";

const notRun = new Set(Object.keys(NOT_RUN));
const untilStopped = new Set(Object.keys(UNTIL_STOPPED));

for (const { path, blocks } of PAGES) {
  const steps = blocks.filter((block) => isShell(block) || block.language === "text" || block.hints.file);
  const anythingToDo = steps.some((block) => {
    if (!isShell(block)) return false;
    const commands = commandsOf(block, notRun, untilStopped);
    return commands.isRun || commands.untilStopped.length > 0;
  });
  if (!anythingToDo) {
    // A file that no command uses would be a program that nothing runs.
    if (steps.some(({ hints }) => hints.file !== undefined))
      it(`${path} uses its files`, () => assert.fail("no command of this page is run"));
    continue;
  }
  describe(`${path}, step by step`, function () {
    this.timeout(120_000);
    let session: Session;
    let failed: string | undefined;
    const hasOwnFiles = steps.some(({ hints }) => hints.file !== undefined);
    before(async () => {
      session = await Session.open(hasOwnFiles);
    });
    after(() => session?.close());

    for (const [index, block] of steps.entries()) {
      it(title(block), async () => {
        if (failed !== undefined) throw new Error(`Not run, because ${failed} failed.`);
        failed = place(block);
        if (isShell(block)) await session.commands(block);
        else if (block.hints.file === undefined) compareOutput(session.printed, block);
        else {
          assert.ok(steps.slice(index).some(isShell), "no command comes after this file");
          await session.file(block);
        }
        failed = undefined;
      });
    }
    if (!hasOwnFiles) it("leaves a project that can be previewed", () => session.preview());
  });
}

function title(block: Block): string {
  const [first = ""] = block.text.split("\n");
  return `${place(block)} ${block.hints.file ?? first}`;
}

/** A `text` block shows lines of what the commands before it printed. */
function compareOutput(printed: string, block: Block): void {
  const have = printed.split("\n").map(spaced);
  for (const line of block.text.split("\n").map(spaced).filter(Boolean))
    assert.ok(have.includes(line), `${place(block)}: "${line}" was not printed:\n${printed}`);
}

function spaced(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}
