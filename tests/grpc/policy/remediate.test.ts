import assert from "node:assert/strict";
import { secret, UNKNOWN_TEXT } from "../plugin/support/engine";
import { type Analyzer, API, analyzerAt, DYNAMIC_API, RESOURCE_SERVER } from "./support/analyzer";
import { type PackProcess, startExecutable } from "./support/pack-process";

const REMEDIATE = { enforcementLevel: "remediate" } as const;

describe("policy pack: remediation over gRPC", () => {
  let pack: PackProcess;
  let analyzer: Analyzer;
  before(async () => {
    pack = await startExecutable();
    analyzer = analyzerAt(pack);
  });
  after(() => {
    analyzer.close();
    pack.child.kill("SIGTERM");
  });

  for (const type of [API, DYNAMIC_API]) {
    it(`lowers what is too long and keeps everything else as it came: ${type}`, async () => {
      await analyzer.configure({ "access-token-lifetime-max": REMEDIATE });
      const properties = {
        identifier: "https://a.test/",
        name: UNKNOWN_TEXT,
        tokenLifetimeSeconds: 2_592_000,
        tokenLifetimeForWebSeconds: 2_000_000,
        signingSecret: secret("clear"),
        scopes: [{ value: "read", description: secret("words") }, { value: UNKNOWN_TEXT }],
        subjectTypeAuthorization: { user: { policy: "allow_all" } },
        empty: null,
        __provider: "exports.handler=()=>1;",
      };
      const made = await analyzer.remediate({ type, name: "a", properties });
      assert.deepEqual(made, [
        {
          policy: "access-token-lifetime-max",
          properties: { ...properties, tokenLifetimeSeconds: 86_400, tokenLifetimeForWebSeconds: 86_400 },
        },
      ]);
      const [remediated] = made;
      assert.ok(remediated);
      const { __provider: _, ...seen } = remediated.properties;
      const after = await analyzer.analyze({ type, name: "a", properties: seen });
      assert.deepEqual(
        after.filter(({ level }) => level === "mandatory"),
        [],
      );
    });
  }

  it("keeps the envelope around a lifetime that is a secret itself", async () => {
    await analyzer.configure({ "access-token-lifetime-max": REMEDIATE });
    const properties = { identifier: "https://a.test/", tokenLifetime: secret(2_592_000) };
    const [made] = await analyzer.remediate({ type: RESOURCE_SERVER, name: "a", properties });
    assert.deepEqual(made?.properties, { ...properties, tokenLifetime: secret(86_400) });
  });

  it("lets one remediation go on from what another made", async () => {
    await analyzer.configure({
      configuration: { defaultTier: "restricted" },
      "access-token-lifetime-max": REMEDIATE,
      "offline-access": REMEDIATE,
    });
    const properties = {
      identifier: "https://a.test/",
      tokenLifetime: 86_400,
      allowOfflineAccess: true,
      signingSecret: secret("clear"),
    };
    const made = await analyzer.remediate({ type: RESOURCE_SERVER, name: "a", properties });
    assert.deepEqual(
      made.map(({ policy }) => policy),
      ["access-token-lifetime-max", "offline-access"],
    );
    assert.deepEqual(made.at(-1)?.properties, {
      ...properties,
      tokenLifetime: 900,
      allowOfflineAccess: false,
    });
  });

  const untouched: [string, Parameters<Analyzer["configure"]>[0], Record<string, number | string>][] = [
    ["what passes", { "access-token-lifetime-max": REMEDIATE }, { tokenLifetime: 900 }],
    ["what is not known", { "access-token-lifetime-max": REMEDIATE }, { tokenLifetime: UNKNOWN_TEXT }],
    ["anything at another level", {}, { tokenLifetime: 2_592_000 }],
    [
      "what is exempted",
      {
        "access-token-lifetime-max": REMEDIATE,
        configuration: {
          exemptions: [
            {
              rules: ["access-token-lifetime-max"],
              name: "a",
              reason: "r",
              owner: "o",
              expires: "9999-12-31",
            },
          ],
        },
      },
      { tokenLifetime: 2_592_000 },
    ],
    [
      "anything while the settings do not hold",
      { "access-token-lifetime-max": REMEDIATE, configuration: { presets: ["nonsense"] } },
      { tokenLifetime: 2_592_000 },
    ],
  ];
  for (const [what, settings, properties] of untouched) {
    it(`changes nothing of ${what}`, async () => {
      await analyzer.configure(settings);
      const resource = { name: "a", properties: { identifier: "https://a.test/", ...properties } };
      assert.deepEqual(await analyzer.remediate(resource), []);
    });
  }

  it("changes nothing of other resources", async () => {
    await analyzer.configure({ "access-token-lifetime-max": REMEDIATE });
    const bucket = { type: "aws:s3/bucket:Bucket", name: "b", properties: { tokenLifetime: 2_592_000 } };
    assert.deepEqual(await analyzer.remediate(bucket), []);
  });
});
