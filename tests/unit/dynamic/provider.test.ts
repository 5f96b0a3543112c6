import assert from "node:assert/strict";
import { UNKNOWN_SENTINELS } from "../../../provider/model/sentinels";
import { type Host, startHost, withReference } from "./host";

const identifier = "https://banking.example.test/";
const unknown = UNKNOWN_SENTINELS.string;

describe("dynamic provider", () => {
  let host: Host;
  beforeEach(async () => {
    host = await startHost();
  });
  afterEach(() => host.world.stop());

  const check = (news: object, olds: object = {}) =>
    host.provider.check({ ...olds }, withReference({ ...news }));
  const diff = (olds: object, news: object) =>
    host.provider.diff("id", { ...olds }, withReference({ ...news }));

  describe("check", () => {
    it("returns what is declared and nothing else: no default, none of Pulumi's keys", async () => {
      const declared = { identifier, scopes: [{ value: "read:accounts" }], sensitivity: "restricted" };
      const { inputs, failures } = await check({ ...declared, name: null });
      assert.deepEqual(inputs, declared);
      assert.deepEqual(failures, []);
    });

    it("sends the tenant nothing and needs no credentials", async () => {
      host.world.stop();
      host = await startHost({});
      assert.deepEqual((await check({ identifier })).failures, []);
      assert.deepEqual(host.world.sent(), []);
    });

    for (const [type, sentinel] of Object.entries(UNKNOWN_SENTINELS)) {
      it(`lets the ${type} sentinel pass, at the top and deep inside`, async () => {
        const news = {
          identifier,
          tokenLifetimeSeconds: sentinel,
          scopes: [{ value: sentinel, description: "x" }],
          subjectTypeAuthorization: sentinel,
        };
        const { inputs, failures } = await check(news);
        assert.deepEqual(failures, []);
        assert.deepEqual(inputs, {
          ...news,
          tokenLifetimeSeconds: unknown,
          scopes: [{ value: unknown, description: "x" }],
          subjectTypeAuthorization: unknown,
        });
      });
    }

    it("names the property of a failure", async () => {
      const { failures } = await check({ identifier, tokenLifetimeSeconds: 2_592_001 });
      assert.equal(failures[0]?.property, "tokenLifetimeSeconds");
      assert.match(failures[0]?.reason ?? "", /2592001 is more than the maximum of 2592000 s \(30 days\)/);
      assert.equal(failures.length, 1);
    });

    it("names no property where the engine would print a secret value or a missing one", async () => {
      const { failures } = await check({ signingSecret: "too-short" });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["", ""],
      );
      assert.match(failures.map(({ reason }) => reason).join(), /signingSecret has 9 characters/);
      assert.match(failures.map(({ reason }) => reason).join(), /identifier is required/);
      assert.doesNotMatch(JSON.stringify(failures), /too-short/);
    });

    it("applies limits for new APIs to new ones only", async () => {
      const own = { identifier: "https://127.0.0.1:4010/api/v2/" };
      assert.match((await check(own)).failures[0]?.reason ?? "", /is reserved/);
      assert.deepEqual((await check(own, own)).failures, []);
      assert.deepEqual((await check({ ...own, existing: "adopt" })).failures, []);
    });

    it("refuses a removed line that would lengthen tokens", async () => {
      const { failures } = await check({ identifier }, { identifier, tokenLifetimeSeconds: 900 });
      assert.match(failures[0]?.reason ?? "", /tokenLifetimeSeconds: 900 \(keeps it\)/);
    });

    it("refuses an asset, by the name of the property", async () => {
      const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "x" };
      await assert.rejects(check({ identifier, name: asset }), {
        message: /^name holds a special value of Pulumi/,
      });
    });

    it("takes a secret that comes wrapped, and gives it back in clear for the engine to mark again", async () => {
      const signingSecret = {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: "0123456789abcdef",
      };
      assert.equal((await check({ identifier, signingSecret })).inputs.signingSecret, "0123456789abcdef");
    });
  });

  describe("diff", () => {
    it("finds nothing after a creation", async () => {
      const declared = { identifier, tokenLifetimeSeconds: 900, sensitivity: "restricted" };
      const { outs } = await host.create(declared);
      const found = await diff(outs, declared);
      assert.equal(found.changes, false);
      assert.deepEqual(found.replaces, []);
    });

    it("finds a change, and replaces for a new identifier only", async () => {
      const { outs } = await host.create({ identifier, tokenLifetimeSeconds: 900 });
      const changed = await diff(outs, { identifier, tokenLifetimeSeconds: 901 });
      assert.deepEqual([changed.changes, changed.replaces], [true, []]);
      const moved = await diff(outs, { identifier: "https://b.example.test/", tokenLifetimeSeconds: 900 });
      assert.deepEqual(
        [moved.changes, moved.replaces, moved.deleteBeforeReplace],
        [true, ["identifier"], false],
      );
    });

    it("takes an unknown value for a change", async () => {
      const { outs } = await host.create({ identifier, name: "A" });
      assert.equal((await diff(outs, { identifier, name: unknown })).changes, true);
    });

    it("is a change when other names are declared, although the tenant needs nothing", async () => {
      const { outs } = await host.create({ identifier, name: "A" });
      assert.equal((await diff(outs, { identifier })).changes, true, "name is no longer declared");
      const more = { identifier, name: "A", allowOfflineAccess: false };
      assert.equal((await diff(outs, more)).changes, true, "allowOfflineAccess is now declared");
    });

    it("says once, on one line, what a removal means", async () => {
      const { outs } = await host.create({ identifier, allowOfflineAccess: true });
      await diff(outs, { identifier });
      await diff(outs, { identifier });
      assert.deepEqual(host.printed, [
        `apisettings: ${identifier}: allowOfflineAccess is not declared: it goes back to the default, false.`,
      ]);
    });

    it("takes everything for declared in state that does not say what was", async () => {
      const { outs } = await host.create({ identifier, name: "A" });
      const { __declared, ...old } = outs;
      assert.ok(Array.isArray(__declared));
      assert.equal((await diff(old, { identifier, name: "A" })).changes, false);
    });
  });

  describe("create", () => {
    it("returns what the tenant has, and remembers what was declared and where", async () => {
      const { id, outs } = await host.create({ identifier, tokenLifetimeSeconds: 900 });
      assert.deepEqual(host.world.sent(), ["POST 201"]);
      assert.equal(outs.apiId, id);
      assert.equal(outs.tokenLifetimeSeconds, 900);
      assert.equal(outs.allowOfflineAccess, false);
      assert.deepEqual(outs.__declared, ["identifier", "tokenLifetimeSeconds"]);
      assert.equal(outs.__domain, "127.0.0.1:4010");
    });

    it("returns a generated signing secret in clear, for the engine to encrypt by name", async () => {
      const { outs } = await host.create({ identifier, signingAlg: "HS256" });
      assert.equal(typeof outs.signingSecret, "string");
    });

    it("refuses a reserved identifier even where check was passed over", async () => {
      await assert.rejects(host.create({ identifier: "https://127.0.0.1:4010/api/v2/" }), {
        message: /is reserved.*\[invalid-input\]$/,
      });
      assert.deepEqual(host.world.sent(), []);
    });

    it("adopts an API that exists and says what it set", async () => {
      const first = await host.create({ identifier, name: "A" });
      const adopted = await host.create({ identifier, tokenLifetimeSeconds: 600, existing: "adopt" });
      assert.equal(adopted.id, first.id);
      assert.equal(adopted.outs.name, "A");
      assert.equal(adopted.outs.tokenLifetimeSeconds, 600);
      assert.match(
        host.printed.join("\n"),
        /^apisettings: Adopted the existing API .*set tokenLifetimeSeconds/,
      );
    });
  });

  describe("update", () => {
    it("sends what changed, and what a removal means", async () => {
      const { id, outs } = await host.create({
        identifier,
        tokenLifetimeSeconds: 900,
        allowOfflineAccess: true,
      });
      host.world.sent();
      const { outs: updated } = await host.provider.update(id, outs, {
        identifier,
        tokenLifetimeSeconds: 600,
      });
      assert.deepEqual(host.world.sent(), ["PATCH 200"]);
      assert.equal(updated.tokenLifetimeSeconds, 600);
      assert.equal(updated.allowOfflineAccess, false, "back to the default");
      assert.deepEqual(updated.__declared, ["identifier", "tokenLifetimeSeconds"]);
    });

    it("sends nothing where only the declared names changed, and then has nothing more to do", async () => {
      const { id, outs } = await host.create({ identifier, name: "A" });
      host.world.sent();
      const { outs: updated } = await host.provider.update(id, outs, { identifier });
      assert.deepEqual(host.world.sent(), []);
      assert.equal(updated.name, "A");
      assert.equal((await diff(updated, { identifier })).changes, false);
    });

    it("keeps the signing secret that the tenant made up", async () => {
      const { id, outs } = await host.create({ identifier, signingAlg: "HS256" });
      const { outs: updated } = await host.provider.update(id, outs, {
        identifier,
        signingAlg: "HS256",
        name: "B",
      });
      assert.equal(updated.signingSecret, outs.signingSecret);
    });
  });

  describe("read", () => {
    const change = async (id: string, body: Record<string, unknown>) =>
      host.world.client.resourceServers.update(id, body as Record<string, string>);

    it("finds a change of a declared setting, as output and as input", async () => {
      const { id, outs } = await host.create({ identifier, tokenLifetimeSeconds: 900 });
      await change(id, { token_lifetime: 1_200 });
      const { props, inputs } = await host.provider.read(id, outs);
      assert.equal(props.tokenLifetimeSeconds, 1_200);
      assert.deepEqual(inputs, { identifier, tokenLifetimeSeconds: 1_200 });
      assert.equal((await diff(props, { identifier, tokenLifetimeSeconds: 900 })).changes, true);
    });

    it("finds a change of a setting that was never declared", async () => {
      const { id, outs } = await host.create({ identifier });
      await change(id, { allow_offline_access: true });
      const { props, inputs } = await host.provider.read(id, outs);
      assert.deepEqual(inputs, { identifier, allowOfflineAccess: true });
      assert.deepEqual(props.__declared, ["allowOfflineAccess", "identifier"]);
      assert.equal((await diff(props, { identifier })).changes, true);
    });

    it("changes nothing in state where the tenant has not changed", async () => {
      const { id, outs } = await host.create({ identifier, tokenLifetimeSeconds: 900, signingAlg: "HS256" });
      const { props } = await host.provider.read(id, { ...outs });
      assert.deepEqual(withReference(props), outs);
    });

    it("says by an empty id that the API is gone", async () => {
      const { id, outs } = await host.create({ identifier });
      await host.provider.delete(id, outs);
      assert.deepEqual(await host.provider.read(id, outs), { id: "", props: {} });
    });

    it("reads an API that the program does not manage; state-only arguments survive, a secret does not come", async () => {
      const { id } = await host.create({ identifier, tokenLifetimeSeconds: 900, signingAlg: "HS256" });
      const { props } = await host.provider.read(id, withReference({ sensitivity: "internal" }));
      assert.equal(props.tokenLifetimeSeconds, 900);
      assert.equal(props.identifier, identifier);
      assert.equal(props.sensitivity, "internal");
      assert.equal("signingSecret" in props, false);
    });
  });

  describe("delete", () => {
    it("deletes, and takes what is gone for deleted", async () => {
      const { id, outs } = await host.create({ identifier });
      host.world.sent();
      await host.provider.delete(id, outs);
      await host.provider.delete(id, outs);
      const [first] = host.world.sent();
      assert.equal(first, "DELETE 204");
      assert.equal(await host.world.client.resourceServers.get(id, {}), undefined);
    });
  });

  describe("another tenant than the one in state", () => {
    it("stops diff, read, update and delete before anything is sent", async () => {
      const { id, outs } = await host.create({ identifier });
      const elsewhere = { ...outs, __domain: "example.eu.auth0.com" };
      host.world.sent();
      const calls = [
        diff(elsewhere, { identifier }),
        host.provider.read(id, elsewhere),
        host.provider.update(id, elsewhere, { identifier, name: "B" }),
        host.provider.delete(id, elsewhere),
      ];
      for (const call of calls) {
        await assert.rejects(call, {
          message: /is in the tenant example\.eu\.auth0\.com, but the settings name 127\.0\.0\.1:4010/,
        });
      }
      assert.deepEqual(host.world.sent(), []);
    });
  });
});
