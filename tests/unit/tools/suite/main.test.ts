import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { bundles } from "../../../../tools/setup/build.mjs";
import { groups } from "../../../../tools/suite/groups.mjs";
import { test } from "../../../../tools/suite/main.mjs";
import type { TestEvent } from "../../../../tools/suite/tally.mjs";
import { type Call, fixture, removeFixtures } from "../fixture";

const passing: TestEvent[] = [
  { kind: "start", total: 2 },
  ...twice({ kind: "pass", title: "t" }),
  { kind: "end" },
];

function twice(event: TestEvent): TestEvent[] {
  return [event, event];
}

/** A project whose groups have two passing tests each; `reply` may answer otherwise. */
function project(reply: (call: Call) => object | undefined = () => undefined) {
  const made = fixture((call) => {
    const own = reply(call);
    if (own) return own;
    for (const event of passing) call.options.onEvents?.(`${JSON.stringify(event)}\n`);
    return {};
  });
  made.write("root/package-lock.json", '{"packages":{}}');
  made.write("root/node_modules/.package-lock.json", '{"packages":{"a":{}}}');
  made.write("root/package-lock.json", '{"packages":{"a":{}}}');
  made.write("root/a/package.json", "{}");
  made.write("root/tsconfig.build.json", '{"include":[]}');
  made.write("root/package.json", '{ "version": "1.2.3" }');
  for (const { folder } of groups) if (folder) made.write(`root/${folder}/a.test.ts`, "");
  const lastLines = (count: number) => made.printed().trimEnd().split("\n").slice(-count);
  return { ...made, lastLines };
}

const ranMocha = (calls: Call[]) =>
  calls.filter(({ args }) => args[0]?.endsWith("mocha.js") && !args.includes("--dry-run"));

describe("tools/suite/main", () => {
  afterEach(removeFixtures);

  it("ends with the result on a line of its own and exit code 0", async () => {
    const { context, lastLines, calls } = project();
    assert.equal(await test(["unit", "architecture"], context), 0);
    assert.deepEqual(lastLines(2), ["", "4 passed, 0 failed"]);
    assert.equal(ranMocha(calls).length, 2);
    assert.ok(
      calls.every(({ args }) => !args.includes("tsconfig.build.json")),
      "these groups need no build",
    );
  });

  it("gives mocha no account of the user, no .only, and the limit of the group", async () => {
    const { context, calls } = project();
    context.env = { PULUMI_ACCESS_TOKEN: "pul-1", PATH: "/usr/bin" };
    await test(["unit", "a word"], context);
    const [call] = ranMocha(calls);
    assert.ok(call?.args.includes("--forbid-only"));
    assert.equal(call?.args[call.args.indexOf("--timeout") + 1], "10s");
    assert.equal(call?.args[call.args.indexOf("--grep") + 1], "/a word/i");
    assert.deepEqual(call?.options.env, { PATH: "/usr/bin" });
  });

  it("fails when one check fails, with what it printed", async () => {
    const { context, printed, lastLines } = project(({ args }) =>
      args.includes("--noEmit") && !args.includes("-p")
        ? { code: 2, output: "a.ts(1,1): error TS1" }
        : undefined,
    );
    assert.equal(await test(["checks"], context), 1);
    assert.match(printed(), /1\) types \(tsc\)\n +a\.ts\(1,1\): error TS1/);
    assert.deepEqual(lastLines(1), ["3 passed, 1 failed"]);
  });

  it("fails a group that needs the build with all its tests when the build fails, and runs the others", async () => {
    const { context, lastLines, printed, calls } = project(({ args }) =>
      args.includes("tsconfig.build.json") ? { code: 2, output: "error TS2" } : undefined,
    );
    assert.equal(await test(["unit", "grpc"], context), 1);
    assert.match(printed(), /error TS2/);
    assert.match(printed(), /the whole group: the product could not be built/);
    assert.deepEqual(lastLines(1), ["2 passed, 2 failed"]);
    assert.equal(ranMocha(calls).length, 1);
  });

  it("fails the engine group with all its tests, and says what was tried, when there is no CLI", async () => {
    const { context, lastLines, printed, calls, write } = project();
    write("root/pulumi-resource-apisettings", "");
    for (const { entry } of bundles) write(`root/${entry}`, "");
    assert.equal(await test(["unit", "engine"], context), 1);
    assert.match(printed(), /No Pulumi CLI could be had\. Tried:\n {2}on PATH +no pulumi on PATH\n/);
    assert.match(printed(), /the whole group: there is no Pulumi CLI/);
    assert.deepEqual(lastLines(1), ["2 passed, 2 failed"]);
    assert.equal(ranMocha(calls).length, 1);
  });

  it("says how many tests --without leaves out, before the result", async () => {
    const { context, lastLines } = project();
    assert.equal(await test(["unit", "engine", "--without", "engine"], context), 0);
    assert.deepEqual(lastLines(2), ["2 not run: engine left out by --without", "2 passed, 0 failed"]);
  });

  it("fails when nothing was selected, and when a group has no files", async () => {
    const nothing = project(({ options }) => {
      options.onEvents?.('{"kind":"start","total":0}\n{"kind":"end"}\n');
      return {};
    });
    assert.equal(await test(["unit", "no such title"], nothing.context), 1);
    assert.deepEqual(nothing.lastLines(1), ["0 passed, 1 failed"]);

    const empty = fixture();
    empty.write("root/package-lock.json", '{"packages":{"a":{}}}');
    empty.write("root/node_modules/.package-lock.json", '{"packages":{"a":{}}}');
    empty.write("root/a/package.json", "{}");
    assert.equal(await test(["unit"], empty.context), 1);
    assert.match(empty.printed(), /There is no \*\.test\.ts file in tests\/unit\//);
  });

  it("lists titles without running anything", async () => {
    const { context, printed, calls } = project();
    assert.equal(await test(["--list", "unit"], context), 0);
    assert.equal(ranMocha(calls).length, 0);
    assert.match(printed(), /unit: .*\n {2}t\n {2}t\n {2}2 in all/);
    assert.ok(!existsSync(`${context.root}/dist`));
  });
});
