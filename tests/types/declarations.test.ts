/** The packed artefact, compiled as users would: by the compiler that Pulumi brings along, by ours, by the newest. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installPackedPackage } from "../../tools/support/packed-package";
import { compile, expectedErrors } from "./support/compile";
import { type Compiler, newestTypeScript, ownTypeScript, pulumiTypeScript } from "./support/compilers";

const PROGRAMS = path.join(__dirname, "programs");

const users: { compiler: Compiler; resolution: string; options: Record<string, unknown> }[] = [
  { compiler: pulumiTypeScript, resolution: "node", options: { module: "commonjs" } },
  { compiler: ownTypeScript, resolution: "node", options: { module: "commonjs", ignoreDeprecations: "6.0" } },
  { compiler: ownTypeScript, resolution: "nodenext", options: { module: "nodenext" } },
  { compiler: ownTypeScript, resolution: "bundler", options: { module: "esnext" } },
  { compiler: newestTypeScript, resolution: "nodenext", options: { module: "nodenext" } },
];

describe("declarations of the packed package", function () {
  this.timeout(120_000);
  let project: string;
  before(async () => {
    project = mkdtempSync(path.join(tmpdir(), "apisettings-types-"));
    cpSync(PROGRAMS, project, { recursive: true });
    writeFileSync(path.join(project, "package.json"), '{ "name": "user", "private": true }\n');
    await installPackedPackage(project);
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  for (const { compiler, resolution, options } of users) {
    it(`TypeScript ${compiler.version}, moduleResolution ${resolution}: right programs compile, wrong ones do not`, async () => {
      const diagnostics = await compile(project, compiler, { ...options, moduleResolution: resolution });
      const show = (found: typeof diagnostics) =>
        found.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n");
      // Other packages' declarations are not ours to judge: those of @types/node are too new for 3.8.
      const inPackage = diagnostics.filter(({ file }) => file.includes("pulumi-apisettings") || file === "");
      assert.deepEqual(show(inPackage), "");
      for (const program of readdirSync(PROGRAMS)) {
        const found = diagnostics.filter(({ file }) => file === program);
        const lines = [...new Set(found.map(({ line }) => line))];
        assert.deepEqual(lines, expectedErrors(path.join(PROGRAMS, program)), `${program}\n${show(found)}`);
      }
    });
  }

  it("mention neither zod nor what else a user should not need", () => {
    const root = path.join(project, "node_modules/pulumi-apisettings/dist");
    const seen = new Set<string>();
    for (const entry of [
      "sdk/dynamic",
      "sdk/plugin",
      "provider/dynamic/index",
      "tenant/index",
      "policy/rules/index",
    ]) {
      visit(path.join(root, `${entry}.d.ts`), seen);
    }
    assert.ok(seen.size >= 8, [...seen].join());
    for (const file of seen) {
      const outside = imports(file).filter((module) => !module.startsWith("."));
      assert.deepEqual(
        outside.filter((module) => module !== "@pulumi/pulumi"),
        [],
        file,
      );
    }
  });
});

function visit(file: string, seen: Set<string>): void {
  if (seen.has(file)) return;
  seen.add(file);
  for (const module of imports(file)) {
    if (module.startsWith(".")) visit(path.join(path.dirname(file), `${module}.d.ts`), seen);
  }
}

function imports(file: string): string[] {
  const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}
