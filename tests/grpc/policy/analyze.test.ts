import assert from "node:assert/strict";
import { PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import { RULE_IDS } from "../../../policy/rules/rule-ids";
import { secret, UNKNOWN_TEXT } from "../plugin/support/engine";
import {
  type Analyzer,
  API,
  analyzerAt,
  type Diagnostic,
  RESOURCE_SERVER,
  urnOf,
  type WireResource,
} from "./support/analyzer";
import { type PackProcess, startExecutable } from "./support/pack-process";

const MONTH = 2_592_000;
const META = ["not-evaluated", "exempted", "known-findings", "exemptions"];
const server = (properties: WireResource["properties"], name = "orders"): WireResource => ({
  name,
  properties: { identifier: `https://${name}.test/`, ...properties },
});
const policies = (found: readonly Diagnostic[]) => found.map(({ policy }) => policy);

/** Of two resources with one identifier each is told of the other. */
const BOTH = ["one-identifier-once", "one-identifier-once"];

describe("policy pack: analysis over gRPC", () => {
  let pack: PackProcess;
  let analyzer: Analyzer;
  before(async () => {
    pack = await startExecutable(undefined, { environment: { APISETTINGS_TODAY: "2026-11-26" } });
    analyzer = analyzerAt(pack);
  });
  after(() => {
    analyzer.close();
    pack.child.kill("SIGTERM");
  });

  it("tells about every policy what reports and catalogues need", async () => {
    const info = await analyzer.info();
    assert.equal(info.getName(), "apisettings");
    const listed = info.getPoliciesList();
    assert.deepEqual(
      listed.map((policy) => policy.getName()),
      ["configuration", ...RULE_IDS, ...META],
    );
    for (const policy of listed) {
      const { displayname, description, remediationSteps, url, severity, tagsList } = policy.toObject();
      for (const text of [displayname, description, remediationSteps]) assert.ok(text, policy.getName());
      assert.ok(severity > 0 && tagsList.length > 0, policy.getName());
      assert.equal(new URL(url).hash, `#${policy.getName()}`);
    }
    const max = listed.find((policy) => policy.getName() === "access-token-lifetime-max");
    assert.equal(max?.getFramework()?.getName(), "RFC 6750");
    const types = new Map(listed.map((policy) => [policy.getName(), policy.getPolicyType()]));
    assert.equal(types.get("one-identifier-once"), PolicyType.POLICY_TYPE_STACK);
    assert.equal(types.get("access-token-lifetime-max"), PolicyType.POLICY_TYPE_RESOURCE);
  });

  it("finds a lifetime that is too long, once, with the whole message and nothing before it", async () => {
    await analyzer.configure();
    const found = await analyzer.analyze(server({ tokenLifetime: MONTH }));
    assert.deepEqual(policies(found), ["access-token-lifetime-max"]);
    assert.equal(found[0]?.level, "mandatory");
    assert.match(
      found[0]?.message ?? "",
      /^API "orders": access tokens live 2592000 s \(30 days\); .* Set tokenLifetime to 86400 or less\.$/,
    );
  });

  it("has nothing to say about other resources, whatever they look like", async () => {
    await analyzer.configure();
    for (const properties of [{}, { tokenLifetime: MONTH }, { a: [null, { b: UNKNOWN_TEXT }] }])
      assert.deepEqual(await analyzer.analyze({ type: "aws:s3/bucket:Bucket", name: "b", properties }), []);
  });

  it("judges values inside secrets, and prints none of them", async () => {
    await analyzer.configure();
    const found = await analyzer.analyze({
      type: API,
      name: "orders",
      properties: {
        identifier: secret("https://hidden-audience.test/"),
        tokenLifetimeSeconds: MONTH,
        signingAlg: "HS256",
        signingSecret: secret("clear-signing-secret"),
        scopes: secret([{ value: "hidden:scope" }]),
        sensitivity: "restricted",
      },
    });
    assert.ok(policies(found).includes("access-token-lifetime-max"));
    assert.ok(policies(found).includes("asymmetric-signing"));
    assert.doesNotMatch(JSON.stringify(found), /hidden|clear-signing/);
  });

  it("says of an unknown value that it is not evaluated, and goes on with what is known", async () => {
    await analyzer.configure({ "not-evaluated": { enforcementLevel: "mandatory" } });
    const found = await analyzer.analyze(server({ tokenLifetime: UNKNOWN_TEXT, allowOfflineAccess: true }));
    const open = found.filter(({ policy }) => policy === "not-evaluated");
    assert.ok(
      open.some(({ message }) =>
        /access-token-lifetime-max is not evaluated for tokenLifetime/.test(message),
      ),
    );
    assert.deepEqual([...new Set(open.map(({ level }) => level))], ["advisory"]);
    assert.deepEqual(new Set(policies(found)), new Set(["not-evaluated"]));
    assert.doesNotMatch(JSON.stringify(found), /can't run policy/);
    await analyzer.configure({ configuration: { defaultTier: "restricted" } });
    const more = await analyzer.analyze(server({ tokenLifetime: UNKNOWN_TEXT, allowOfflineAccess: true }));
    assert.ok(policies(more).includes("offline-access"));
  });

  it("asks no open question of a rule that is disabled", async () => {
    await analyzer.configure({
      "access-token-lifetime-max": { enforcementLevel: "disabled" },
      "implicit-hybrid-lifetime-max": { enforcementLevel: "disabled" },
    });
    assert.deepEqual(await analyzer.analyze(server({ tokenLifetime: UNKNOWN_TEXT })), []);
  });

  it("reads the tier, the limits and the day from what configuration got", async () => {
    await analyzer.configure({ configuration: { tiers: { internal: { maximumSeconds: 300 } } } });
    const [found] = await analyzer.analyze(server({ tokenLifetime: 900, tokenLifetimeForWeb: 300 }));
    assert.match(found?.message ?? "", /at most 300 s \(5 minutes\), by tiers\.internal\.maximumSeconds/);
  });

  it("takes other settings when it is configured again", async () => {
    await analyzer.configure({ configuration: { tiers: { internal: { maximumSeconds: 300 } } } });
    assert.notDeepEqual(await analyzer.analyze(server({ tokenLifetime: 900 })), []);
    await analyzer.configure();
    assert.deepEqual(await analyzer.analyze(server({ tokenLifetime: 900 })), []);
  });

  it("shows what is exempted, until its last day and not longer", async () => {
    const exemption = {
      rules: ["access-token-lifetime-max"],
      name: "orders",
      reason: "Batch.",
      owner: "team-a",
    };
    const analysed = async (expires: string) => {
      await analyzer.configure({
        configuration: { exemptions: [{ ...exemption, ticket: "SEC-12", expires }] },
      });
      const resource = server({ tokenLifetime: MONTH });
      return [...(await analyzer.analyze(resource)), ...(await analyzer.analyzeStack([resource]))];
    };
    const holds = await analysed("2026-11-26");
    assert.deepEqual(policies(holds), ["exempted"]);
    assert.equal(holds[0]?.level, "advisory");
    assert.match(
      holds[0]?.message ?? "",
      /^access-token-lifetime-max: API "orders".*Exempted through 2026-11-26 by team-a, SEC-12: Batch\.$/,
    );
    const ended = await analysed("2026-11-25");
    assert.deepEqual(policies(ended), ["access-token-lifetime-max", "exemptions"]);
    assert.match(ended[1]?.message ?? "", /expired on 2026-11-25, today is 2026-11-26 \(UTC\)/);
  });

  it("speaks of an exemption that nothing needs, but not while it may be needed", async () => {
    const exemption = {
      rules: ["access-token-lifetime-max"],
      name: "x",
      reason: "r",
      owner: "o",
      expires: "2027-01-01",
    };
    await analyzer.configure({ configuration: { exemptions: [exemption] } });
    const calm = server({ tokenLifetime: 900 });
    await analyzer.analyze(calm);
    assert.deepEqual(policies(await analyzer.analyzeStack([calm])), ["exemptions"]);
    await analyzer.analyze(server({ tokenLifetime: UNKNOWN_TEXT }));
    assert.deepEqual(await analyzer.analyzeStack([calm]), []);
  });

  it("lets known findings pass, visibly, until they get worse", async () => {
    const urn = urnOf({ name: "orders" });
    const known = { rule: "access-token-lifetime-max", urn, field: "tokenLifetime", seconds: 172_800 };
    await analyzer.configure({
      configuration: { baseline: { version: 1, recorded: "2026-11-01", findings: [known] } },
    });
    const same = await analyzer.analyze(server({ tokenLifetime: 172_800 }));
    assert.deepEqual(
      same.map(({ policy, level }) => [policy, level]),
      [["known-findings", "advisory"]],
    );
    assert.deepEqual(policies(await analyzer.analyze(server({ tokenLifetime: 172_801 }))), [
      "access-token-lifetime-max",
    ]);
  });

  it("looks at a stack as a whole, and tells tenants apart by explicit providers", async () => {
    await analyzer.configure();
    const at = (name: string, domain: string | undefined): WireResource => ({
      ...server({ identifier: "https://same.test/" }, name),
      ...(domain && { provider: { name: "eu", properties: { domain } } }),
    });
    const twice = await analyzer.analyzeStack([at("a", undefined), at("b", undefined)]);
    assert.deepEqual(policies(twice), BOTH);
    assert.deepEqual(
      twice.map(({ urn }) => urn),
      [urnOf({ name: "a" }), urnOf({ name: "b" })],
    );
    assert.deepEqual(await analyzer.analyzeStack([at("a", "one.test"), at("b", "two.test")]), []);
    assert.deepEqual(
      policies(await analyzer.analyzeStack([at("a", "one.test"), at("b", "https://One.test/")])),
      BOTH,
    );
    const defaults = ["default", "default_3_49_0"].map((name) => ({
      ...at(name, undefined),
      provider: { name, properties: { domain: `${name}.test` } },
    }));
    assert.deepEqual(policies(await analyzer.analyzeStack(defaults)), BOTH);
  });

  it("takes a stack of 1,000 resources", async () => {
    await analyzer.configure();
    const many = Array.from({ length: 1_000 }, (_, index) => server({ tokenLifetime: 900 }, `api${index}`));
    assert.deepEqual(await analyzer.analyzeStack(many), []);
    const [first] = many;
    assert.ok(first);
    assert.deepEqual(policies(await analyzer.analyzeStack([...many, { ...first, name: "again" }])), BOTH);
  });

  it("answers calls that come at the same time each with its own findings", async () => {
    await analyzer.configure();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        analyzer.analyze(
          server(
            { tokenLifetime: index % 3 === 0 ? MONTH : index % 3 === 1 ? UNKNOWN_TEXT : 900 },
            `api${index}`,
          ),
        ),
      ),
    );
    for (const [index, found] of answers.entries()) {
      const expected = ["access-token-lifetime-max", "not-evaluated", undefined][index % 3];
      assert.deepEqual(new Set(policies(found)), new Set(expected ? [expected] : []), `api${index}`);
      for (const { message } of found) assert.match(message, new RegExp(`"api${index}"`));
    }
  });

  describe("with settings that do not hold", () => {
    const long = server({ tokenLifetime: MONTH });
    const cases: [string, Parameters<Analyzer["configure"]>[0], RegExp][] = [
      [
        "a misspelt setting",
        { configuration: { defaultTeir: "internal" } },
        /defaultTeir is no setting.*defaultTier/,
      ],
      [
        "bounds that contradict",
        { configuration: { tiers: { internal: { minimumSeconds: 900, maximumSeconds: 60 } } } },
        /no lifetime of access tokens satisfies both/,
      ],
      [
        "levels inside of it",
        { configuration: { rules: { "offline-access": "advisory" } } },
        /`apisettings policy config` prints/,
      ],
      [
        "a path of a baseline",
        { configuration: { baseline: "apisettings.baseline.json" } },
        /a pack reads no files/,
      ],
    ];
    for (const [title, settings, message] of cases) {
      it(`blocks ${title}, says so once, and evaluates nothing`, async () => {
        await analyzer.configure(settings);
        const [first, ...others] = await analyzer.analyze(long);
        assert.deepEqual([first?.policy, first?.level, others], ["configuration", "mandatory", []]);
        assert.match(first?.message ?? "", message);
        assert.deepEqual(await analyzer.analyze(long), []);
        assert.deepEqual(await analyzer.analyzeStack([long]), []);
      });
    }

    it("blocks even where somebody made configuration advisory", async () => {
      await analyzer.configure({ configuration: { enforcementLevel: "advisory", presets: ["nonsense"] } });
      const [found] = await analyzer.analyze(long);
      assert.equal(found?.level, "mandatory");
    });
  });
});

