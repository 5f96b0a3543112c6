import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, bundles, removeOrphans } from "../../../../tools/setup/build.mjs";
import { bundle } from "../../../../tools/setup/bundle.mjs";
import { packFiles } from "../../../../tools/setup/policy-pack.mjs";
import { type Call, fixture, removeFixtures } from "../fixture";

/** Stands in for tsc: makes an empty .js for the plugin's source. */
function emit({ options }: Call) {
  mkdirSync(join(options.cwd ?? "", "dist/provider/plugin"), { recursive: true });
  writeFileSync(join(options.cwd ?? "", "dist/provider/plugin/main.js"), "");
  return {};
}

function project(reply: (call: Call) => object = emit) {
  const made = fixture(reply);
  made.write("root/tsconfig.build.json", JSON.stringify({ include: ["provider"] }));
  made.write("root/package.json", '{ "version": "1.2.3" }');
  for (const { entry } of bundles) made.write(`root/${entry}`, "console.log(1 + 1);");
  made.write("root/pulumi-resource-apisettings", "#!/bin/sh\n");
  return made;
}

describe("tools/setup/build", () => {
  afterEach(removeFixtures);

  it("compiles, bundles and makes the wrapper executable, once", async () => {
    const { context, calls, printed, write } = project();
    write("root/dist/provider/gone.js", "");
    await build(context);
    assert.ok(!existsSync(join(context.root, "dist/provider/gone.js")));
    assert.equal(calls.length, 1);
    assert.ok(calls[0]?.args.includes("tsconfig.build.json"));
    assert.ok(bundles.length >= 4);
    for (const file of [...bundles.map((one) => one.file), ...packFiles])
      assert.ok(existsSync(join(context.root, file)), file);
    assert.ok(statSync(join(context.root, "dist/apisettings-policies")).mode & 0o100);
    assert.ok(statSync(join(context.root, "pulumi-resource-apisettings")).mode & 0o100);
    await build(context);
    assert.equal(calls.length, 1);
    assert.match(printed(), /Build +up to date\n$/);
  });

  it("puts what is served as it stands beside the compiled files, and takes it away with its source", async () => {
    const { context, write } = project();
    for (const name of ["page.css", "page.js", "icon.svg", "tsconfig.json"])
      write(`root/provider/pages/${name}`, name);
    await build(context);
    const copied = (name: string): string => join(context.root, "dist/provider/pages", name);
    for (const name of ["page.css", "page.js", "icon.svg"])
      assert.equal(readFileSync(copied(name), "utf8"), name);
    assert.ok(!existsSync(copied("tsconfig.json")));
    rmSync(join(context.root, "provider/pages/page.css"));
    await build(context);
    assert.ok(!existsSync(copied("page.css")));
    assert.ok(existsSync(copied("page.js")));
  });

  it("builds again after a change of a source, of a setting, or of its output", async () => {
    const { context, write, calls } = project();
    await build(context);
    write("root/provider/plugin/main.ts", "console.log(1 + 2);");
    await build(context);
    write("root/tsconfig.json", "{}");
    await build(context);
    rmSync(join(context.root, "dist/plugin.cjs"));
    await build(context);
    assert.equal(calls.length, 4);
  });

  it("forgets tsc's incremental record when an output was deleted, which tsc would not notice", async () => {
    const { context, write } = project();
    await build(context);
    const record = join(context.root, "node_modules/.cache/tsconfig.build.tsbuildinfo");
    write("root/node_modules/.cache/tsconfig.build.tsbuildinfo", "{}");
    write("root/provider/plugin/main.ts", "console.log(2);");
    await build(context);
    assert.ok(existsSync(record));
    rmSync(join(context.root, "dist"), { recursive: true });
    await build(context);
    assert.ok(!existsSync(record));
  });

  it("fails with what tsc printed, and does not take the failure for a build the next time", async () => {
    const { context, calls } = project((call) => ({
      ...emit(call),
      code: 2,
      output: "a.ts(1,1): error TS1",
    }));
    await assert.rejects(build(context), /error TS1/);
    await assert.rejects(build(context), /error TS1/);
    assert.equal(calls.length, 2);
  });

  it("builds again when the sources are back to what they were before a failure, which may have left other output", async () => {
    let code = 0;
    const { context, write, calls } = project((call) => ({ ...emit(call), code }));
    await build(context);
    code = 2;
    write("root/provider/plugin/main.ts", "broken");
    await assert.rejects(build(context));
    code = 0;
    write("root/provider/plugin/main.ts", "console.log(1 + 1);");
    await build(context);
    assert.equal(calls.length, 3);
  });

  it("deletes outputs whose sources are gone, and nothing else", () => {
    const { context, write } = project();
    const kept = [
      "plugin.cjs",
      "apisettings.cjs",
      "tenant.cjs",
      "provider/plugin/main.js",
      "provider/plugin/main.d.ts",
      "schema.json",
    ];
    write("root/schema.json", "{}");
    for (const file of [...kept, "provider/old/a.js", "provider/old/a.d.ts", "old.json"])
      write(`root/dist/${file}`, "");
    removeOrphans(context.root);
    for (const file of kept) assert.ok(existsSync(join(context.root, "dist", file)), file);
    assert.ok(!existsSync(join(context.root, "dist/provider/old")));
    assert.ok(!existsSync(join(context.root, "dist/old.json")));
  });

  it("bundles imports into one file, and refuses to leave any behind", async () => {
    const { context, write } = project();
    write(
      "root/provider/plugin/main.ts",
      'import { a } from "./a"; import { join } from "node:path"; console.log(join(a));',
    );
    write("root/provider/plugin/a.ts", 'export const a: string = "inlined";');
    await bundle(context.root, "provider/plugin/main.ts", "dist/plugin.cjs");
    const text = readFileSync(join(context.root, "dist/plugin.cjs"), "utf8");
    assert.match(text, /inlined/);
    assert.match(text, /require\("node:path"\)/);
    write("root/provider/plugin/main.ts", 'try { require("ts-node"); } catch {}');
    await assert.rejects(
      bundle(context.root, "provider/plugin/main.ts", "dist/plugin.cjs"),
      /still asks for ts-node/,
    );
  });

  it("leaves a package out of the bundle that is named as external, and no other", async () => {
    const { context, write } = project();
    write("root/cli/main.ts", 'require("a-binary");');
    await bundle(context.root, "cli/main.ts", "dist/apisettings.cjs", ["a-binary"]);
    assert.match(readFileSync(join(context.root, "dist/apisettings.cjs"), "utf8"), /require\("a-binary"\)/);
    write("root/cli/main.ts", 'try { require("a-binary"); require("another"); } catch {}');
    await assert.rejects(
      bundle(context.root, "cli/main.ts", "dist/apisettings.cjs", ["a-binary"]),
      /still asks for another,/,
    );
  });
});
