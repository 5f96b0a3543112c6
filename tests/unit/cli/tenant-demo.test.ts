import assert from "node:assert/strict";
import { Command } from "commander";
import { addTenantCommand } from "../../../cli/tenant";
import { type DemoFlags, runDemo } from "../../../cli/tenant-demo";
import type { StoryResult } from "../../../tenant/demo/result";
import { tellStory } from "../../../tenant/demo/story";
import { broken, ignores, open } from "../tenant/demo/opener";

const ESCAPE = "\u001b[";

describe("apisettings tenant demo", () => {
  let story: StoryResult;
  let untrue: StoryResult;
  before(async () => {
    story = await tellStory(open);
    untrue = await tellStory(broken(ignores("GET", "/v2/logout")));
  });

  async function run(
    flags: DemoFlags,
    { isTerminal = false, noColour = undefined as string | undefined, result = story } = {},
  ): Promise<{ code: number; text: string }> {
    let text = "";
    const write = (more: string): void => {
      text += more;
    };
    return { code: await runDemo(flags, { write, isTerminal, noColour }, async () => result), text };
  }

  it("ends with 0 where all came true", async () => {
    const { code, text } = await run({});
    assert.equal(code, 0);
    assert.match(text, /all as told\.\n$/);
  });

  it("ends with 1 where something did not", async () => {
    const { code, text } = await run({}, { result: untrue });
    assert.equal(code, 1);
    assert.match(text, /did not come true\.\n$/);
    const json = await run({ json: true }, { result: untrue });
    assert.equal(json.code, 1);
    assert.equal((JSON.parse(json.text) as StoryResult).holds, false);
  });

  it("prints the result as one JSON document", async () => {
    const { code, text } = await run({ json: true }, { isTerminal: true });
    const { scenarios, holds } = JSON.parse(text) as StoryResult;
    assert.deepEqual([code, holds], [0, true]);
    assert.deepEqual(scenarios[0]?.steps[4], {
      atSeconds: 900,
      clock: "hour 00:15",
      actor: "thief",
      action: "token stolen after the change",
      outcome: { works: false, status: 401, reason: "expired" },
      expectation: { works: false, status: 401, reason: "expired" },
      asExpected: true,
    });
  });

  it("paints only on a terminal, and not with NO_COLOR", async () => {
    assert.ok((await run({}, { isTerminal: true })).text.includes(ESCAPE));
    assert.ok((await run({}, { isTerminal: true, noColour: "" })).text.includes(ESCAPE), "empty means unset");
    assert.ok(!(await run({}, { isTerminal: true, noColour: "1" })).text.includes(ESCAPE));
    assert.ok(!(await run({})).text.includes(ESCAPE));
  });

  it("takes --json behind it for itself, and no option of the tenant", async () => {
    const program = new Command("apisettings")
      .enablePositionalOptions()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    addTenantCommand(program);
    const [tenant] = program.commands;
    const demo = tenant?.commands.find((command) => command.name() === "demo");
    assert.ok(tenant && demo);
    let seen: unknown;
    demo.action((flags: unknown) => {
      seen = flags;
    });
    demo.exitOverride().configureOutput({ writeErr: () => {} });
    await program.parseAsync(["tenant", "demo", "--json"], { from: "user" });
    assert.deepEqual(seen, { json: true });
    await program.parseAsync(["tenant", "demo"], { from: "user" });
    assert.deepEqual(seen, {});
    await assert.rejects(
      program.parseAsync(["tenant", "demo", "--data", "x.db"], { from: "user" }),
      /unknown option '--data'/,
    );
  });
});
