/**
 * `apisettings import` on a tenant with APIs of every shape: the first preview after the import shows no changes, and the
 * tenant is only ever read. And the move of a stack between pulumi-auth0 and us, as far as our half goes.
 */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts that look like references are what is tested.
import assert from "node:assert/strict";
import path from "node:path";
import { type CommandResult, runCommand } from "../../tools/support/command";
import { rsaPem } from "../support/keys";
import { Bench } from "./support/bench";

/** Every field set, every kind of text that means something in a source file, and every value that cannot be declared. */
const HOSTILE = "A \"quoted\" \\ name: - # ${not.a.reference} $$ `${x}` 'single' 😀 é\u2028end";

const SHAPES: readonly Record<string, unknown>[] = [
  {
    identifier: "https://full.example.test/",
    name: HOSTILE,
    token_lifetime: 900,
    token_lifetime_for_web: 600,
    token_lifetime_for_anonymous_access_tokens: 100_000,
    allow_offline_access: true,
    allow_online_access: true,
    allow_online_access_with_ephemeral_sessions: true,
    skip_consent_for_verifiable_first_party_clients: true,
    signing_alg: "PS256",
    enforce_policies: true,
    token_dialect: "rfc9068_profile_authz",
    consent_policy: "transactional-authorization-with-mfa",
    require_consent_non_repudiation: true,
    subject_type_authorization: { user: { policy: "deny_all" }, client: { policy: "deny_all" } },
    authorization_details: [{ type: "pay$ment", "k${ey}": { no: ["$${x}", 1.5, true, {}, [[]]] } }],
    proof_of_possession: { mechanism: "dpop", required: true, required_for: "public_clients" },
    access_token: { claims_mapping: { custom_claims: [{ name: "a", expression: "${user.id}" }] } },
    authorization_policy: { policy_id: "policy: 1" },
    scopes: [
      { value: "read:all", description: "No: #1" },
      { value: "no", description: "" },
      { value: "- x" },
    ],
  },
  {
    identifier: "https://signed.example.test/",
    name: "Orders",
    signing_alg: "HS256",
    signing_secret: "0123456789abcdef-never-shown",
  },
  { identifier: "https://twin.example.test/", name: "Orders", token_lifetime: 86_400 },
  { identifier: "urn:nameless" },
  {
    identifier: "銀行 ${id}",
    name: "no",
    token_encryption: {
      format: "compact-nested-jwe",
      encryption_key: { alg: "RSA-OAEP-256", pem: rsaPem(), kid: "key" },
    },
  },
  // YAML takes such a member for a call, TypeScript takes the other one for a prototype.
  { identifier: "urn:unwritable:yaml", authorization_details: [{ type: "a", "fn::invoke": { x: 1 } }] },
  {
    identifier: "urn:unwritable:typescript",
    authorization_details: [JSON.parse('{"type":"a","__proto__":{"x":1}}')],
  },
  {
    identifier: "https://many.example.test/",
    name: "delete",
    scopes: Array.from({ length: 1_000 }, (_, index) => ({
      value: `read:thing-${index}`,
      description: `Thing ${index}`,
    })),
  },
];

async function apisettings(bench: Bench, ...args: string[]): Promise<CommandResult> {
  const { directory, environment } = bench.project;
  const command = path.join(directory, "node_modules/pulumi-apisettings/dist/apisettings.cjs");
  const result = await runCommand(process.execPath, [command, "import", ...args], {
    cwd: directory,
    env: environment,
  });
  assert.equal(result.code, 0, result.output);
  return result;
}

async function fill(bench: Bench): Promise<void> {
  for (const body of SHAPES) await bench.management.create(body);
  // The default for web stays, and is more than these.
  await bench.management.create({ identifier: "urn:short", name: "Short", token_lifetime: 300 });
  await bench.management.create({ identifier: "urn:zero", token_lifetime: 0 });
  // A value of web that is neither the default nor allowed in a program.
  await bench.management.create({
    identifier: "urn:web",
    token_lifetime: 10_000,
    token_lifetime_for_web: 9_000,
  });
  await bench.management.change("urn:web", { token_lifetime: 300 });
  await bench.management.create({ identifier: "urn:auth0:express-configure" });
  await bench.management.create({ identifier: `https://${bench.tenant.domain}/me/` });
}

