import assert from "node:assert/strict";
import { BASELINE_FILE } from "../../../cli/config-file";
import { parseBaseline } from "../../../policy/rules/config/parse";
import { UNKNOWN_SENTINEL } from "../../../provider/model/sentinels";
import { fakeIo, TODAY } from "./support/fake-io";
import { run, runWith } from "./support/run";

const TYPE = "auth0:index/resourceServer:ResourceServer";
const CONFIG = "apisettings.config.json";
const config = {
  assign: [{ tier: "restricted", identifiers: ["https://pay*"] }],
  baseline: BASELINE_FILE,
};

function api(stack: string, name: string, tokenLifetime: unknown, more: object = {}) {
  return {
    urn: `urn:pulumi:${stack}::shop::${TYPE}::${name}`,
    custom: true,
    type: TYPE,
    inputs: {
      identifier: `https://pay-${name}.test/`,
      tokenLifetime,
      tokenLifetimeForWeb: 900,
      signingAlg: "RS256",
      ...more,
    },
    protect: true,
  };
}

const state = (...resources: object[]) => ({ version: 3, deployment: { manifest: {}, resources } });
const lifetimeOf = (stack: string, name: string, seconds: number) => ({
  rule: "access-token-lifetime-max",
  urn: `urn:pulumi:${stack}::shop::${TYPE}::${name}`,
  field: "tokenLifetime",
  seconds,
});
const record = (...findings: object[]) => ({ version: 1, recorded: "2026-01-01", findings });

/** Records the state of dev, and gives the file that was written. */
async function recorded(before: object | undefined, dev: object, ...args: string[]) {
  const files = { [CONFIG]: config, "dev.json": dev, ...(before && { [BASELINE_FILE]: before }) };
  const answer = await run(["policy", "baseline", "--file", "dev.json", ...args], { files });
  assert.equal(answer.code, 0, answer.err);
  const text = answer.written.get(BASELINE_FILE);
  return { ...answer, baseline: text === undefined ? undefined : parseBaseline(JSON.parse(text)) };
}

