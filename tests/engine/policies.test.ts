/** The policy pack out of the packed npm artefact, run by the real engine over both forms of `Api`. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { type CompleteConfigFile, packConfig } from "../../policy/rules/config/pack-config";
import { type CommandResult, runCommand } from "../../tools/support/command";
import { Bench, binDirectory, packedModules } from "./support/bench";
import { type Form, SecretText, typescriptDynamic, yamlPlugin } from "./support/program";

const IDENTIFIER = "https://orders.example.test/";
const MONTH = 2_592_000;
const SIGNING_SECRET = "clear-signing-secret-0123456789";
const FIXTURE = path.resolve(__dirname, "../fixtures/policy/pulumi-auth0-state.json");

/** Both forms of the pack, each copied to a folder where nothing else is. */
async function packs(): Promise<{ executable: string; folder: string }> {
  const { root, modules } = await packedModules();
  const dist = path.join(modules, "pulumi-apisettings", "dist");
  const executable = path.join(root, "copied executable", "apisettings-policies");
  const folder = path.join(root, "copied folder");
  mkdirSync(path.dirname(executable), { recursive: true });
  cpSync(path.join(dist, "apisettings-policies"), executable);
  cpSync(path.join(dist, "policy-pack"), folder, { recursive: true });
  return { executable, folder };
}

function policies(form: Form, packForm: "executable" | "folder"): void {
  describe(`policies: ${form.title}, pack as ${packForm}`, function () {
    this.timeout(180_000);
    let bench: Bench;
    let pack: string;
    before(async () => {
      pack = (await packs())[packForm];
      bench = await Bench.start("policies");
    });
    after(() => bench?.stop());

    const declare = (lifetime: number, more: Record<string, SecretText | string> = {}) =>
      bench.program(form, [
        { name: "orders", properties: { identifier: IDENTIFIER, tokenLifetimeSeconds: lifetime, ...more } },
      ]);
    const run: Run = async (command, file = {}, today = "") => {
      bench.project.write("policy.json", JSON.stringify(packConfig(file)));
      const flags = command === "up" ? ["--yes", "--skip-preview"] : [];
      const result = await bench.project.run(
        [command, ...flags, "--policy-pack", pack, "--policy-pack-config", "policy.json"],
        { APISETTINGS_TODAY: today },
      );
      assert.ok(!result.output.includes(SIGNING_SECRET), "a secret was printed");
      return result;
    };
    const urn = `urn:pulumi:dev::engine-test::${form.type}::orders`;
    const violation = (level: string, policy: string) => new RegExp(`\\[${level}\\].* ${policy} .*orders`);

    it("blocks a preview with a lifetime that is too long, and says what to write instead", async () => {
      await declare(MONTH);
      const before = bench.tenant.requests().length;
      const { code, output } = await run("preview");
      assert.notEqual(code, 0);
      assert.match(output, violation("mandatory", "access-token-lifetime-max"));
      assert.match(output, /API "orders": access tokens live 2592000 s \(30 days\); tier internal/);
      assert.match(output, /Set tokenLifetimeSeconds to 86400 or less\./);
      assert.equal(bench.tenant.requests().length, before, "requests were sent");
    });

    it("blocks an update before anything is created", async () => {
      const { code } = await run("up");
      assert.notEqual(code, 0);
      assert.deepEqual(await bench.management.apis(), []);
    });

    if (form === yamlPlugin) levelsAndSettings(run, urn, violation);

    it("remediates at the update: the lowered lifetime is in the state and in the tenant, and a secret stays one", async () => {
      await declare(MONTH, { signingAlg: "HS256", signingSecret: new SecretText(SIGNING_SECRET) });
      const { code, output } = await run("up", {
        rules: { "access-token-lifetime-max": "remediate", "asymmetric-signing": "disabled" },
      });
      assert.equal(code, 0, output);
      assert.match(output, /\[remediate\] +access-token-lifetime-max +\(1 resource\)/);
      const { inputs } = await bench.project.resource("orders");
      assert.equal(inputs?.tokenLifetimeSeconds, 86_400);
      assert.equal(inputs?.identifier, IDENTIFIER);
      assert.ok(JSON.stringify(inputs?.signingSecret).includes("ciphertext"), "the secret is not encrypted");
      const made = await bench.management.api(IDENTIFIER);
      assert.equal(made.token_lifetime, 86_400);
      assert.equal(made.signing_secret, SIGNING_SECRET);
      assert.ok(!(await bench.project.exportState()).text.includes(SIGNING_SECRET));
    });

    it("finds nothing to do or to say afterwards, and still changes nothing", async () => {
      await declare(86_400, { signingAlg: "HS256", signingSecret: new SecretText(SIGNING_SECRET) });
      const { code, output } = await run("preview", { rules: { "asymmetric-signing": "disabled" } });
      assert.equal(code, 0, output);
      assert.match(output, /2 unchanged/);
      assert.doesNotMatch(output, /\[mandatory\]/);
    });

    it("analyses the exported state, without login and without a tenant", async () => {
      const state = path.join(bench.project.directory, "state.json");
      await bench.project.must(["stack", "export", "--file", state]);
      bench.project.write(
        "strict.json",
        JSON.stringify(packConfig({ tiers: { internal: { maximumSeconds: 3_600 } } })),
      );
      const { code, output } = await analyse(pack, state, path.join(bench.project.directory, "strict.json"));
      assert.notEqual(code, 0);
      assert.match(output, violation("mandatory", "access-token-lifetime-max"));
      assert.match(output, /at most 3600 s \(1 hour\), by tiers\.internal\.maximumSeconds/);
    });
  });
}