/** What `fill` makes besides, and the Management API. */
const MORE = 6;

/** Requests that could change something, since the last call. */
function writesOf(bench: Bench): () => string[] {
  let seen = bench.tenant.requests().length;
  return () => {
    const entries = bench.tenant.requests().slice(seen);
    seen += entries.length;
    return entries
      .filter(({ method, path: where }) => method !== "GET" && where.startsWith("/api/v2/"))
      .map(({ method, path: where }) => `${method} ${where}`);
  };
}

for (const language of ["yaml", "typescript"] as const) {
  describe(`apisettings import, ${language}`, function () {
    this.timeout(180_000);
    let bench: Bench;
    let writes: () => string[];
    before(async () => {
      bench = await Bench.start(`import-${language}`);
      await fill(bench);
      writes = writesOf(bench);
    });
    after(() => bench?.stop());

    it("writes a program whose first preview after the import shows no changes", async () => {
      await apisettings(bench, "--language", language, "--include-system", "--out", ".");
      await bench.project.init();
      await bench.project.must([
        "import",
        "--file",
        "import.json",
        "--generate-code=false",
        "--yes",
        "--skip-preview",
      ]);
      const preview = await bench.project.must(["preview", "--diff", "--expect-no-changes"]);
      assert.doesNotMatch(preview.output, /warning|error/i);
      const { resources } = await bench.project.exportState();
      const imported = resources.filter(({ type }) => type === "apisettings:index:Api");
      assert.equal(imported.length, SHAPES.length + MORE);
      assert.match(
        preview.output,
        new RegExp(`\\b${imported.length + 1} unchanged`),
        "the stack, and all APIs",
      );
    });

    it("stays without changes after an apply and a refresh, and never wrote to the tenant", async () => {
      await bench.project.up("--refresh");
      await bench.project.must(["preview", "--refresh", "--expect-no-changes"]);
      assert.deepEqual(writes(), []);
    });

    it("never met the signing secret", async () => {
      const { text } = await bench.project.exportState();
      const files = ["import.json", language === "yaml" ? "Pulumi.yaml" : "index.ts"].map((file) =>
        bench.project.read(file),
      );
      for (const content of [text, ...files]) assert.ok(!content.includes("0123456789abcdef-never-shown"));
    });

    it("lets a secret be taken over as its comment says", async () => {
      const file = language === "yaml" ? "Pulumi.yaml" : "index.ts";
      const source = bench.project.read(file);
      const [, key = ""] = /pulumi config set --secret (\w+)/.exec(source) ?? [];
      await bench.project.must(["config", "set", "--secret", key, "0123456789abcdef-never-shown"]);
      const taken = source
        .replace(/^( *)(?:#|\/\/) {3}(signingSecret: .*)$/m, "$1$2")
        .replace(/^ *\/\/ {3}(import \* as pulumi .*)$/m, "")
        .replace(/^/, language === "yaml" ? "" : 'import * as pulumi from "@pulumi/pulumi";\n');
      bench.project.write(file, taken);
      const steps = await bench.project.previewSteps();
      assert.deepEqual(
        steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`),
        [`update ${/^\w+?(?=SigningSecret$)/.exec(key)?.[0]}`],
      );
      const result = await bench.project.up();
      assert.ok(!result.output.includes("0123456789abcdef-never-shown"));
      await bench.project.must(["preview", "--expect-no-changes"]);
    });
  });
}

const COUNT = 50;

describe("a stack of pulumi-auth0 moves to Api and back", function () {
  this.timeout(180_000);
  let bench: Bench;
  let writes: () => string[];
  before(async () => {
    bench = await Bench.start("move");
    for (let index = 0; index < COUNT; index += 1) {
      await bench.management.create({
        identifier: `https://api-${index}.example.test/`,
        name: `API ${index}`,
        token_lifetime: 600 + index,
        scopes: [{ value: "read:it" }],
      });
    }
    bench.project.write("Pulumi.yaml", "name: move\nruntime: yaml\n");
    await bench.project.init();
    // pulumi-auth0's plugin cannot be had here: a state as it leaves it behind stands for it.
    const { text } = await bench.project.exportState();
    const state = JSON.parse(text) as { deployment: { resources?: object[] } };
    const provider = "urn:pulumi:dev::move::pulumi:providers:auth0::default";
    state.deployment.resources = [
      {
        urn: provider,
        custom: true,
        id: "0d5f1e0c",
        type: "pulumi:providers:auth0",
        inputs: {},
        outputs: {},
      },
      ...(await bench.management.apis()).flatMap(({ id, identifier, name }) => {
        const type = "auth0:index/resourceServer:ResourceServer";
        const urn = `urn:pulumi:dev::move::${type}::${String(name).toLowerCase().replace(" ", "-")}`;
        const scopes = "auth0:index/resourceServerScopes:ResourceServerScopes";
        const shared = {
          custom: true,
          id,
          provider: `${provider}::0d5f1e0c`,
          protect: identifier.includes("-1"),
        };
        return [
          { ...shared, urn, type, inputs: { identifier }, outputs: { identifier } },
          {
            ...shared,
            urn: urn.replace(type, scopes),
            type: scopes,
            inputs: {},
            outputs: {},
            dependencies: [urn],
          },
        ];
      }),
    ];
    bench.project.write("old.json", JSON.stringify(state));
    await bench.project.must(["stack", "import", "--file", "old.json"]);
    writes = writesOf(bench);
  });
  after(() => bench?.stop());

  async function runAll(commands: readonly string[]): Promise<void> {
    for (const command of commands) {
      const result = await runCommand("bash", ["-c", command], {
        cwd: bench.project.directory,
        env: { ...bench.project.environment, PULUMI_SKIP_CONFIRMATIONS: "true" },
      });
      assert.equal(result.code, 0, `${command}\n${result.output}`);
    }
  }

  async function typesInState(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { type } of (await bench.project.exportState()).resources)
      counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }

  it("to Api: what is imported is what the state had, by its names", async () => {
    await bench.project.must(["stack", "export", "--file", "state.json"]);
    const { stdout } = await apisettings(
      bench,
      "--from-state",
      "state.json",
      "--out",
      ".",
      "--force",
      "--project",
      "move",
      "--json",
    );
    const report = JSON.parse(stdout) as { apis: { resource: string }[]; leaving: { commands: string[] } };
    assert.equal(report.apis.length, COUNT);
    assert.ok(report.apis.some(({ resource }) => resource === "api-7"));
    await runAll(report.leaving.commands);
    // The old provider is not needed any more; while it is there the engine wants its plugin, which is not here.
    await runAll(["pulumi state delete --yes 'urn:pulumi:dev::move::pulumi:providers:auth0::default'"]);
    await bench.project.must([
      "import",
      "--file",
      "import.json",
      "--generate-code=false",
      "--yes",
      "--skip-preview",
    ]);
    assert.deepEqual(await typesInState(), {
      "pulumi:pulumi:Stack": 1,
      "pulumi:providers:apisettings": 1,
      "apisettings:index:Api": COUNT,
    });
    await bench.project.must(["preview", "--expect-no-changes"]);
    assert.deepEqual(writes(), []);
  });

  it("and back: a program for pulumi-auth0, and nothing of ours in the state", async () => {
    await bench.project.must(["stack", "export", "--file", "state.json"]);
    const { stdout } = await apisettings(
      bench,
      "--from-state",
      "state.json",
      "--provider",
      "auth0",
      "--out",
      "back",
      "--json",
    );
    const report = JSON.parse(stdout) as { apis: { resource: string }[]; leaving: { commands: string[] } };
    assert.equal(report.apis.length, 2 * COUNT, "APIs and their scopes");
    assert.match(bench.project.read("back/Pulumi.yaml"), /type: auth0:ResourceServerScopes/);
    await runAll(report.leaving.commands);
    assert.equal((await typesInState())["apisettings:index:Api"], undefined);
    assert.deepEqual(writes(), []);
    assert.equal((await bench.management.apis()).length, COUNT);
  });
});
