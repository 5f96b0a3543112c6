import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SECRET_SETTINGS } from "../../../provider/model/settings";
import { Api } from "../../../sdk/dynamic";
import { mockedProgram, resolved } from "./mocked-program";

const identifier = "https://banking.example.test/";

describe("stack configuration in the dynamic form", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  async function declare(config: Record<string, string>, secretKeys: string[]) {
    const program = await mockedProgram();
    pulumi.runtime.setAllConfig(config, secretKeys);
    let error: unknown;
    try {
      await resolved(new Api("banking", { identifier }).urn);
    } catch (caught) {
      error = caught;
    }
    return { program, error };
  }

  for (const name of SECRET_SETTINGS) {
    const key = `apisettings:${name}`;
    it(`${name} in plain text is refused before anything is registered, with the command that makes it secret`, async () => {
      const { program, error } = await declare({ [key]: "clear-credential" }, ["apisettings:clientId"]);
      assert.ok(pulumi.RunError.isInstance(error), "a stack would be printed");
      assert.match(error.message, new RegExp(`pulumi config set --secret ${key}$`));
      assert.doesNotMatch(error.message, /clear-credential/);
      assert.deepEqual(program.registered, []);
    });

    it(`${name} as a secret is accepted`, async () => {
      const { program, error } = await declare({ [key]: "credential" }, [key]);
      assert.equal(error, undefined);
      assert.equal(program.registered.length, 1);
    });
  }

  it("a misspelt setting is refused, with the right name", async () => {
    const { error } = await declare({ "apisettings:clientsecret": "x" }, []);
    assert.match(String(error), /apisettings:clientsecret is not a setting of the provider\..*clientSecret/);
  });

  it("plain settings that are not secret, and those of others, are accepted", async () => {
    const config = { "apisettings:domain": "d", "auth0:clientSecret": "x", "project:clientSecret": "y" };
    const { error } = await declare(config, []);
    assert.equal(error, undefined);
  });
});