describe("apisettings policy baseline", () => {
  it("records what is found, so that the next test is fine and a worse one is not", async () => {
    const io = fakeIo({ files: { [CONFIG]: config, "dev.json": state(api("dev", "a", 3_600)) } });
    const first = await runWith(["policy", "baseline", "--file", "dev.json"], io);
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /^Wrote apisettings\.baseline\.json: 1 new, 0 gone, 0 kept\.\n\nnew\n/);
    assert.match(first.text, /access-token-lifetime-max: shop\/dev "a", tokenLifetime: 3600 s \(1 hour\)/);
    assert.doesNotMatch(first.out, /not in use/);
    assert.deepEqual(JSON.parse(io.written.get(BASELINE_FILE) ?? ""), {
      version: 1,
      recorded: TODAY,
      findings: [lifetimeOf("dev", "a", 3_600)],
    });
    const test = ["policy", "test", "--props", "dev.json"];
    assert.equal((await runWith(test, io)).code, 0);
    io.files.write("dev.json", JSON.stringify(state(api("dev", "a", 3_601))));
    assert.equal((await runWith(test, io)).code, 3, "worse than recorded");
  });

  it("replaces entries of the stacks that are given, and leaves those of others", async () => {
    const before = record(
      lifetimeOf("dev", "gone", 3_600),
      lifetimeOf("dev", "kept", 3_600),
      lifetimeOf("prod", "other", 7_200),
    );
    const dev = state(api("dev", "kept", 3_600), api("dev", "new", 1_800));
    const { baseline, text } = await recorded(before, dev);
    assert.deepEqual(baseline?.findings, [
      lifetimeOf("dev", "kept", 3_600),
      lifetimeOf("dev", "new", 1_800),
      lifetimeOf("prod", "other", 7_200),
    ]);
    assert.match(text, /1 new, 1 gone, 1 kept, 1 of other stacks\./);
    assert.match(text, /gone - access-token-lifetime-max: shop\/dev "gone"/);
  });

  it("does not take a stack whose name begins the same for the one that is given", async () => {
    const before = record(lifetimeOf("dev2", "a", 3_600));
    const { baseline } = await recorded(before, state(api("dev", "b", 1_800)));
    assert.equal(baseline?.findings.length, 2);
  });

  it("records a lifetime that changed, better or worse, and says from what", async () => {
    const { baseline, text } = await recorded(
      record(lifetimeOf("dev", "a", 3_600)),
      state(api("dev", "a", 1_800)),
    );
    assert.deepEqual(baseline?.findings, [lifetimeOf("dev", "a", 1_800)]);
    assert.match(text, /1800 s \(30 minutes\) instead of 3600 s \(1 hour\)/);
  });

  it("keeps an entry that cannot be decided this time", async () => {
    const before = record(lifetimeOf("dev", "a", 3_600));
    const { written, text } = await recorded(before, state(api("dev", "a", UNKNOWN_SENTINEL)));
    assert.equal(written.size, 0);
    assert.match(text, /stays as it is: 0 new, 0 gone, 1 kept/);
  });

  it("leaves out what is exempted", async () => {
    const exemption = {
      rules: ["access-token-lifetime-max"],
      name: "a",
      reason: "r",
      owner: "o",
      expires: TODAY,
    };
    const files = {
      [CONFIG]: { ...config, exemptions: [exemption] },
      "dev.json": state(api("dev", "a", 3_600)),
    };
    const { text } = await run(["policy", "baseline", "--file", "dev.json"], { files });
    assert.match(text, /0 new, 0 gone, 0 kept/);
  });

  it("leaves a file that says the same as it is, whatever the day", async () => {
    const { written, out } = await recorded(
      record(lifetimeOf("dev", "a", 3_600)),
      state(api("dev", "a", 3_600)),
    );
    assert.equal(written.size, 0);
    assert.match(out, /^apisettings\.baseline\.json stays as it is: 0 new, 0 gone, 1 kept\.\n$/);
  });

  it("writes nothing with --dry-run", async () => {
    const { written, out } = await recorded(undefined, state(api("dev", "a", 3_600)), "--dry-run");
    assert.equal(written.size, 0);
    assert.match(out, /^Would write apisettings\.baseline\.json: 1 new/);
  });

  it("takes several stacks at once, one of them from the standard input", async () => {
    const { written, code } = await run(["policy", "baseline", "--file", "dev.json", "-", "--json"], {
      files: { [CONFIG]: config, "dev.json": state(api("dev", "a", 3_600)) },
      standardInput: JSON.stringify(state(api("prod", "a", 3_600))),
    });
    assert.equal(code, 0);
    const { findings } = parseBaseline(JSON.parse(written.get(BASELINE_FILE) ?? ""));
    assert.deepEqual(findings, [lifetimeOf("dev", "a", 3_600), lifetimeOf("prod", "a", 3_600)]);
  });

  it("prints one JSON document", async () => {
    const { out } = await recorded(undefined, state(api("dev", "a", 3_600)), "--json");
    const document = JSON.parse(out) as { written: boolean; added: unknown[]; out: string };
    assert.deepEqual(document.added, [lifetimeOf("dev", "a", 3_600)]);
    assert.equal(document.written, true);
    assert.equal(document.out, BASELINE_FILE);
  });

  it("lies beside the configuration, and says how to bring it into use", async () => {
    const { assign } = config;
    const answer = await run(["policy", "baseline", "--file", "dev.json", "--config", "ci/c.json"], {
      files: { "ci/c.json": { assign }, "dev.json": state(api("dev", "a", 3_600)) },
    });
    assert.deepEqual([...answer.written.keys()], ["ci/apisettings.baseline.json"]);
    assert.match(
      answer.text,
      /not in use yet\. Add to ci\/c\.json: "baseline": "apisettings\.baseline\.json"/,
    );
  });

  it("refuses what does not tell all of a stack, and touches nothing", async () => {
    const cut = JSON.stringify(state(api("dev", "a", 3_600), api("dev", "b", 3_600))).slice(0, -40);
    const failed = { steps: [], diagnostics: [{ severity: "error", message: "boom" }], changeSummary: {} };
    for (const [dev, why] of [
      [cut, /dev\.json does not tell all of its stack: .*ends in the middle/],
      [failed, /dev\.json does not tell all of its stack: the preview failed/],
    ] as const) {
      const { code, text, written } = await run(["policy", "baseline", "--file", "dev.json"], {
        files: { [CONFIG]: config, "dev.json": dev },
      });
      assert.equal(code, 2);
      assert.match(text, why);
      assert.equal(written.size, 0);
    }
  });
});
