import assert from "node:assert/strict";
import { type CompleteConfigFile, packConfig } from "../../../../../policy/rules/config/pack-config";
import { parseConfig } from "../../../../../policy/rules/config/parse";

describe("policy rules: the pack's form of a configuration", () => {
  it("gives levels to their rules, in the catalogue's order, and the rest to the policy configuration", () => {
    const file: CompleteConfigFile = {
      $schema: "./config.schema.json",
      defaultTier: "confidential",
      presets: ["cdr-au"],
      rules: { "offline-access": "disabled", "access-token-lifetime-max": "remediate" },
      baseline: { version: 1, recorded: "2026-11-26", findings: [] },
    };
    const packed = packConfig(file);
    assert.deepEqual(packed, {
      configuration: {
        defaultTier: "confidential",
        presets: ["cdr-au"],
        baseline: { version: 1, recorded: "2026-11-26", findings: [] },
      },
      "access-token-lifetime-max": "remediate",
      "offline-access": "disabled",
    });
    assert.deepEqual(Object.keys(packed), ["configuration", "access-token-lifetime-max", "offline-access"]);
  });

  it("says nothing that the file does not say", () => {
    assert.deepEqual(packConfig({}), {});
    assert.deepEqual(packConfig({ $schema: "x" }), {});
    assert.deepEqual(packConfig({ rules: {} }), {});
    assert.deepEqual(packConfig({ rules: { "tier-lowered": undefined } }), {});
    assert.deepEqual(packConfig({ rules: { "tier-lowered": "advisory" } }), { "tier-lowered": "advisory" });
  });

  it("gives a configuration that parses as the file did", () => {
    const { rules: _, ...file } = parseConfig({
      tiers: { restricted: { maximumSeconds: 300 } },
      rules: { "tier-lowered": "advisory" },
    });
    assert.deepEqual(parseConfig(packConfig({ ...file, baseline: undefined }).configuration), file);
  });
});
