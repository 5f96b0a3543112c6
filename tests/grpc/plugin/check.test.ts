import assert from "node:assert/strict";
import { unreachable } from "./support/clients";
import { type Engine, secret, startEngine, UNKNOWN_TEXT } from "./support/engine";

const SENTINELS = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  UNKNOWN_TEXT,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];
const SIGNATURE = "4dabf18193072939515e22adb298388d";

describe("plugin: Check", () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine(unreachable);
  });
  after(() => engine.close());

  it("returns what was declared and writes no default into it", async () => {
    const news = { identifier: "https://a.test/", tokenLifetimeSeconds: 900, scopes: [{ value: "read:a" }] };
    assert.deepEqual(await engine.check(news), { inputs: news, failures: [] });
  });

  it("works before any settings are known, and without credentials", async () => {
    await engine.configure({});
    const { failures } = await engine.check({
      identifier: "https://a.test/",
      tokenLifetimeSeconds: 2_592_001,
    });
    assert.equal(failures.length, 1);
    assert.equal(failures[0]?.property, "tokenLifetimeSeconds");
    assert.match(failures[0]?.reason ?? "", /2592001|2,592,001/);
  });

  it("uses the provider's limits where they are known", async () => {
    await engine.configure({ limits: { tokenLifetimeSeconds: { max: 3600 } } });
    const { failures } = await engine.check({ identifier: "https://a.test/", tokenLifetimeSeconds: 3601 });
    assert.equal(failures.length, 1);
    await engine.configure({});
    assert.deepEqual(
      (await engine.check({ identifier: "https://a.test/", tokenLifetimeSeconds: 3601 })).failures,
      [],
    );
  });

  it("reads limits that a generated SDK sent as JSON text", async () => {
    await engine.configure({ limits: '{"tokenLifetimeSeconds": {"max": 3600}}' });
    const { failures } = await engine.check({ identifier: "https://a.test/", tokenLifetimeSeconds: 3601 });
    assert.equal(failures.length, 1);
    await engine.configure({});
  });

  it("returns the signing secret as a secret though the program gave plain text", async () => {
    const { inputs } = await engine.check({
      identifier: "https://a.test/",
      signingSecret: "0123456789abcdef",
    });
    assert.deepEqual(inputs?.signingSecret, secret("0123456789abcdef"));
  });

  it("keeps a secret that was one already, at any depth, and wraps nothing twice", async () => {
    const news = {
      identifier: secret("https://a.test/"),
      signingSecret: secret("0123456789abcdef"),
      scopes: [{ value: "read:a", description: secret("hidden") }],
    };
    assert.deepEqual(await engine.check(news), { inputs: news, failures: [] });
  });

  it("names no property in a failure on a secret, and shows its value nowhere", async () => {
    const { failures } = await engine.check({
      identifier: "https://a.test/",
      signingSecret: "short-hush",
      name: secret("<hush>"),
      scopes: [{ value: "openid", description: secret("hush-hush") }],
    });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["", "", ""],
    );
    for (const name of ["signingSecret", "name", "scopes"])
      assert.ok(failures.some(({ reason }) => reason.startsWith(name)));
    assert.doesNotMatch(JSON.stringify(failures), /hush/);
  });

  it("names no property that is missing: the engine would print {<nil>}", async () => {
    const { failures } = await engine.check({ name: "Banking" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      [""],
    );
    assert.match(failures[0]?.reason ?? "", /^identifier is required/);
  });

  it("refuses a removal that would lengthen tokens", async () => {
    const olds = { identifier: "https://a.test/", tokenLifetimeSeconds: 900 };
    const { failures } = await engine.check({ identifier: "https://a.test/" }, olds);
    assert.match(failures[0]?.reason ?? "", /tokenLifetimeSeconds: 900 \(keeps it\)/);
  });

  for (const sentinel of SENTINELS) {
    it(`lets the unknown ${sentinel.slice(0, 8)} pass at any depth, and returns it as one`, async () => {
      const { inputs, failures } = await engine.check({
        identifier: sentinel,
        tokenLifetimeSeconds: sentinel,
        allowOfflineAccess: sentinel,
        signingSecret: secret(sentinel),
        scopes: [{ value: sentinel }],
        proofOfPossession: sentinel,
      });
      assert.deepEqual(failures, []);
      assert.deepEqual(inputs, {
        identifier: UNKNOWN_TEXT,
        tokenLifetimeSeconds: UNKNOWN_TEXT,
        allowOfflineAccess: UNKNOWN_TEXT,
        signingSecret: secret(UNKNOWN_TEXT),
        scopes: [{ value: UNKNOWN_TEXT }],
        proofOfPossession: UNKNOWN_TEXT,
      });
    });
  }

  it("takes null for absent", async () => {
    const { inputs, failures } = await engine.check({
      identifier: "https://a.test/",
      tokenLifetimeSeconds: null,
    });
    assert.deepEqual({ inputs, failures }, { inputs: { identifier: "https://a.test/" }, failures: [] });
  });

  it("takes a resource for its id, and an output value for what it holds", async () => {
    const { inputs } = await engine.check({
      identifier: {
        [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e",
        urn: "urn:x",
        id: "https://a.test/",
      },
      name: { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "A", secret: true },
      tokenLifetimeSeconds: { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
    });
    assert.deepEqual(inputs, {
      identifier: "https://a.test/",
      name: secret("A"),
      tokenLifetimeSeconds: UNKNOWN_TEXT,
    });
  });

  it("refuses an asset by the name of the property that holds it", async () => {
    const asset = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "-----BEGIN" };
    const { failures } = await engine.check({
      identifier: "https://a.test/",
      tokenEncryption: { format: "compact-nested-jwe", encryptionKey: { alg: "RSA-OAEP-256", pem: asset } },
    });
    assert.deepEqual(failures, [
      {
        property: "",
        reason:
          "tokenEncryption holds an asset, which no setting of an API takes. Declare the plain value instead.",
      },
    ]);
  });

  it("refuses another resource type", async () => {
    await assert.rejects(engine.check({}, {}, "apisettings:index:Client"), {
      code: 3,
      details:
        'This provider has no resource type "apisettings:index:Client". It has apisettings:index:Api. [invalid-input]',
    });
  });
});
