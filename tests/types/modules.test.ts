/** The packed artefact at run time: every subpath from CommonJS and from ESM, and what loading it costs. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../tools/support/command";
import { installPackedPackage } from "../../tools/support/packed-package";

const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  "pulumi-apisettings": [
    "Api",
    "Provider",
    "SENSITIVITIES",
    "days",
    "formatDuration",
    "hours",
    "minutes",
    "seconds",
  ],
  "pulumi-apisettings/plugin": [
    "Api",
    "Provider",
    "SENSITIVITIES",
    "days",
    "formatDuration",
    "getApi",
    "getApiOutput",
    "hours",
    "minutes",
    "seconds",
  ],
  "pulumi-apisettings/dynamic": ["provider"],
  "pulumi-apisettings/tenant": ["startTenant"],
  "pulumi-apisettings/rules": [
    "DEFAULT_CONFIG",
    "PRESETS",
    "RULES",
    "SENSITIVITIES",
    "Secret",
    "UNKNOWN",
    "dayOf",
    "evaluate",
    "evaluateResource",
    "evaluateStack",
    "formatSeconds",
    "isKnown",
    "isLowerTier",
    "isSecret",
    "isSensitive",
    "isUnknown",
    "lifetimeInWords",
    "nameOf",
    "notEvaluated",
    "parseConfig",
    "read",
    "readBoolean",
    "readText",
    "remediation",
    "resolveConfig",
    "subjectOf",
    "tierOf",
    "valueAt",
  ],
};

describe("modules of the packed package", function () {
  this.timeout(120_000);
  let project: string;
  before(async () => {
    project = mkdtempSync(path.join(tmpdir(), "apisettings-modules-"));
    await installPackedPackage(project);
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  async function run(file: string, code: string): Promise<string> {
    writeFileSync(path.join(project, file), code);
    const result = await runCommand(process.execPath, [file], { cwd: project });
    assert.equal(result.code, 0, result.output);
    return result.stdout.trim();
  }

  for (const [module, names] of Object.entries(EXPORTS)) {
    it(`${module} has its exports, by require and by import`, async () => {
      const required = await run(
        "a.cjs",
        `console.log(JSON.stringify(Object.keys(require("${module}")).sort()))`,
      );
      assert.deepEqual(JSON.parse(required), [...names].sort());
      const named = `import { ${names.join(", ")} } from "${module}";`;
      const kinds = `console.log([${names.join(", ")}].every((value) => value !== undefined))`;
      assert.equal(await run("a.mjs", `${named}\n${kinds}`), "true");
    });
  }

  it("nothing else can be reached", async () => {
    for (const module of ["dist/sdk/dynamic.js", "dynamic/index", "provider/model/table"]) {
      const code = `try { require("pulumi-apisettings/${module}"); console.log("reached"); } catch (e) { console.log(e.code); }`;
      assert.equal(await run("a.cjs", code), "ERR_PACKAGE_PATH_NOT_EXPORTED");
    }
  });

  it("a program loads neither the tables nor an HTTP client", async () => {
    const code = `require("pulumi-apisettings"); require("pulumi-apisettings/plugin");
      console.log(Object.keys(require.cache).filter((file) => /[\\\\/](zod|axios|hono|libsql)[\\\\/]/.test(file)).length)`;
    assert.equal(await run("a.cjs", code), "0");
  });

  it("the rules come without an engine, and as one file", async () => {
    const code = `require("pulumi-apisettings/rules");
      console.log(Object.keys(require.cache).filter((file) => /node_modules/.test(file)).length)`;
    assert.equal(await run("a.cjs", code), "1");
  });

  it("the provider of dynamic resources loads no HTTP client until it is needed, and no SDK of Pulumi", async () => {
    const code = `require("pulumi-apisettings/dynamic");
      console.log(Object.keys(require.cache).filter((file) => /[\\\\/](axios|@pulumi|hono|libsql)[\\\\/]/.test(file)).length)`;
    assert.equal(await run("a.cjs", code), "0");
  });
});