describe("policy pack: without its settings", () => {
  let pack: PackProcess;
  let analyzer: Analyzer;
  beforeEach(async () => {
    pack = await startExecutable();
    analyzer = analyzerAt(pack);
  });
  afterEach(() => {
    analyzer.close();
    pack.child.kill("SIGTERM");
  });
  const long: WireResource = { type: RESOURCE_SERVER, ...server({ tokenLifetime: MONTH }) };

  it("blocks, once, instead of judging by limits that nobody chose", async () => {
    await analyzer.configure({ configuration: { enforcementLevel: "disabled" } });
    const [found, ...others] = await analyzer.analyze(long);
    assert.deepEqual([found?.level, others], ["mandatory", []]);
    assert.match(found?.message ?? "", /`configuration` is disabled.*nothing was evaluated/);
    assert.deepEqual(await analyzer.analyzeStack([long]), []);
  });

  it("blocks a day that is none", async () => {
    const odd = await startExecutable(undefined, { environment: { APISETTINGS_TODAY: "tomorrow" } });
    const other = analyzerAt(odd);
    await other.configure();
    const [found] = await other.analyze(long);
    assert.match(found?.message ?? "", /APISETTINGS_TODAY is "tomorrow", which is not a day/);
    other.close();
    odd.child.kill("SIGTERM");
  });

  it("says why nothing was remediated where the level of configuration was changed", async () => {
    await analyzer.configure({
      configuration: { enforcementLevel: "mandatory" },
      "access-token-lifetime-max": { enforcementLevel: "remediate" },
    });
    assert.deepEqual(await analyzer.remediate(long), []);
    const found = await analyzer.analyze(long);
    assert.deepEqual(
      found.map(({ policy, level }) => `${level} ${policy}`),
      ["advisory configuration", "mandatory access-token-lifetime-max"],
    );
    assert.match(found[0]?.message ?? "", /Leave it at `remediate`/);
  });
});
