import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { CONFIG_FILES } from "../../../cli/config-file";
import { configJsonSchema } from "../../../policy/rules/config/json-schema";
import { DEFAULT_CONFIG, parseConfig, resolveConfig } from "../../../policy/rules/config/parse";
import { evaluate } from "../../../policy/rules/evaluate";
import { PRESETS } from "../../../policy/rules/presets";
import type { PolicyResource } from "../../../policy/rules/resource";
import { fakeIo } from "./support/fake-io";
import { run, runWith } from "./support/run";

const [JSON_FILE, YAML_FILE] = CONFIG_FILES;
const bySchema = new Ajv2020({ strict: true, strictRequired: false, validateFormats: false }).compile(
  configJsonSchema(),
);

async function starter(...args: string[]): Promise<unknown> {
  const { written, code, err } = await run(["policy", "init", ...args]);
  assert.equal(code, 0, err);
  return JSON.parse(written.get(JSON_FILE) ?? "");
}

const resource = (name: string, identifier: string): PolicyResource => ({
  urn: `urn:pulumi:dev::shop::auth0:index/resourceServer:ResourceServer::${name}`,
  type: "auth0:index/resourceServer:ResourceServer",
  name,
  props: { identifier, allowOfflineAccess: true },
  protect: false,
});

describe("apisettings policy init", () => {
  it("writes what the published schema and the parser take", async () => {
    for (const args of [[], ["--restricted", "a*", "b"], ["--confidential", "c", "--preset", "cdr-au"]]) {
      const content = await starter(...args);
      assert.ok(bySchema(content), JSON.stringify(bySchema.errors));
      assert.equal(parseConfig(content).defaultTier, "internal");
    }
  });

  it("judges as the built-in settings do, but for who is asked to be classified: the examples match nothing", async () => {
    const config = resolveConfig(parseConfig(await starter()));
    const names = ["payments", "customers", "todo", "admin"];
    const resources = names.map((name) => resource(name, `https://${name}.acme.test/`));
    const findings = (of: typeof config) =>
      evaluate(resources, { config: of, today: "2026-11-26" }).findings.filter(
        ({ rule }) => rule !== "sensitivity-declared",
      );
    assert.ok(findings(config).length > 0);
    assert.deepEqual(findings(config), findings(DEFAULT_CONFIG));
    assert.deepEqual({ ...config, assign: [], levels: {} }, { ...DEFAULT_CONFIG, assign: [], levels: {} });
  });

  it("puts the patterns that are given in the place of the examples, so that the next preview is blocked", async () => {
    const content = parseConfig(
      await starter("--restricted", "https://pay*", "*admin*", "--confidential", "https://crm*"),
    );
    assert.deepEqual(content.assign, [
      { tier: "restricted", identifiers: ["https://pay*", "*admin*"] },
      { tier: "confidential", identifiers: ["https://crm*"] },
    ]);
    const { findings } = evaluate([resource("payments", "https://pay.acme.test/")], {
      config: resolveConfig(content),
      today: "2026-11-26",
    });
    assert.ok(
      findings.some(({ rule, level }) => rule === "access-token-lifetime-max" && level === "mandatory"),
    );
  });

  it("holds sensitive APIs, and no others, to the presets that are given", async () => {
    const { tiers } = parseConfig(await starter("--preset", "cdr-au", "--preset", "udap"));
    assert.deepEqual(tiers?.restricted?.presets, ["house-900s", "cdr-au", "udap"]);
    assert.deepEqual(tiers?.confidential?.presets, ["rfc6750-1h", "cdr-au", "udap"]);
    assert.deepEqual(tiers?.internal?.presets, ["auth0-default"]);
    for (const { id } of PRESETS) assert.ok(bySchema(await starter("--preset", id)), id);
  });

  it("writes YAML where the name asks for it", async () => {
    const { written, out } = await run([
      "policy",
      "init",
      "--file",
      "ci/rules.yaml",
      "--restricted",
      "a: b*",
    ]);
    const content: unknown = parse(written.get("ci/rules.yaml") ?? "");
    assert.ok(bySchema(content), JSON.stringify(bySchema.errors));
    assert.deepEqual(parseConfig(content).assign, [{ tier: "restricted", identifiers: ["a: b*"] }]);
    assert.equal(parseConfig(content).$schema, "../node_modules/pulumi-apisettings/config.schema.json");
    assert.match(out, /policy config --config ci\/rules\.yaml --out apisettings\.pack\.json/);
  });

  it("finds the installed package in a folder above", async () => {
    const files = { "../../node_modules/pulumi-apisettings/package.json": "{}" };
    const { written } = await run(["policy", "init"], { files });
    assert.match(
      written.get(JSON_FILE) ?? "",
      /"\.\.\/\.\.\/node_modules\/pulumi-apisettings\/config\.schema\.json"/,
    );
  });

  it("says the next commands", async () => {
    const { out } = await run(["policy", "init"]);
    assert.match(out, /^Wrote apisettings\.config\.json\.\n/);
    assert.match(out, /matches none of yours/);
    assert.match(
      out,
      /pulumi preview --policy-pack "\$\(npx apisettings policy path\)" \\\n {7}--policy-pack-config/,
    );
    assert.doesNotMatch((await run(["policy", "init", "--restricted", "x"])).out, /example/);
    for (const line of out.split("\n")) assert.ok(line.length <= 80, line);
  });

  it("never replaces a file without --force", async () => {
    const io = fakeIo({ files: { [JSON_FILE]: "mine" } });
    const refused = await runWith(["policy", "init"], io);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /^apisettings: apisettings\.config\.json exists already\. Give --force/);
    assert.equal(io.written.size, 0);
    const forced = await runWith(["policy", "init", "--force"], io);
    assert.equal(forced.code, 0);
    assert.ok(io.written.has(JSON_FILE));
  });

  it("makes no second configuration beside one that is looked for, --force or not", async () => {
    for (const force of [[], ["--force"]]) {
      const { code, err, written } = await run(["policy", "init", ...force], {
        files: { [YAML_FILE]: "{}" },
      });
      assert.equal(code, 2);
      assert.match(err, /already: apisettings\.config\.yaml/);
      assert.equal(written.size, 0);
    }
  });

  it("writes nothing that is wrong", async () => {
    for (const args of [["--restricted", ""], ["--preset", "nonsense"], ["--preset"]]) {
      const { code, written } = await run(["policy", "init", ...args]);
      assert.equal(code, 2, args.join(" "));
      assert.equal(written.size, 0);
    }
  });
});
