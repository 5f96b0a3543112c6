import assert from "node:assert/strict";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromCache } from "../../../../../tools/setup/pulumi-cli/cached.mjs";
import { fromPath } from "../../../../../tools/setup/pulumi-cli/on-path.mjs";
import { isAtLeast, parseVersion } from "../../../../../tools/setup/pulumi-cli/version.mjs";
import { type Call, fixture, removeFixtures } from "../../fixture";

const cacheBin = "cache/pulumi-home/versions/3.259.0/bin";
const answering = (version: string) => fixture(() => ({ stdout: `v${version}\n` }));

describe("tools/setup/pulumi-cli: versions", () => {
  it("reads what pulumi and go print", () => {
    assert.equal(parseVersion("v3.259.0\n"), "3.259.0");
    assert.equal(parseVersion("v3.260.0-alpha.17\n"), "3.260.0");
    assert.equal(parseVersion("go version go1.26 linux/amd64"), "1.26");
    assert.equal(parseVersion("command not found"), undefined);
  });

  it("compares numbers, not text", () => {
    assert.ok(isAtLeast("3.249.0", "3.249.0"));
    assert.ok(isAtLeast("3.1000.0", "3.249.0"));
    assert.ok(isAtLeast("1.26", "1.25.11"));
    assert.ok(!isAtLeast("3.99.9", "3.249.0"));
    assert.ok(!isAtLeast("1.25", "1.25.11"));
  });
});

describe("tools/setup/pulumi-cli: the user's own on PATH", () => {
  afterEach(removeFixtures);

  it("is taken with its language hosts in the same or another folder of PATH", async () => {
    const { context, folder, program, calls } = answering("3.249.0");
    program("a/pulumi");
    program("a/pulumi-language-nodejs");
    program("b/pulumi-language-yaml");
    context.env.PATH = `/nowhere:${folder}/a:${folder}/b`;
    assert.deepEqual(await fromPath(context), {
      cli: { bin: `${folder}/a`, version: "3.249.0", source: `yours, from PATH (${folder}/a)` },
    });
    assert.ok(
      String(calls[0]?.options.env?.PULUMI_HOME).startsWith(context.cache),
      "must not touch ~/.pulumi",
    );
  });

  it("is refused with the reason when it is absent, mute, too old or incomplete", async () => {
    const cases: [string, string[], RegExp][] = [
      ["3.259.0", [], /no pulumi on PATH/],
      ["", ["pulumi"], /does not answer/],
      ["3.248.9", ["pulumi"], /is 3\.248\.9; 3\.249\.0 or newer/],
      ["3.259.0", ["pulumi", "pulumi-language-yaml"], /but not pulumi-language-nodejs$/],
    ];
    for (const [version, programs, reason] of cases) {
      const { context, folder, program } = answering(version);
      for (const name of programs) program(`a/${name}`);
      context.env.PATH = join(folder, "a");
      const answer = await fromPath(context);
      assert.match("reason" in answer ? answer.reason : "taken", reason);
    }
  });

  it("is not the npm package's launcher, which would download into ~/.pulumi", async () => {
    const { context, folder, program, calls } = answering("3.259.0");
    program("lib/run.js");
    program("bin/pulumi-language-nodejs");
    symlinkSync(join(folder, "lib/run.js"), join(folder, "bin/pulumi"));
    context.env.PATH = join(folder, "bin");
    assert.deepEqual(await fromPath(context), { reason: "no pulumi on PATH" });
    assert.equal(calls.length, 0);
  });
});

describe("tools/setup/pulumi-cli: from an earlier run", () => {
  afterEach(removeFixtures);

  function cached(reply: (call: Call) => object) {
    const made = fixture(reply);
    for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-language-yaml"])
      made.program(`${cacheBin}/${name}`);
    return made;
  }

  it("is taken, and says how it was made", async () => {
    const { context, write, folder } = cached(() => ({ stdout: "v3.259.0" }));
    write("cache/pulumi-home/versions/3.259.0/origin.json", '{"made":"built from Go modules"}');
    assert.deepEqual(await fromCache(context), {
      cli: {
        bin: join(folder, cacheBin),
        version: "3.259.0",
        source: `built from Go modules earlier (${folder}/cache)`,
      },
    });
  });

  it("is refused when it is partial or does not run", async () => {
    const empty = fixture();
    const broken = cached(() => ({ code: null, signal: "SIGSEGV" as const }));
    const partial = cached(() => ({ stdout: "v3.259.0" }));
    writeFileSync(join(partial.folder, cacheBin, "pulumi-language-yaml"), "");
    for (const [made, reason] of [
      [empty, /nothing in/],
      [broken, /is broken/],
      [partial, /has no pulumi-language-yaml/],
    ] as const) {
      const answer = await fromCache(made.context);
      assert.match("reason" in answer ? answer.reason : "taken", reason);
    }
  });
});
