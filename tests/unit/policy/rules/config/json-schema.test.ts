import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { baselineJsonSchema, configJsonSchema } from "../../../../../policy/rules/config/json-schema";
import { baselineSchema, configSchema } from "../../../../../policy/rules/config/schema";
import { baselineContent, configContent } from "./support/content";

/**
 * As an editor reads it. The pattern beside `format: date` says which days there are; members that `anyOf` requires stand
 * one level up, which strictRequired does not see.
 */
const ajv = new Ajv2020({ strict: true, strictRequired: false, validateFormats: false });
const byConfigSchema = ajv.compile(configJsonSchema());
const byBaselineSchema = ajv.compile(baselineJsonSchema());

describe("policy rules: the published JSON Schemas", () => {
  const verdicts = (content: unknown) => ({
    schema: byConfigSchema(content),
    parser: configSchema.safeParse(content).success,
  });

  it("of configurations agrees with the parser", () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(configContent, (content) => {
        const { schema, parser } = verdicts(content);
        seen.add(parser);
        assert.equal(schema, parser, JSON.stringify(byConfigSchema.errors));
      }),
      { numRuns: 3_000 },
    );
    assert.equal(seen.size, 2, "both verdicts occur");
  });

  it("of baselines agrees with the parser", () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(baselineContent, (content) => {
        const parser = baselineSchema.safeParse(content).success;
        seen.add(parser);
        assert.equal(byBaselineSchema(content), parser, JSON.stringify(byBaselineSchema.errors));
      }),
      { numRuns: 2_000 },
    );
    assert.equal(seen.size, 2, "both verdicts occur");
  });

  const exemption = { rules: ["offline-access"], reason: "r", owner: "o", expires: "2027-01-01" };
  const table: readonly [string, unknown, boolean][] = [
    ["nothing", {}, true],
    ["an assignment by names", { assign: [{ tier: "internal", names: ["a*"] }] }, true],
    ["an assignment that matches nothing", { assign: [{ tier: "internal", because: "x" }] }, false],
    ["an exemption by URN", { exemptions: [{ ...exemption, urn: "urn:*" }] }, true],
    ["an exemption by name", { exemptions: [{ ...exemption, name: "a" }] }, true],
    ["an exemption by identifier", { exemptions: [{ ...exemption, identifier: "a" }] }, true],
    ["an exemption of nothing", { exemptions: [exemption] }, false],
    ["a day that is none", { exemptions: [{ ...exemption, name: "a", expires: "2027-02-29" }] }, false],
    ["a path of a baseline", { baseline: "apisettings.baseline.json" }, true],
    ["a member that is no setting", { rule: {} }, false],
    ["a member called __proto__", JSON.parse('{"__proto__": 1}'), false],
  ];
  for (const [what, content, right] of table) {
    it(`${right ? "takes" : "refuses"} ${what}`, () => {
      assert.deepEqual(verdicts(content), { schema: right, parser: right });
    });
  }

  it("are what the package publishes", () => {
    const root = resolve(__dirname, "../../../../..");
    const manifest = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
      files: string[];
      exports: Record<string, unknown>;
    };
    for (const [file, schema] of [
      ["config.schema.json", configJsonSchema()],
      ["baseline.schema.json", baselineJsonSchema()],
    ] as const) {
      assert.deepEqual(JSON.parse(readFileSync(resolve(root, file), "utf8")), schema);
      assert.ok(manifest.files.includes(file), file);
      assert.equal(manifest.exports[`./${file}`], `./${file}`);
    }
  });
});
