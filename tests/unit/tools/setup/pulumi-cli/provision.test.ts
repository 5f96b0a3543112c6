import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { layout } from "../../../../../tools/setup/pulumi-cli/layout.mjs";
import { type Answer, provideCli } from "../../../../../tools/setup/pulumi-cli/provision.mjs";
import { fixture, removeFixtures } from "../../fixture";

const cli = { bin: "/cli", version: "3.259.0", source: "built from Go modules just now" };

describe("tools/setup/pulumi-cli/provision", () => {
  afterEach(removeFixtures);

  function ways(answers: Record<string, Answer[]>) {
    const tried: string[] = [];
    const way = (name: string) => ({
      name,
      attempt: async () => {
        tried.push(name);
        return answers[name]?.shift() ?? { reason: `${name} failed` };
      },
    });
    return { tried, ways: { atOnce: [way("path"), way("cache")], slow: [way("npm"), way("go")] } };
  }

  it("takes the first that works and says in one line where it came from", async () => {
    const { context, printed } = fixture();
    const { tried, ways: all } = ways({ cache: [{ cli: { ...cli, source: "made earlier (~/x)" } }] });
    assert.ok("cli" in (await provideCli(context, all)));
    assert.deepEqual(tried, ["path", "cache"]);
    assert.equal(printed(), "Pulumi CLI    3.259.0, made earlier (~/x)\n");
  });

  it("makes one under the lock, after looking whether another process made it meanwhile", async () => {
    const { context } = fixture();
    const { tried, ways: all } = ways({ cache: [{ reason: "none" }, { cli }] });
    assert.deepEqual(await provideCli(context, all), { cli });
    assert.deepEqual(tried, ["path", "cache", "path", "cache"]);
    assert.ok(!existsSync(layout(context.cache).lock));
  });

  it("goes on from the download to the build", async () => {
    const { tried, ways: all } = ways({ go: [{ cli }] });
    assert.ok("cli" in (await provideCli(fixture().context, all)));
    assert.deepEqual(tried.slice(-2), ["npm", "go"]);
  });

  it("without any, lists what was tried, why each failed, and what to install", async () => {
    const { context, printed } = fixture();
    const answer = await provideCli(context, ways({}).ways);
    assert.ok("reason" in answer);
    assert.equal(printed(), "");
    for (const name of ["path", "cache", "npm", "go"])
      assert.match(answer.reason, new RegExp(`  ${name} +${name} failed\n`));
    assert.match(answer.reason, /install the Pulumi CLI, 3\.249\.0 or newer: https:/);
    assert.match(answer.reason, /install Go, 1\.25\.11 or newer, from https:/);
  });
});
