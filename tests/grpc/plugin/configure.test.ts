import assert from "node:assert/strict";
import { answer, clientWith } from "./support/clients";
import {
  DEFAULT_PROVIDER,
  type Engine,
  EXPLICIT_PROVIDER,
  secret,
  startEngine,
  type Wire,
} from "./support/engine";

const client = clientWith({ get: async () => answer() });
const DOMAIN = "a.auth0.com";
const ARGS = { domain: DOMAIN, clientId: "id-args", clientSecret: secret("secret-args") };
const STACK = { domain: DOMAIN, clientId: "id-stack", clientSecret: "secret-stack" };
const ENVIRONMENT = { AUTH0_DOMAIN: DOMAIN, AUTH0_CLIENT_ID: "id-env", AUTH0_CLIENT_SECRET: "secret-env" };

interface Case {
  what: string;
  urn: string;
  args: Wire;
  stack?: Record<string, string>;
  environment?: Record<string, string>;
  /** `domain client-id`, or the pattern of the error. */
  expected: string | RegExp;
  warns?: RegExp;
}

const CASES: Case[] = [
  {
    what: "explicit: arguments before all",
    urn: EXPLICIT_PROVIDER,
    args: ARGS,
    stack: STACK,
    environment: ENVIRONMENT,
    expected: "a.auth0.com id-args",
  },
  {
    what: "explicit: stack configuration before environment",
    urn: EXPLICIT_PROVIDER,
    args: { domain: DOMAIN },
    stack: STACK,
    environment: ENVIRONMENT,
    expected: "a.auth0.com id-stack",
  },
  {
    what: "explicit: environment last",
    urn: EXPLICIT_PROVIDER,
    args: { domain: DOMAIN },
    stack: { domain: DOMAIN },
    environment: ENVIRONMENT,
    expected: "a.auth0.com id-env",
  },
  {
    what: "explicit: nothing from a stack that names another tenant",
    urn: EXPLICIT_PROVIDER,
    args: { domain: "b.auth0.com" },
    stack: STACK,
    environment: { ...ENVIRONMENT, AUTH0_DOMAIN: "b.auth0.com" },
    expected: "b.auth0.com id-env",
  },
  {
    what: "explicit: nothing from an environment that names another tenant",
    urn: EXPLICIT_PROVIDER,
    args: { domain: "b.auth0.com" },
    environment: ENVIRONMENT,
    expected: /environment names another domain \(a\.auth0\.com\).*\[missing-credentials\]$/s,
  },
  {
    what: "explicit: a stack without a domain may give the credentials",
    urn: EXPLICIT_PROVIDER,
    args: { domain: "b.auth0.com" },
    stack: { clientId: "id-stack", clientSecret: "s" },
    environment: ENVIRONMENT,
    expected: "b.auth0.com id-stack",
  },
  {
    what: "explicit: an incomplete set is not completed from elsewhere",
    urn: EXPLICIT_PROVIDER,
    args: { domain: DOMAIN, clientId: "id-args" },
    stack: STACK,
    environment: ENVIRONMENT,
    expected: /provider arguments has clientId.*never mixed/s,
  },
  {
    what: "explicit provider named like a default one",
    urn: EXPLICIT_PROVIDER.replace("::eu", "::default-eu"),
    args: ARGS,
    stack: STACK,
    expected: "a.auth0.com id-args",
  },
  {
    what: "no URN (older engine): as explicit",
    urn: "",
    args: ARGS,
    stack: STACK,
    expected: "a.auth0.com id-args",
  },
  {
    what: "default: current stack configuration before the copy in state",
    urn: DEFAULT_PROVIDER,
    args: ARGS,
    stack: STACK,
    environment: ENVIRONMENT,
    expected: "a.auth0.com id-stack",
  },
  {
    what: "default: environment before the copy in state",
    urn: DEFAULT_PROVIDER,
    args: ARGS,
    environment: ENVIRONMENT,
    expected: "a.auth0.com id-env",
  },
  {
    what: "default: the copy in state last",
    urn: DEFAULT_PROVIDER,
    args: ARGS,
    expected: "a.auth0.com id-args",
  },
  {
    what: "default: current configuration without a domain",
    urn: DEFAULT_PROVIDER,
    args: ARGS,
    stack: { clientId: "id-stack", clientSecret: "s" },
    expected: "a.auth0.com id-stack",
  },
  {
    what: "default: the domain of state stays, with its own credentials and a warning",
    urn: DEFAULT_PROVIDER,
    args: ARGS,
    stack: { ...STACK, domain: "b.auth0.com" },
    environment: { ...ENVIRONMENT, AUTH0_DOMAIN: "b.auth0.com" },
    expected: "a.auth0.com id-args",
    warns: /^The stack configuration names another domain \(b\.auth0\.com\) than the state \(a\.auth0\.com\)/,
  },
  {
    what: "default: spelling of the domain does not matter",
    urn: DEFAULT_PROVIDER,
    args: ARGS,
    stack: { ...STACK, domain: "https://A.auth0.com/" },
    expected: "a.auth0.com id-stack",
  },
  {
    what: "default: environment alone",
    urn: DEFAULT_PROVIDER,
    args: {},
    environment: ENVIRONMENT,
    expected: "a.auth0.com id-env",
  },
  {
    what: "default: an environment for another tenant than the stack is not used",
    urn: DEFAULT_PROVIDER,
    args: {},
    stack: { domain: "b.auth0.com" },
    environment: ENVIRONMENT,
    expected: /environment names another domain \(a\.auth0\.com\).*\[missing-credentials\]$/s,
  },
  {
    what: "nothing at all",
    urn: DEFAULT_PROVIDER,
    args: {},
    expected: /tenant's domain is set nowhere.*AUTH0_API_TOKEN.*\[missing-credentials\]$/s,
  },
];

