import assert from "node:assert/strict";
import { PRESETS } from "../../../policy/rules/presets";
import { RULE_IDS } from "../../../policy/rules/rule-ids";
import { run } from "./support/run";

const files = { "apisettings.config.json": { rules: { "offline-access": "disabled" } } };

describe("apisettings policy list", () => {
  it("shows every rule and every preset", async () => {
    const { code, out } = await run(["policy", "list"]);
    assert.equal(code, 0);
    for (const id of [...RULE_IDS, ...PRESETS.map((preset) => preset.id)])
      assert.match(out, new RegExp(`^ {2}${id}\\b`, "m"), id);
    for (const line of out.split("\n")) assert.ok([...line].length <= 80, line);
  });

  it("shows the levels that are in force, and the built-in one where it differs", async () => {
    const { out } = await run(["policy", "list"], { files });
    assert.match(out, /^ {2}offline-access {2}disabled \(built-in: mandatory\), severity high$/m);
    assert.match(out, /^ {2}access-token-lifetime-max {2}mandatory, severity high$/m);
  });

  it("shows numbers with their strength and section, and what is not settled", async () => {
    const { out } = await run(["policy", "list"]);
    const text = out.replace(/\s+/g, " ");
    assert.ok(
      text.includes(
        "cdr-au access tokens: at least 120 s (2 minutes), at most 600 s (10 minutes). MUST, Tokens",
      ),
      text,
    );
    assert.ok(text.includes("UAE Open Finance Security Profile (unverified). Read in excerpts only."));
    assert.ok(text.includes("access tokens (client_credentials): at most 300 s (5 minutes). SHOULD"));
    assert.ok(text.includes("unless bound to a key of the client"));
    assert.ok(text.includes("refresh tokens: at most 86400 s (24 hours)"));
  });

  it("prints one JSON document", async () => {
    const { out } = await run(["policy", "list", "--json"], { files });
    const document = JSON.parse(out) as {
      config: string;
      rules: { id: string; level: string; builtInLevel: string; remediationSteps: string }[];
      presets: unknown;
    };
    assert.equal(document.config, "apisettings.config.json");
    assert.deepEqual(
      document.rules.map(({ id }) => id),
      [...RULE_IDS],
    );
    const rule = document.rules.find(({ id }) => id === "offline-access");
    assert.equal(rule?.level, "disabled");
    assert.equal(rule?.builtInLevel, "mandatory");
    assert.ok(rule?.remediationSteps);
    assert.deepEqual(document.presets, PRESETS);
  });
});