type Run = (command: "preview" | "up", file?: CompleteConfigFile, today?: string) => Promise<CommandResult>;

/** What does not depend on the form of the resource, and is tried with one of them. */
function levelsAndSettings(
  run: Run,
  urn: string,
  violation: (level: string, policy: string) => RegExp,
): void {
  it("lets an advisory finding pass, and shows it", async () => {
    const { code, output } = await run("preview", { rules: { "access-token-lifetime-max": "advisory" } });
    assert.equal(code, 0, output);
    assert.match(output, violation("advisory", "access-token-lifetime-max"));
  });

  it("blocks a mistake in the configuration, once, and evaluates nothing", async () => {
    const { code, output } = await run("preview", {
      tiers: { internal: { minimumSeconds: 7_200, maximumSeconds: 60 } },
    });
    assert.notEqual(code, 0);
    assert.equal(output.match(/no lifetime of access tokens satisfies both/g)?.length, 1, output);
    assert.doesNotMatch(output, /access-token-lifetime-max/);
  });

  it("lets an exempted finding pass visibly, until the exemption has ended", async () => {
    const file: CompleteConfigFile = {
      exemptions: [
        {
          rules: ["access-token-lifetime-max"],
          identifier: IDENTIFIER,
          reason: "Nightly batch.",
          owner: "team-orders",
          ticket: "SEC-12",
          expires: "2026-11-30",
        },
      ],
    };
    const holds = await run("preview", file, "2026-11-30");
    assert.equal(holds.code, 0, holds.output);
    assert.match(holds.output, violation("advisory", "exempted"));
    assert.match(holds.output, /Exempted through 2026-11-30 by team-orders, SEC-12: Nightly batch\./);
    const ended = await run("preview", file, "2026-12-01");
    assert.notEqual(ended.code, 0);
    assert.match(ended.output, violation("mandatory", "access-token-lifetime-max"));
  });

  it("lets a known finding pass, and blocks it when it has become worse", async () => {
    const finding = { rule: "access-token-lifetime-max", urn, field: "tokenLifetimeSeconds" } as const;
    const file = (seconds: number): CompleteConfigFile => ({
      baseline: { version: 1, recorded: "2026-11-01", findings: [{ ...finding, seconds }] },
    });
    const known = await run("preview", file(MONTH));
    assert.equal(known.code, 0, known.output);
    assert.match(known.output, violation("advisory", "known-findings"));
    const worse = await run("preview", file(MONTH - 1));
    assert.notEqual(worse.code, 0);
  });
}

/** With a home of its own and nothing of anybody's account. */
async function analyse(pack: string, state: string, config?: string): Promise<CommandResult> {
  const home = path.join((await packedModules()).root, "empty home");
  return runCommand(
    path.join(binDirectory(), "pulumi"),
    [
      ...[
        "policy",
        "analyze",
        "--file",
        state,
        "--policy-pack",
        pack,
        "--non-interactive",
        "--color",
        "never",
      ],
      ...(config === undefined ? [] : ["--policy-pack-config", config]),
    ],
    {
      cwd: path.dirname(state),
      env: {
        PATH: `${binDirectory()}${path.delimiter}${process.env.PATH ?? ""}`,
        HOME: home,
        PULUMI_HOME: home,
        PULUMI_SKIP_UPDATE_CHECK: "1",
      },
    },
  );
}

policies(yamlPlugin, "executable");
policies(typescriptDynamic, "folder");

describe("policies: a value that the preview does not know", function () {
  this.timeout(180_000);
  let bench: Bench;
  after(() => bench?.stop());

  it("is said not to be evaluated in the preview, and blocks the update", async () => {
    const { executable } = await packs();
    bench = await Bench.start("unknown");
    await bench.program(typescriptDynamic, []);
    bench.project.write(
      "index.ts",
      `import { Api } from "pulumi-apisettings";
const first = new Api("first", { identifier: "https://first.example.test/" });
new Api("late", { identifier: "https://late.example.test/", tokenLifetimeSeconds: first.id.apply(() => ${MONTH}) });
`,
    );
    const preview = await bench.project.run(["preview", "--policy-pack", executable]);
    assert.equal(preview.code, 0, preview.output);
    assert.match(preview.output, /\[advisory\].* not-evaluated .*late/);
    assert.match(
      preview.output,
      /API "late": access-token-lifetime-max is not evaluated for tokenLifetimeSeconds: its value is known after the apply/,
    );
    const up = await bench.project.run(["up", "--yes", "--skip-preview", "--policy-pack", executable]);
    assert.notEqual(up.code, 0);
    assert.match(up.output, /\[mandatory\].* access-token-lifetime-max .*late/);
    assert.deepEqual(
      (await bench.management.apis()).map(({ identifier }) => identifier),
      ["https://first.example.test/"],
    );
  });
});

describe("policies: the state of a pulumi-auth0 project", function () {
  this.timeout(180_000);

  for (const form of ["executable", "folder"] as const) {
    it(`is analysed as it stands: pack as ${form}`, async () => {
      const { code, output } = await analyse((await packs())[form], FIXTURE);
      assert.notEqual(code, 0);
      assert.match(output, /\[mandatory\].* access-token-lifetime-max .*ResourceServer: reports/);
      assert.match(output, /Set tokenLifetime to 86400 or less\./);
      assert.doesNotMatch(output, /\[mandatory\].*(todo|payments)/);
    });
  }
});
