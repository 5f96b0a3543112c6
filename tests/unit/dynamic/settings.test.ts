import assert from "node:assert/strict";
import type { ManagementClient } from "../../../provider/client/client";
import { createProvider } from "../../../provider/dynamic/provider";
import type { ConnectionSettings } from "../../../provider/model/settings";
import { CREDENTIALS } from "./host";

const identifier = "https://banking.example.test/";

/** Reaches for the client and notes the connection that it was made for. */
async function connect(config: Record<string, unknown>, environment: Record<string, string>) {
  const connections: ConnectionSettings[] = [];
  const provider = createProvider({
    environment,
    createClient: (connection) => {
      connections.push(connection);
      return { resourceServers: { get: async () => undefined } } as unknown as ManagementClient;
    },
    print: () => {},
  });
  await provider.configure({ config: { get: (key) => config[key] } });
  return { provider, connections };
}

describe("settings of the dynamic provider", () => {
  it("come from the configuration, then from the environment", async () => {
    const { provider, connections } = await connect(
      { ...CREDENTIALS, "apisettings:requestTimeoutSeconds": "45" },
      { AUTH0_DOMAIN: "example.eu.auth0.com", AUTH0_AUDIENCE: "urn:audience" },
    );
    await provider.read("id", {});
    assert.equal(connections[0]?.baseUrl, "http://127.0.0.1:4010");
    assert.equal(connections[0]?.requestTimeoutSeconds, 45);
    assert.equal(connections[0]?.audience, "urn:audience");
  });

  it("credentials are never mixed from both", async () => {
    const { provider } = await connect(
      { "apisettings:domain": "example.eu.auth0.com", "apisettings:clientId": "a" },
      { AUTH0_CLIENT_SECRET: "b" },
    );
    await assert.rejects(provider.read("id", {}), {
      message: /never mixed from different sources.*\[missing-credentials\]$/,
    });
  });

  it("make one client for all calls, when it is first needed", async () => {
    const { provider, connections } = await connect(CREDENTIALS, {});
    await provider.check({}, { identifier });
    assert.equal(connections.length, 0);
    await Promise.all([provider.read("a", {}), provider.read("b", {})]);
    await provider.delete("c", {}).catch(() => {});
    assert.equal(connections.length, 1);
  });

  it("configure only remembers: it neither fails nor reads, however wrong the settings are", async () => {
    const { provider } = await connect({}, {});
    const config = {
      get: () => {
        throw new Error("read too early");
      },
    };
    assert.equal(await provider.configure({ config }), undefined);
  });

  it("configure takes effect before it returns: the host runs other calls at once", async () => {
    const { provider, connections } = await connect({}, {});
    const done = provider.configure({
      config: { get: (key) => CREDENTIALS[key as keyof typeof CREDENTIALS] },
    });
    await provider.read("id", {});
    assert.equal(connections.length, 1);
    await done;
  });

  it("that cannot be used are named in every call, and secret ones not shown", async () => {
    const { provider } = await connect({ "apisettings:apiToken": 12345, "apisettings:reserve": "2" }, {});
    for (const call of [provider.check({}, { identifier }), provider.read("id", {})]) {
      await assert.rejects(call, (error: Error) => {
        assert.match(
          error.message,
          /^In the configuration: apiToken: its value cannot be used.*reserve: "2"/,
        );
        assert.doesNotMatch(error.message, /12345/);
        return true;
      });
    }
  });

  it("limits and allowLengtheningByRemoval reach check", async () => {
    const { provider } = await connect(
      {
        "apisettings:limits": '{"tokenLifetimeSeconds": {"max": 3600}}',
        "apisettings:allowLengtheningByRemoval": "true",
      },
      {},
    );
    const { failures } = await provider.check({}, { identifier, tokenLifetimeSeconds: 3_601 });
    assert.match(failures[0]?.reason ?? "", /more than the maximum of 3600 s/);
    const removed = await provider.check({ identifier, tokenLifetimeSeconds: 900 }, { identifier });
    assert.deepEqual(removed.failures, []);
  });
});
