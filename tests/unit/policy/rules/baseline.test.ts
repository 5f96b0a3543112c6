import assert from "node:assert/strict";
import { recordBaseline } from "../../../../policy/rules/baseline";
import { evaluate } from "../../../../policy/rules/evaluate";
import type { PolicyResource } from "../../../../policy/rules/resource";
import { Secret } from "../../../../provider/model/values";
import { API, CLIENT, optionsOf, resource, TODAY } from "./support/stack";

const bank = (tokenLifetimeSeconds: unknown, more: object = {}, name = "bank") =>
  resource(API, name, {
    identifier: name,
    sensitivity: "restricted",
    tokenLifetimeSeconds,
    tokenLifetimeForWebSeconds: 900,
    ...more,
  });

/** How each finding stands under a baseline that was recorded of `before`. */
function standings(
  before: readonly PolicyResource[],
  after: readonly PolicyResource[],
  config: object = {},
): string[] {
  const baseline = recordBaseline(evaluate(before, optionsOf(config)).findings, TODAY);
  const { findings } = evaluate(
    after,
    optionsOf({ ...config, baseline: JSON.parse(JSON.stringify(baseline)) }),
  );
  return findings.map(({ rule, field, standing }) => `${rule} ${field} ${standing.kind}`);
}

describe("a baseline", () => {
  const MAX = "access-token-lifetime-max tokenLifetimeSeconds";
  it("knows what was there, unless it got worse", () => {
    assert.deepEqual(standings([bank(3_600)], [bank(3_600)]), [`${MAX} known`]);
    assert.deepEqual(standings([bank(3_600)], [bank(901)]), [`${MAX} known`]);
    assert.deepEqual(standings([bank(3_600)], [bank(3_601)]), [`${MAX} open`]);
    assert.deepEqual(standings([bank(900)], [bank(3_600)]), [`${MAX} open`]);
  });

  it("counts shorter as worse where a lifetime is too short", () => {
    const config = { tiers: { restricted: { presets: ["cdr-au"] } } };
    const closed = { subjectTypeAuthorization: { user: { policy: "deny_all" } } };
    const MIN = "access-token-lifetime-min tokenLifetimeSeconds";
    assert.deepEqual(standings([bank(60, closed)], [bank(60, closed)], config), [`${MIN} known`]);
    assert.deepEqual(standings([bank(60, closed)], [bank(119, closed)], config), [`${MIN} known`]);
    assert.deepEqual(standings([bank(60, closed)], [bank(59, closed)], config), [`${MIN} open`]);
  });

  it("knows no end for the worst", () => {
    const web = (refreshToken: object) => resource(CLIENT, "web", { refreshToken });
    const endless = web({ expirationType: "non-expiring", rotationType: "non-rotating" });
    const limit = { tiers: { internal: { refreshTokenMaximumSeconds: 3_600 } } };
    const day = web({ expirationType: "expiring", rotationType: "rotating", tokenLifetime: 86_400 });
    const RULE = "refresh-token-absolute-expiry";
    assert.deepEqual(standings([endless], [endless], limit), [`${RULE} refreshToken.expirationType known`]);
    assert.deepEqual(standings([day], [endless], limit), [`${RULE} refreshToken.expirationType open`]);
    const flag = (infiniteTokenLifetime: boolean) =>
      web({ expirationType: "expiring", rotationType: "rotating", infiniteTokenLifetime });
    assert.deepEqual(standings([flag(true)], [flag(true)]), [
      `${RULE} refreshToken.infiniteTokenLifetime known`,
    ]);
  });

  it("never knows a lifetime that it cannot compare", () => {
    assert.deepEqual(standings([bank(new Secret(3_600))], [bank(new Secret(3_600))]), [`${MAX} open`]);
    assert.deepEqual(standings([bank(3_600)], [bank(new Secret(3_600))]), [`${MAX} open`]);
    assert.deepEqual(standings([bank(new Secret(3_600))], [bank(3_600)]), [`${MAX} open`]);
  });

  it("knows findings without a number by their place", () => {
    const offline = { allowOfflineAccess: true };
    assert.deepEqual(standings([bank(900, offline)], [bank(900, offline)]), [
      "offline-access allowOfflineAccess known",
    ]);
    // Another resource, another property, another rule.
    assert.deepEqual(standings([bank(900, offline)], [bank(900, offline, "pay")]), [
      "offline-access allowOfflineAccess open",
    ]);
    assert.deepEqual(standings([bank(900, offline)], [bank(900, { allowOnlineAccess: true })]), [
      "offline-access allowOnlineAccess open",
    ]);
    assert.deepEqual(standings([bank(900, offline)], [bank(900, { signingAlg: "HS256" })]), [
      "asymmetric-signing signingAlg open",
    ]);
  });

  it("tells rules and properties of one resource apart", () => {
    const first = bank(3_600, { signingAlg: "HS256", allowOfflineAccess: true, allowOnlineAccess: true });
    const { findings } = evaluate([first], optionsOf());
    assert.equal(recordBaseline(findings, TODAY).findings.length, 4);
    const one = {
      version: 1,
      recorded: TODAY,
      findings: [{ rule: "asymmetric-signing", urn: first.urn, field: "tokenLifetimeSeconds" }],
    };
    const after = evaluate([bank(3_600)], optionsOf({ baseline: one })).findings;
    assert.deepEqual(
      after.map(({ standing }) => standing.kind),
      ["open"],
    );
    const endless = {
      ...one,
      findings: [
        {
          rule: "access-token-lifetime-max",
          urn: first.urn,
          field: "tokenLifetimeSeconds",
          seconds: "unlimited",
        },
      ],
    };
    const known = evaluate([bank(2_592_000)], optionsOf({ baseline: endless })).findings;
    assert.deepEqual(
      known.map(({ standing }) => standing.kind),
      ["known"],
    );
  });

  it("is written in a fixed order, without what is exempted, and without secrets", () => {
    const exemptions = [
      { rules: ["offline-access"], name: "bank", reason: "r", owner: "o", expires: "2026-12-31" },
    ];
    const stack = [
      bank(3_600, { allowOfflineAccess: true }),
      bank(new Secret(1_234), { signingAlg: "HS256" }, "atm"),
    ];
    const endless = resource(CLIENT, "web", { refreshToken: { expirationType: "non-expiring" } });
    const { findings } = evaluate([...stack, endless, endless], optionsOf({ exemptions }));
    const urn = (name: string, type = API) => `urn:pulumi:dev::iam::${type}::${name}`;
    const expected = {
      version: 1,
      recorded: TODAY,
      findings: [
        { rule: "access-token-lifetime-max", urn: urn("atm"), field: "tokenLifetimeSeconds" },
        { rule: "asymmetric-signing", urn: urn("atm"), field: "signingAlg" },
        {
          rule: "access-token-lifetime-max",
          urn: urn("bank"),
          field: "tokenLifetimeSeconds",
          seconds: 3_600,
        },
        {
          rule: "refresh-token-absolute-expiry",
          urn: urn("web", CLIENT),
          field: "refreshToken.expirationType",
          seconds: "unlimited",
        },
      ],
    };
    assert.deepEqual(recordBaseline(findings, TODAY), expected);
    assert.deepEqual(recordBaseline([...findings].reverse(), TODAY), expected);
  });

  it("keeps what an older one knew", () => {
    const first = recordBaseline(evaluate([bank(3_600)], optionsOf()).findings, "2026-01-01");
    const { findings } = evaluate([bank(3_600)], optionsOf({ baseline: first }));
    assert.deepEqual(recordBaseline(findings, TODAY).findings, first.findings);
  });
});
