import assert from "node:assert/strict";
import { configSchema } from "../../../../policy/rules/config/schema";
import { RULE_IDS } from "../../../../policy/rules/rule-ids";
import { UNKNOWN_SENTINEL } from "../../../../provider/model/sentinels";
import { type Pack, packWith, resource, type Told } from "./ask";

const MONTH = 2_592_000;
const long = resource({ tokenLifetime: MONTH });
const names = (told: readonly Told[]) => told.map(({ policy }) => policy);
const exemption = { rules: ["access-token-lifetime-max"], name: "orders", reason: "r", owner: "o" };

describe("policy pack: policies", () => {
  it("are the configuration first, every rule, then those that tell", () => {
    assert.deepEqual(
      packWith().policies.map(({ name }) => name),
      ["configuration", ...RULE_IDS, "not-evaluated", "exempted", "known-findings", "exemptions"],
    );
  });

  it("offer the engine every setting of the file but those that a pack takes elsewhere", () => {
    const [configuration] = packWith().policies;
    const members = configuration?.configSchema?.properties ?? {};
    const { rules: _, $schema: __, ...expected } = configSchema.shape;
    assert.deepEqual(Object.keys(members), Object.keys(expected));
    assert.deepEqual(
      Object.values(members).map((member) => (member as { type: string }).type),
      ["string", "array", "object", "array", "object", "array", "object"],
    );
  });

  it("report open findings with the rule's message, URN and severity", () => {
    const told = packWith().analyze(long);
    assert.deepEqual(names(told), ["access-token-lifetime-max"]);
    assert.equal(told[0]?.urn, long.urn);
    assert.equal(told[0]?.severity, "high");
    assert.equal(told[0]?.enforcementLevel, undefined, "the level is the engine's to decide");
  });

  it("know whether a resource is protected", () => {
    const restricted = { defaultTier: "restricted" };
    const lasting = { tokenLifetime: 900, tokenLifetimeForWeb: 900 };
    const told = (protect: boolean) => names(packWith(restricted).analyze(resource(lasting, { protect })));
    assert.deepEqual(told(true), []);
    assert.deepEqual(told(false), ["restricted-is-protected"]);
  });

  it("read no property of resources that set no lifetime", () => {
    const untouchable = new Proxy({}, { get: () => assert.fail("read"), ownKeys: () => assert.fail("read") });
    const bucket = { ...resource({}, { type: "aws:s3/bucket:Bucket" }), props: untouchable };
    assert.deepEqual(packWith().analyze(bucket), []);
    assert.deepEqual(packWith().remediate(bucket), []);
  });

  describe("that tell", () => {
    const baseline = (seconds: number) => ({
      baseline: {
        version: 1,
        recorded: "2026-11-01",
        findings: [{ rule: "access-token-lifetime-max", urn: long.urn, field: "tokenLifetime", seconds }],
      },
    });
    const cases: [string, Pack, Told["policy"][]][] = [
      ["exempted", packWith({ exemptions: [{ ...exemption, expires: "2026-11-26" }] }), ["exempted"]],
      [
        "exempted no longer",
        packWith({ exemptions: [{ ...exemption, expires: "2026-11-25" }] }),
        ["access-token-lifetime-max"],
      ],
      ["known", packWith(baseline(MONTH)), ["known-findings"]],
      ["known, but worse", packWith(baseline(MONTH - 1)), ["access-token-lifetime-max"]],
    ];
    for (const [title, pack, expected] of cases)
      it(`say the right thing, once, of what is ${title}`, () => {
        assert.deepEqual(names(pack.analyze(long)), expected);
        const told = pack.analyze(long);
        assert.deepEqual(names(told), expected);
        if (expected[0] !== "access-token-lifetime-max") assert.equal(told[0]?.enforcementLevel, "advisory");
      });

    it("tell nothing of a rule that was not asked", () => {
      const open = resource({ tokenLifetime: UNKNOWN_SENTINEL, tokenLifetimeForWeb: 60 });
      assert.deepEqual(names(packWith().analyze(open)), ["not-evaluated"]);
      assert.deepEqual(packWith({}, { disabled: ["access-token-lifetime-max"] }).analyze(open), []);
    });

    it("tell nothing of another resource, and nothing of what was found earlier", () => {
      const pack = packWith();
      assert.deepEqual(names(pack.analyze(resource({ tokenLifetime: UNKNOWN_SENTINEL }))), ["not-evaluated"]);
      assert.deepEqual(pack.analyze(resource({ tokenLifetime: 900 })), []);
      assert.deepEqual(pack.analyze(resource({ tokenLifetime: 900 }, { name: "other" })), []);
    });

    it("know an exemption for used by what any resource of the run needed", () => {
      const settings = { exemptions: [{ ...exemption, expires: "2026-12-01" }] };
      const used = packWith(settings);
      used.analyze(long);
      assert.deepEqual(used.analyzeStack([long]), []);
      const unused = packWith(settings);
      unused.analyze(resource({ tokenLifetime: 900 }));
      assert.deepEqual(names(unused.analyzeStack([long])), ["exemptions"]);
    });

    it("speak of exemptions that ended or that nothing needs, but not of one that an unknown value may need", () => {
      const told = (expires: string, lifetime: unknown) => {
        const pack = packWith({ exemptions: [{ ...exemption, expires }] });
        const one = resource({ tokenLifetime: lifetime });
        pack.analyze(one);
        return pack.analyzeStack([one]).map(({ message }) => message);
      };
      assert.match(told("2026-11-25", MONTH).join(), /expired on 2026-11-25, today is 2026-11-26 \(UTC\)/);
      assert.match(told("2026-11-26", 900).join(), /was not needed/);
      assert.deepEqual(told("2026-11-26", MONTH), []);
      assert.deepEqual(told("2026-11-26", UNKNOWN_SENTINEL), []);
    });

    it("tell what a rule over the stack could not decide, with the resource that it is about", () => {
      const client = resource(
        { grantTypes: ["refresh_token"], refreshToken: { expirationType: UNKNOWN_SENTINEL } },
        { type: "auth0:index/client:Client", name: "app" },
      );
      const told = packWith().analyzeStack([client]);
      assert.deepEqual(names(told), ["not-evaluated"]);
      assert.equal(told[0]?.urn, client.urn);
    });
  });

  describe("without settings that hold", () => {
    it("say once what is wrong, and change and find nothing", () => {
      const pack = packWith({ presets: ["nonsense"] });
      assert.deepEqual(pack.remediate(long), []);
      const told = [...pack.analyze(long), ...pack.analyze(long), ...pack.analyzeStack([long])];
      assert.deepEqual(names(told), ["configuration"]);
      assert.equal(told[0]?.enforcementLevel, "mandatory");
    });

    it("say it at the stack where no resource was looked at", () => {
      assert.deepEqual(names(packWith({ presets: ["nonsense"] }).analyzeStack([])), ["configuration"]);
    });

    it("block where configuration is disabled, once, whichever rule comes first", () => {
      for (const disabled of [["configuration"], ["configuration", ...RULE_IDS.slice(0, 3)]]) {
        const pack = packWith({}, { disabled });
        const told = [...pack.analyze(long), ...pack.analyze(long), ...pack.analyzeStack([long])];
        assert.equal(told.length, 1);
        assert.equal(told[0]?.enforcementLevel, "mandatory");
        assert.deepEqual(pack.remediate(long), []);
      }
    });
  });

  it("say why nothing was remediated where configuration was not asked first", () => {
    const pack = packWith();
    const rule = pack.policies.find(({ name }) => name === "access-token-lifetime-max");
    assert.equal(rule?.remediateResource?.({ ...long, getConfig: () => ({}) }), undefined);
    const told = [...pack.analyze(long), ...pack.analyze(long)].filter(
      ({ policy }) => policy === "configuration",
    );
    assert.deepEqual(
      told.map(({ enforcementLevel }) => enforcementLevel),
      ["advisory"],
    );
  });

  it("start anew when they are given other settings", () => {
    let settings: object = { exemptions: [{ ...exemption, expires: "2026-12-01" }] };
    const pack = packWith(() => settings);
    pack.analyze(resource({ tokenLifetime: UNKNOWN_SENTINEL }));
    assert.deepEqual(pack.analyzeStack([]), [], "the unknown lifetime may need it");
    settings = { exemptions: [{ ...exemption, expires: "2026-12-02" }] };
    assert.deepEqual(names(pack.analyzeStack([])), ["exemptions"], "that was under other settings");
  });

  it("remediate with the settings of configuration, which changes nothing itself", () => {
    const pack = packWith({ tiers: { internal: { maximumSeconds: 600 } } });
    const made = pack.remediate(resource({ tokenLifetime: 900, allowOfflineAccess: true }));
    assert.deepEqual(names(made as unknown as Told[]), [
      "access-token-lifetime-max",
      "implicit-hybrid-lifetime-max",
    ]);
    assert.equal(made[0]?.properties.tokenLifetime, 600);
  });
});
