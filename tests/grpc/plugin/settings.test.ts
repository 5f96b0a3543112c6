import assert from "node:assert/strict";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { unreachable } from "./support/clients";
import {
  DEFAULT_PROVIDER,
  type Engine,
  secret,
  startEngine,
  UNKNOWN_TEXT,
  type Wire,
} from "./support/engine";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

describe("plugin: CheckConfig", () => {
  let engine: Engine;
  afterEach(() => engine.close());

  const start = async (environment: Record<string, string> = {}) => {
    engine = await startEngine(unreachable, { environment });
  };

  it("wraps every secret setting, so that state encrypts it", async () => {
    await start();
    const { inputs, failures } = await engine.checkConfig({
      domain: "a.auth0.com",
      clientId: "id",
      clientSecret: "s",
      clientAssertionPrivateKey: "k",
      apiToken: "t",
    });
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, {
      domain: "a.auth0.com",
      clientId: "id",
      clientSecret: secret("s"),
      clientAssertionPrivateKey: secret("k"),
      apiToken: secret("t"),
    });
  });

  it("remembers the domain of the environment, and no credential of it", async () => {
    await start({
      AUTH0_DOMAIN: "http://127.0.0.1:4010",
      AUTH0_CLIENT_ID: "id",
      AUTH0_CLIENT_SECRET: "hush",
      AUTH0_API_TOKEN: "hush",
      AUTH0_DEBUG: "true",
    });
    assert.deepEqual((await engine.checkConfig({})).inputs, { domain: "http://127.0.0.1:4010" });
    assert.deepEqual((await engine.checkConfig({ domain: "" })).inputs, { domain: "http://127.0.0.1:4010" });
  });

  it("prefers a declared domain, then the stack's, then the environment's, then what state remembers", async () => {
    const olds = { domain: "old.auth0.com" };
    await start({ AUTH0_DOMAIN: "env.auth0.com", PULUMI_CONFIG: '{"domain": "stack.auth0.com"}' });
    assert.deepEqual((await engine.checkConfig({ domain: "own.auth0.com" }, { olds })).inputs, {
      domain: "own.auth0.com",
    });
    assert.deepEqual((await engine.checkConfig({}, { olds })).inputs, { domain: "stack.auth0.com" });
    engine.close();
    await start({ AUTH0_DOMAIN: "env.auth0.com", PULUMI_CONFIG: "{}" });
    assert.deepEqual((await engine.checkConfig({}, { olds })).inputs, { domain: "env.auth0.com" });
    engine.close();
    await start();
    assert.deepEqual((await engine.checkConfig({}, { olds })).inputs, { domain: "old.auth0.com" });
    assert.deepEqual((await engine.checkConfig({})).inputs, {});
  });

  it("lets unknowns pass, whole and in part", async () => {
    await start();
    const news: Wire = {
      domain: UNKNOWN_TEXT,
      clientSecret: UNKNOWN_TEXT,
      limits: { tokenLifetimeSeconds: { max: UNKNOWN_TEXT } },
    };
    const { inputs, failures } = await engine.checkConfig(news);
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, { ...news, clientSecret: secret(UNKNOWN_TEXT) });
  });

  it("does not put the environment's domain in place of an unknown one", async () => {
    await start({ AUTH0_DOMAIN: "env.auth0.com" });
    assert.deepEqual((await engine.checkConfig({ domain: UNKNOWN_TEXT })).inputs, { domain: UNKNOWN_TEXT });
  });

  it("leaves the engine's own keys alone", async () => {
    await start();
    const news = { version: "1.2.3", pluginDownloadURL: "https://x.test", __internal: { a: 1 } };
    assert.deepEqual(await engine.checkConfig(news), { inputs: news, failures: [] });
  });

  it("names every fault at once, each by its property; a secret one by no property", async () => {
    await start();
    const { failures } = await engine.checkConfig(
      {
        domain: "https://a.test/path",
        reserve: "2",
        limits: { tokenLifetime: { max: 1 } },
        clientSecret: ["hush"],
        typo: "x",
      },
      { urn: DEFAULT_PROVIDER },
    );
    assert.deepEqual(failures.map(({ property }) => property).sort(), [
      "",
      "domain",
      "limits",
      "reserve",
      "typo",
    ]);
    assert.ok(failures.some(({ reason }) => /^In the stack configuration: clientSecret/.test(reason)));
    assert.doesNotMatch(JSON.stringify(failures), /hush/);
  });

  it("refuses http:// for anything but loopback", async () => {
    await start();
    const { failures } = await engine.checkConfig({ domain: "http://example.auth0.com" });
    assert.match(failures[0]?.reason ?? "", /loopback hosts only/);
  });

  it("says what is wrong with the environment", async () => {
    await start({ AUTH0_DEBUG: "perhaps" });
    const { failures } = await engine.checkConfig({});
    assert.match(failures[0]?.reason ?? "", /environment: debug: "perhaps"/);
  });

  it("names the arguments of an explicit provider as such", async () => {
    await start();
    const { failures } = await engine.checkConfig({ reserve: 2 });
    assert.match(failures[0]?.reason ?? "", /^In the provider arguments: reserve/);
  });
});

describe("plugin: DiffConfig", () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine(unreachable);
  });
  after(() => engine.close());

  it("replaces where the tenant is another one", async () => {
    const response = await engine.diffConfig({ domain: "a.auth0.com" }, { domain: "b.auth0.com" });
    assert.deepEqual(response.getReplacesList(), ["domain"]);
  });

  const same: [string, Wire, Wire][] = [
    [
      "other credentials",
      { domain: "a.auth0.com", clientSecret: "x" },
      { domain: "a.auth0.com", clientSecret: "y" },
    ],
    [
      "another way to authenticate",
      { domain: "a.auth0.com", apiToken: "x" },
      { domain: "a.auth0.com", clientId: "y" },
    ],
    ["another spelling of the domain", { domain: "a.auth0.com" }, { domain: "https://A.auth0.com/" }],
    ["a domain that state did not know", {}, { domain: "a.auth0.com" }],
    ["a domain that is not known yet", { domain: "a.auth0.com" }, { domain: UNKNOWN_TEXT }],
    [
      "another version",
      { domain: "a.auth0.com", version: "1.0.0" },
      { domain: "a.auth0.com", version: "2.0.0" },
    ],
  ];
  for (const [what, olds, news] of same) {
    it(`does not replace for ${what}, but lets state have it`, async () => {
      const response = await engine.diffConfig(olds, news);
      assert.deepEqual(response.getReplacesList(), []);
      assert.equal(response.getChanges(), DIFF_SOME);
      assert.ok(response.getDiffsList().length > 0);
    });
  }

  it("says none where nothing changed", async () => {
    const settings = {
      domain: "a.auth0.com",
      clientSecret: "x",
      limits: { tokenLifetimeSeconds: { max: 60 } },
    };
    assert.equal((await engine.diffConfig(settings, settings)).getChanges(), DIFF_NONE);
  });

  it("shows no value", async () => {
    const response = await engine.diffConfig({ clientSecret: "hush-1" }, { clientSecret: "hush-2" });
    assert.doesNotMatch(JSON.stringify(response.toObject()), /hush/);
  });
});