describe("plugin: Configure", () => {
  let engine: Engine;
  afterEach(() => engine.close());

  const start = async (environment: Record<string, string>, stack?: Record<string, string>) => {
    const config = stack === undefined ? {} : { PULUMI_CONFIG: JSON.stringify(stack) };
    engine = await startEngine(client, { environment: { ...environment, ...config } });
  };

  for (const { what, urn, args, stack, environment = {}, expected, warns } of CASES) {
    it(`precedence: ${what}`, async () => {
      await start(environment, stack);
      await engine.configure(args, urn);
      if (typeof expected === "string") {
        await engine.read("6b048ccf27245f2764f49c89");
        const [connection] = engine.connections;
        const credentials = connection?.credentials;
        assert.equal(
          `${connection?.domain} ${credentials && "clientId" in credentials ? credentials.clientId : ""}`,
          expected,
        );
      } else {
        await assert.rejects(engine.read("6b048ccf27245f2764f49c89"), (error: Error) => {
          assert.match(error.message, expected);
          assert.doesNotMatch(error.message, /secret-/);
          return true;
        });
        assert.deepEqual(engine.connections, []);
      }
      const warnings = engine.messages.filter(({ severity }) => severity === "warning");
      assert.equal(warnings.length, warns === undefined ? 0 : 1);
      if (warns) assert.match(warnings[0]?.message ?? "", warns);
      assert.doesNotMatch(JSON.stringify(engine.messages), /secret-/);
    });
  }

  it("succeeds with nothing configured: a preview needs no credentials", async () => {
    await start({});
    const response = await engine.configure({});
    assert.equal(response.getAcceptsecrets(), true);
    assert.equal(response.getSupportspreview(), true);
    const { properties } = await engine.create({ identifier: "https://a.test/" }, { preview: true });
    assert.equal(properties.identifier, "https://a.test/");
  });

  it("warns once in such a preview that an update could not work", async () => {
    await start({});
    await engine.configure({});
    await engine.create({ identifier: "https://a.test/" }, { preview: true });
    await engine.create({ identifier: "https://b.test/" }, { preview: true });
    const warnings = engine.messages.filter(({ severity }) => severity === "warning");
    assert.equal(warnings.length, 1);
    assert.match(
      warnings[0]?.message ?? "",
      /^This preview asked no tenant, and an update could not: The tenant's domain is set nowhere/,
    );
  });

  it("does not warn where an update could work", async () => {
    await start({});
    await engine.configure(ARGS);
    await engine.create({ identifier: "https://a.test/" }, { preview: true });
    assert.deepEqual(engine.messages, []);
  });

  it("takes numbers, booleans and objects as they are, and as text", async () => {
    await start({});
    await engine.configure({
      ...ARGS,
      maxConcurrency: "3",
      debug: "true",
      reserve: 0.5,
      requestTimeoutSeconds: 10,
    });
    await engine.read("6b048ccf27245f2764f49c89");
    const [connection] = engine.connections;
    assert.equal(connection?.maxConcurrency, 3);
    assert.equal(connection?.debug, true);
    assert.equal(connection?.reserve, 0.5);
    assert.equal(connection?.requestTimeoutSeconds, 10);
  });

  it("connects as the domain was written in the arguments: http for the local tenant", async () => {
    await start({}, { ...STACK, domain: "127.0.0.1:4010" });
    await engine.configure({ domain: "http://127.0.0.1:4010" }, DEFAULT_PROVIDER);
    await engine.read("6b048ccf27245f2764f49c89");
    assert.equal(engine.connections[0]?.baseUrl, "http://127.0.0.1:4010");
  });

  it("connects anew when it is configured again", async () => {
    await start({});
    for (const clientId of ["first", "second"]) {
      await engine.configure({ ...ARGS, clientId });
      await engine.read("6b048ccf27245f2764f49c89");
    }
    assert.deepEqual(
      engine.connections.map(({ credentials }) => "clientId" in credentials && credentials.clientId),
      ["first", "second"],
    );
  });

  it("ignores the engine's own keys", async () => {
    await start({});
    await engine.configure({ ...ARGS, version: "1.2.3", pluginDownloadURL: "https://x.test" });
  });

  it("fails on settings that cannot be read, without their secrets", async () => {
    await start({});
    await assert.rejects(
      engine.configure({ ...ARGS, clientSecret: secret(["hush"]), reserve: 7 }),
      (error: Error) => {
        assert.match(error.message, /INVALID_ARGUMENT.*clientSecret.*reserve.*\[invalid-settings\]$/s);
        assert.doesNotMatch(error.message, /hush/);
        return true;
      },
    );
  });
});
