import assert from "node:assert/strict";
import { CONFIG_FILES, loadConfig } from "../../../cli/config-file";
import { MAXIMUM_CONFIG_BYTES } from "../../../cli/config-text";
import { isApiSettingsError } from "../../../provider/model/errors";
import { type FakeProcess, fakeIo } from "./support/fake-io";
import { run } from "./support/run";

const [JSON_FILE, YAML_FILE, YML_FILE] = CONFIG_FILES;
const finding = {
  rule: "offline-access",
  urn: "urn:pulumi:dev::shop::a:b:C::x",
  field: "allowOfflineAccess",
};
const baseline = { version: 1, recorded: "2026-01-01", findings: [finding] };

describe("apisettings policy config", () => {
  it("prints the pack's form: levels by rule, the rest under `configuration`", async () => {
    const file = {
      $schema: "./x.json",
      defaultTier: "confidential",
      rules: { "offline-access": "advisory", "tier-lowered": "disabled" },
    };
    const { code, out, err } = await run(["policy", "config"], { files: { [JSON_FILE]: file } });
    assert.equal(code, 0);
    assert.equal(err, "", "nothing but the form where it is piped on");
    assert.deepEqual(JSON.parse(out), {
      configuration: { defaultTier: "confidential" },
      "offline-access": "advisory",
      "tier-lowered": "disabled",
    });
  });

  it("puts the baseline file in, found from the configuration", async () => {
    const files = { "ci/rules.yml": "baseline: known.json\n", "ci/known.json": baseline };
    const { out } = await run(["policy", "config", "--config", "ci/rules.yml"], { files });
    assert.deepEqual(JSON.parse(out), { configuration: { baseline } });
  });

  it("writes a file where --out says so", async () => {
    const { out, err, written } = await run(["policy", "config", "--out", "pack.json"], {
      files: { [JSON_FILE]: { presets: ["cdr-au"] } },
    });
    assert.equal(out, "");
    assert.match(err, /^Wrote pack\.json, made from apisettings\.config\.json\.\n$/);
    assert.deepEqual(JSON.parse(written.get("pack.json") ?? ""), { configuration: { presets: ["cdr-au"] } });
  });

  it("says that the built-in settings hold where there is no file", async () => {
    const { code, out, err } = await run(["policy", "config"]);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {});
    assert.match(err, /^Configuration: built-in \(there is no apisettings\.config\.json here\)\.\n$/);
  });

  it("is found as JSON, YAML or YML", async () => {
    for (const [file, text] of [
      [JSON_FILE, '{"defaultTier": "public"}'],
      [YAML_FILE, "defaultTier: public\n"],
      [YML_FILE, "defaultTier: public\n"],
    ] as const) {
      const { out } = await run(["policy", "config"], { files: { [file]: text, "other.json": "{}" } });
      assert.deepEqual(JSON.parse(out), { configuration: { defaultTier: "public" } }, file);
    }
  });

  const faults: readonly [what: string, process: FakeProcess, args: string[], message: RegExp][] = [
    ["no such file", {}, ["--config", "x.json"], /configuration file x\.json cannot be read \(ENOENT\)/],
    [
      "two of them",
      { files: { [JSON_FILE]: "{}", [YML_FILE]: "{}" } },
      [],
      /^apisettings: Both apisettings\.config\.json and apisettings\.config\.yml are here\. Delete one/,
    ],
    [
      "a problem of the content",
      { files: { [JSON_FILE]: { tiers: { restricted: { maximumSeconds: 0 } } } } },
      [],
      /^apisettings: apisettings\.config\.json: tiers\.restricted\.maximumSeconds is 0; it must be 1 at least\. See docs/,
    ],
    [
      "presets that contradict each other",
      {
        files: {
          [JSON_FILE]: { tiers: { restricted: { presets: ["open-finance-brasil"], maximumSeconds: 60 } } },
        },
      },
      [],
      /^apisettings: apisettings\.config\.json: tiers\.restricted: no lifetime of access tokens satisfies both .*open-finance-brasil/,
    ],
    [
      "a baseline that is not there",
      { files: { "ci/c.json": { baseline: "b.json" } } },
      ["--config", "ci/c.json"],
      /^apisettings: ci\/c\.json: the baseline file ci\/b\.json does not exist\. Record one with/,
    ],
    [
      "a baseline that is none",
      {
        files: {
          [JSON_FILE]: { baseline: "b.json" },
          "b.json": { version: 2, recorded: "2026-01-01", findings: [] },
        },
      },
      [],
      /^apisettings: b\.json: version is 2, which is not 1\./,
    ],
    [
      "a baseline with a key twice",
      { files: { [JSON_FILE]: { baseline: "b.json" }, "b.json": '{"version": 1, "version": 1}' } },
      [],
      /^apisettings: b\.json, line 1, column 16 says "version" twice/,
    ],
    [
      "a file that is too large",
      { files: { [JSON_FILE]: " ".repeat(MAXIMUM_CONFIG_BYTES + 1) } },
      [],
      /^apisettings: The configuration file apisettings\.config\.json is larger than 1 MiB\. Give a smaller one/,
    ],
  ];
  for (const [what, process, args, message] of faults) {
    it(`refuses ${what}, with 2`, async () => {
      const { code, err, out } = await run(["policy", "config", ...args], process);
      assert.equal(code, 2, err);
      assert.match(err, message);
      assert.equal(out, "");
    });
  }

  it("keeps code, sentence and way out of an error apart", () => {
    const { files } = fakeIo({ files: { [JSON_FILE]: { nonsense: 1 } } });
    assert.throws(
      () => loadConfig(undefined, files),
      (error) => {
        assert.ok(isApiSettingsError(error, "invalid-config"));
        assert.match(error.summary, /^apisettings\.config\.json: nonsense is no setting\./);
        assert.match(error.wayOut ?? "", /^See docs\//);
        return true;
      },
    );
  });
});
