import assert from "node:assert/strict";
import { ALL_SETTINGS } from "../../../../provider/model/settings";
import { ALL_FIELDS, INPUT_FIELDS } from "../../../../provider/model/table";
import { buildSchema } from "../../../../provider/plugin/schema/build-schema";
import type { PropertySpec } from "../../../../provider/plugin/schema/package-spec";

const schema = buildSchema("1.2.3");
const resource = schema.resources["apisettings:index:Api"];
const getApi = schema.functions["apisettings:index:getApi"];

describe("schema", () => {
  it("has every field of the table, and nothing else", () => {
    assert.deepEqual(
      Object.keys(resource?.inputProperties ?? {}),
      INPUT_FIELDS.map(({ name }) => name),
    );
    assert.deepEqual(
      Object.keys(resource?.properties ?? {}),
      ALL_FIELDS.map(({ name }) => name),
    );
    assert.deepEqual(resource?.requiredInputs, ["identifier"]);
  });

  it("has every setting, as configuration and as provider arguments", () => {
    const names = ALL_SETTINGS.map(({ name }) => name);
    assert.deepEqual(Object.keys(schema.config.variables), names);
    assert.deepEqual(Object.keys(schema.provider.inputProperties), names);
  });

  it("marks as secret what is secret, in every place, and nothing else", () => {
    const secretsOf = (properties: Record<string, PropertySpec> = {}) =>
      Object.keys(properties).filter((name) => properties[name]?.secret);
    assert.deepEqual(secretsOf(resource?.inputProperties), ["signingSecret"]);
    assert.deepEqual(secretsOf(resource?.properties), ["signingSecret"]);
    const settings = ["clientSecret", "clientAssertionPrivateKey", "apiToken"];
    assert.deepEqual(secretsOf(schema.config.variables), settings);
    assert.deepEqual(secretsOf(schema.provider.inputProperties), settings);
  });

  it("gives no default from the environment: SDKs would copy it into state", () => {
    assert.doesNotMatch(JSON.stringify(schema), /defaultInfo|"default":/);
  });

  it("names the environment variables in the descriptions", () => {
    assert.match(schema.config.variables.domain?.description ?? "", /Environment variable: AUTH0_DOMAIN\.$/);
  });

  it("types lifetimes as whole numbers", () => {
    for (const [name, { type }] of Object.entries(resource?.inputProperties ?? {})) {
      if (name.endsWith("Seconds")) assert.equal(type, "integer");
    }
  });

  it("says which change replaces", () => {
    const replacing = Object.entries(resource?.inputProperties ?? {}).filter(
      ([, spec]) => spec.willReplaceOnChanges,
    );
    assert.deepEqual(
      replacing.map(([name]) => name),
      ["identifier"],
    );
  });

  it("describes every property", () => {
    for (const bag of [
      resource?.inputProperties,
      resource?.properties,
      schema.config.variables,
      getApi?.outputs.properties,
    ]) {
      for (const [name, { description }] of Object.entries(bag ?? {})) assert.ok(description, name);
    }
  });

  it("refers to types that exist, each of them used", () => {
    const text = JSON.stringify(schema);
    const used = new Set([...text.matchAll(/"#\/types\/([^"]+)"/g)].map(([, token]) => token));
    assert.deepEqual([...used].sort(), Object.keys(schema.types));
  });

  it("has another type where outputs hold more than inputs", () => {
    assert.equal(
      resource?.inputProperties.tokenEncryption?.$ref,
      "#/types/apisettings:index:TokenEncryption",
    );
    assert.equal(
      resource?.properties.tokenEncryption?.$ref,
      "#/types/apisettings:index:TokenEncryptionState",
    );
    const state = schema.types["apisettings:index:TokenEncryptionKeyState"];
    assert.ok(state && "properties" in state && state.properties.thumbprintSha256);
  });

  it("looks up neither secrets nor what lives in state only", () => {
    const outputs = getApi?.outputs.properties ?? {};
    for (const name of ["signingSecret", "sensitivity", "existing"]) assert.equal(outputs[name], undefined);
    assert.ok(outputs.tokenLifetimeSeconds);
  });

  it("leaves a version out that is none", () => {
    assert.equal(schema.version, "1.2.3");
    assert.equal("version" in buildSchema("dev"), false);
  });

  it("is the same each time", () => {
    assert.equal(JSON.stringify(buildSchema("1.2.3")), JSON.stringify(schema));
  });
});
