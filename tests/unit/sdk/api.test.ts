import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import manifest from "../../../package.json";
import { PACKAGE_VERSION } from "../../../provider/dynamic/package-version";
import { ALL_FIELDS } from "../../../provider/model/table";
import * as dynamic from "../../../sdk/dynamic";
import * as plugin from "../../../sdk/plugin";
import { apiOptions } from "../../../sdk/properties";
import { type MockedProgram, mockedProgram, resolved, secretIn } from "./mocked-program";

const identifier = "https://banking.example.test/";
const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/apisettings:Api";
const PLUGIN_TYPE = "apisettings:index:Api";

const forms = [
  { title: "pulumi-apisettings", Api: dynamic.Api, type: DYNAMIC_TYPE },
  { title: "pulumi-apisettings/plugin", Api: plugin.Api, type: PLUGIN_TYPE },
];

for (const { title, Api, type } of forms) {
  describe(`Api of ${title}`, () => {
    let program: MockedProgram;
    beforeEach(async () => {
      program = await mockedProgram({ apiId: "5f2b1c3d4e5f6a7b8c9d0e1f", isSystem: false });
    });

    it("registers what is declared under its type token, and nothing else", async () => {
      const api = new Api("banking", { identifier, tokenLifetimeSeconds: dynamic.minutes(15) });
      await resolved(api.urn);
      const { __provider, ...inputs } = program.registered[0]?.inputs ?? {};
      assert.equal(program.registered[0]?.type, type);
      assert.deepEqual(inputs, { identifier, tokenLifetimeSeconds: 900 });
    });

    it("has every field of the table as an output", async () => {
      const api = new Api("banking", { identifier });
      await resolved(api.urn);
      for (const { name } of ALL_FIELDS) {
        assert.ok(pulumi.Output.isInstance(Reflect.get(api, name)), `${name} is not an output`);
      }
      assert.equal(await resolved(api.apiId), "5f2b1c3d4e5f6a7b8c9d0e1f");
      assert.equal(await resolved(api.identifier), identifier);
    });

    it("makes the declared signing secret secret", async () => {
      const declared = new Api("declared", { identifier, signingSecret: "0123456789abcdef" });
      assert.equal(await pulumi.isSecret(declared.signingSecret), true);
      assert.equal(await pulumi.isSecret(declared.identifier), false);
      const { inputs } = program.registered[0] ?? {};
      assert.equal(secretIn(inputs?.signingSecret), "0123456789abcdef");
    });

    it("passes a misspelt setting on, so that check can name the right one", async () => {
      const misspelt = { identifier, tokenLifetime: 900 };
      await resolved(new Api("banking", misspelt).urn);
      assert.equal(program.registered[0]?.inputs.tokenLifetime, 900);
    });

    it("get reads an API by its id", async () => {
      const api = Api.get("orders", "some-id", { sensitivity: "internal" });
      await resolved(api.urn);
      assert.equal(program.registered[0]?.id, "some-id");
      assert.equal(program.registered[0]?.inputs.sensitivity, "internal");
    });

    it("isInstance knows its own kind only", () => {
      const api = new Api("banking", { identifier });
      const other = forms.find((form) => form.type !== type)?.Api;
      assert.ok(other);
      assert.equal(Api.isInstance(api), true);
      assert.equal(other.isInstance(api), false);
      for (const value of [undefined, null, {}, { __pulumiType: type }, "x"]) {
        assert.equal(Api.isInstance(value), false);
      }
    });

    it("keeps the options of the program", async () => {
      const parent = new Api("parent", { identifier });
      const child = new Api("child", { identifier }, { parent });
      assert.match(await resolved(child.urn), /Api\$.*Api::child$/);
    });
  });
}

describe("the two forms of Api", () => {
  it("have the tokens that policies and state know", () => {
    assert.equal(dynamic.Api.__pulumiType, DYNAMIC_TYPE);
    assert.equal(plugin.Api.__pulumiType, PLUGIN_TYPE);
  });

  it("the dynamic one carries the reference to its provider, the other none", async () => {
    const program = await mockedProgram();
    await resolved(new dynamic.Api("a", { identifier }).urn);
    await resolved(new plugin.Api("b", { identifier }).urn);
    const [a, b] = program.registered;
    assert.equal(a?.inputs.__provider, 'exports.handler=()=>require("pulumi-apisettings/dynamic").provider;');
    assert.equal(b?.inputs.__provider, undefined);
  });
});

describe("Provider", () => {
  const args = {
    domain: "example.eu.auth0.com",
    clientId: "id",
    clientSecret: "clear-secret",
    maxConcurrency: 4,
    debug: pulumi.output(true),
    limits: { tokenLifetimeSeconds: { max: 3_600 } },
    audience: undefined,
  };
  const settings = {
    domain: "example.eu.auth0.com",
    clientId: "id",
    maxConcurrency: "4",
    debug: "true",
    limits: '{"tokenLifetimeSeconds":{"max":3600}}',
  };

  it("of the plugin form has settings as texts and credentials as secrets", async () => {
    const program = await mockedProgram();
    await resolved(new plugin.Provider("staging", args).urn);
    const { clientSecret, ...inputs } = program.registered[0]?.inputs ?? {};
    assert.equal(program.registered[0]?.type, "pulumi:providers:apisettings");
    assert.equal(secretIn(clientSecret), "clear-secret");
    assert.deepEqual(inputs, settings);
  });

  it("of the dynamic form has the same under the configuration namespace", async () => {
    const program = await mockedProgram();
    const provider = new dynamic.Provider("staging", args);
    const api = new dynamic.Api("orders", { identifier }, { provider });
    await Promise.all([resolved(provider.urn), resolved(api.urn)]);
    const staging = program.registered.find(({ name }) => name === "staging");
    const { "apisettings:clientSecret": clientSecret, ...inputs } = staging?.inputs ?? {};
    assert.equal(staging?.type, "pulumi:providers:pulumi-nodejs");
    assert.equal(secretIn(clientSecret), "clear-secret");
    assert.deepEqual(
      inputs,
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [`apisettings:${name}`, value])),
    );
    assert.match(program.registered.find(({ name }) => name === "orders")?.provider ?? "", /::staging::/);
  });
});

describe("look-ups", () => {
  it("ask the plugin for an API by its identifier", async () => {
    const program = await mockedProgram({ tokenLifetimeSeconds: 900 });
    assert.equal((await plugin.getApi({ identifier })).tokenLifetimeSeconds, 900);
    const found = plugin.getApiOutput({ identifier: pulumi.output(identifier) });
    assert.equal((await resolved(found)).tokenLifetimeSeconds, 900);
    const call = { token: "apisettings:index:getApi", inputs: { identifier } };
    assert.deepEqual(program.called, [call, call]);
  });
});

describe("options of an Api", () => {
  it("keep a signing secret that the tenant makes up secret, beside what the program adds", () => {
    assert.deepEqual(apiOptions(undefined).additionalSecretOutputs, ["signingSecret"]);
    const more = apiOptions({ additionalSecretOutputs: ["name"], protect: true });
    assert.deepEqual(more.additionalSecretOutputs, ["signingSecret", "name"]);
    assert.equal(more.protect, true);
  });

  it("ask for this very package's plugin, unless the program asks for another", () => {
    const own = { version: PACKAGE_VERSION };
    assert.equal(PACKAGE_VERSION, manifest.version);
    assert.equal(apiOptions(undefined, own).version, manifest.version);
    assert.equal(apiOptions({ version: "9.9.9" }, own).version, "9.9.9");
  });
});
