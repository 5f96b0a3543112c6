/** Nothing that is secret may be found in clear: not in state, not in diffs, not in logs. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Bench } from "./support/bench";
import { type Form, SecretText, typescriptDynamic, yamlPlugin } from "./support/program";

const FIRST = "first-clear-secret-0123456789";
const SECOND = "second-clear-secret-0123456789";
const SHORT = "short-clear";

function secrets(form: Form, signingSecret: (text: string) => SecretText | string): void {
  describe(`secrets: ${form.title}, ${signingSecret("x") instanceof SecretText ? "declared as secret" : "declared as plain text"}`, function () {
    this.timeout(180_000);
    let bench: Bench;
    const printed: string[] = [];
    before(async () => {
      bench = await Bench.start("secrets");
    });
    after(() => bench?.stop());

    async function run(...args: string[]) {
      // Our own debug lines are part of what is searched; the Node SDK's are left out, since they hold clear values.
      const debug = form === yamlPlugin ? ["--debug"] : [];
      const result = await bench.project.run([...args, ...debug], { AUTH0_DEBUG: "1" });
      printed.push(result.output);
      return result;
    }
    const declare = (text: string) =>
      bench.program(form, [
        {
          name: "api",
          properties: {
            identifier: "https://secret.example.test/",
            signingAlg: "HS256",
            signingSecret: signingSecret(text),
          },
        },
      ]);

    it("survives create, update, refresh and a failed check", async () => {
      await declare(FIRST);
      assert.equal((await run("up", "--yes", "--diff")).code, 0, printed.at(-1));
      await declare(SECOND);
      assert.equal((await run("preview", "--diff")).code, 0, printed.at(-1));
      assert.equal((await run("up", "--yes", "--diff")).code, 0, printed.at(-1));
      await bench.management.change("https://secret.example.test/", { signing_secret: FIRST });
      assert.equal((await run("refresh", "--yes", "--diff")).code, 0, printed.at(-1));
      assert.equal((await run("up", "--yes", "--diff")).code, 0, printed.at(-1));
      assert.equal((await bench.management.api("https://secret.example.test/")).signing_secret, SECOND);
      await declare(SHORT);
      assert.notEqual((await run("preview", "--diff")).code, 0);
      assert.match(printed.at(-1) ?? "", /signingSecret has 11 characters/);
    });

    it("is nowhere in clear", async () => {
      const { text } = await bench.project.exportState();
      if (form === yamlPlugin) assert.match(printed.join("\n"), /PATCH \/api\/v2\/resource-servers\/\w+ 200/);
      for (const secret of [FIRST, SECOND, SHORT, bench.tenant.clientSecret]) {
        assert.ok(!text.includes(secret), `the state holds ${secret}`);
        assert.ok(!printed.join("\n").includes(secret), `${secret} was printed`);
      }
      const { inputs, outputs } = await bench.project.resource("api");
      assert.ok(JSON.stringify(inputs?.signingSecret).includes("ciphertext"), "the input is not encrypted");
      assert.ok(JSON.stringify(outputs?.signingSecret).includes("ciphertext"), "the output is not encrypted");
    });
  });
}

secrets(yamlPlugin, (text) => new SecretText(text));
secrets(yamlPlugin, (text) => text);
secrets(typescriptDynamic, (text) => new SecretText(text));
secrets(typescriptDynamic, (text) => text);

describe("credentials in stack configuration", function () {
  this.timeout(180_000);
  let bench: Bench;
  const noCredentials = { AUTH0_DOMAIN: "", AUTH0_CLIENT_ID: "", AUTH0_CLIENT_SECRET: "" };
  const resources = [{ name: "api", properties: { identifier: "https://configured.example.test/" } }];
  afterEach(() => bench?.stop());

  async function configured(form: Form, secretFlag: string): Promise<Bench> {
    bench = await Bench.start("configured");
    await bench.program(form, resources);
    const set = (name: string, value: string, ...flags: string[]) =>
      bench.project.must(["config", "set", `apisettings:${name}`, value, ...flags]);
    await set("domain", bench.tenant.url);
    await set("clientId", bench.tenant.clientId);
    await set("clientSecret", bench.tenant.clientSecret, secretFlag);
    return bench;
  }

  for (const form of [yamlPlugin, typescriptDynamic]) {
    it(`secret configuration works and stays encrypted: ${form.title}`, async () => {
      const { project, tenant, management } = await configured(form, "--secret");
      await project.must(["up", "--yes", "--skip-preview"], noCredentials);
      assert.equal((await management.apis()).length, 1);
      assert.ok(!(await project.exportState()).text.includes(tenant.clientSecret));
      await project.must(["refresh", "--yes", "--skip-preview"], noCredentials);
      await project.must(["destroy", "--yes", "--skip-preview"], noCredentials);
      assert.deepEqual(await management.apis(), []);
    });
  }

  it("plain configuration is encrypted in state: plugin form", async () => {
    const { project, tenant } = await configured(yamlPlugin, "--plaintext");
    await project.must(["up", "--yes", "--skip-preview"], noCredentials);
    assert.ok(!(await project.exportState()).text.includes(tenant.clientSecret));
  });

  it("plain configuration is refused, with the command that makes it secret: dynamic form", async () => {
    const { project, tenant } = await configured(typescriptDynamic, "--plaintext");
    const result = await project.run(["up", "--yes", "--skip-preview"], noCredentials);
    assert.notEqual(result.code, 0);
    assert.match(result.output, /pulumi config set --secret apisettings:clientSecret/);
    assert.ok(!result.output.includes(tenant.clientSecret));
    assert.ok(!(await project.exportState()).text.includes(tenant.clientSecret));
  });
});

describe("the dynamic form's __provider", function () {
  this.timeout(180_000);
  it("is one short constant for every resource, and the state's files hold no clear secret", async () => {
    const bench = await Bench.start("constant");
    await bench.program(typescriptDynamic, [
      { name: "a", properties: { identifier: "https://a.example.test/" } },
      { name: "b", properties: { identifier: "https://b.example.test/", signingAlg: "HS256" } },
    ]);
    await bench.project.up();
    const { resources } = await bench.project.exportState();
    const providers = resources
      .filter(({ type }) => type === typescriptDynamic.type)
      .map(({ inputs }) => inputs?.__provider);
    assert.equal(providers.length, 2);
    assert.equal(new Set(providers).size, 1);
    assert.equal(providers[0], 'exports.handler=()=>require("pulumi-apisettings/dynamic").provider;');
    const generated = (await bench.management.api("https://b.example.test/")).signing_secret;
    const stateFile = path.join(bench.project.directory, "../state/.pulumi/stacks/engine-test/dev.json");
    assert.ok(
      !readFileSync(stateFile, "utf8").includes(String(generated)),
      "the generated signing secret is in clear",
    );
    await bench.stop();
  });
});
