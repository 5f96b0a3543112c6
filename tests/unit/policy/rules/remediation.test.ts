import assert from "node:assert/strict";
import { recordBaseline } from "../../../../policy/rules/baseline";
import { RULES } from "../../../../policy/rules/catalogue";
import { evaluate, remediation } from "../../../../policy/rules/evaluate";
import type { PolicyResource } from "../../../../policy/rules/resource";
import type { RuleId } from "../../../../policy/rules/rule-ids";
import { Secret, UNKNOWN } from "../../../../provider/model/values";
import { API, apiOf, FORMS, optionsOf, resource, type Settings, TODAY } from "./support/stack";

const MAX = "access-token-lifetime-max";
const WEB = "implicit-hybrid-lifetime-max";
const OFFLINE = "offline-access";

function changes(rule: RuleId, one: PolicyResource, config: object = {}): object {
  const found = RULES.find(({ id }) => id === rule);
  assert.ok(found);
  return Object.fromEntries(
    remediation(found, one, optionsOf(config)).map(({ property, value }) => [property, value]),
  );
}

const api = (props: object, tier = "restricted") => resource(API, "x", { sensitivity: tier, ...props });
const own = (tokenLifetimeSeconds: unknown, more: object = {}) => api({ tokenLifetimeSeconds, ...more });

describe("remediation", () => {
  for (const form of FORMS)
    it(`lowers to the limit, in ${form.type}`, () => {
      const of = (rule: RuleId, settings: Settings) => {
        const { api: one, config } = apiOf(form, "restricted", settings);
        return changes(rule, one, config);
      };
      assert.deepEqual(of(MAX, { own: 901 }), { [form.own]: 900 });
      assert.deepEqual(of(MAX, {}), { [form.own]: 900 });
      assert.deepEqual(of(MAX, { own: new Secret(901) }), { [form.own]: 900 });
      assert.deepEqual(of(MAX, { own: 900 }), {});
      assert.deepEqual(of(MAX, { own: 1 }), {});
      assert.deepEqual(of(MAX, { own: UNKNOWN }), {});
      assert.deepEqual(of(MAX, { own: "soon" }), {});
      // The tenant would refuse a web lifetime above the API's own.
      assert.deepEqual(of(MAX, { own: 86_400, web: 7_200 }), { [form.own]: 900, [form.web]: 900 });
      assert.deepEqual(of(MAX, { own: 86_400, web: 901 }), { [form.own]: 900, [form.web]: 900 });
      assert.deepEqual(of(MAX, { own: 86_400, web: 900 }), { [form.own]: 900 });
      assert.deepEqual(of(MAX, { own: 86_400, web: UNKNOWN }), { [form.own]: 900 });
      assert.deepEqual(of(WEB, { own: 86_400, web: 7_200 }), { [form.web]: 900 });
      assert.deepEqual(of(WEB, { own: 86_400 }), { [form.web]: 900 });
      assert.deepEqual(of(WEB, { own: 900 }), {});
      assert.deepEqual(of(OFFLINE, { allowOfflineAccess: true, allowOnlineAccess: "true" }), {
        allowOfflineAccess: false,
        allowOnlineAccess: false,
      });
      assert.deepEqual(of(OFFLINE, { allowOfflineAccess: false }), {});
      assert.deepEqual(of(OFFLINE, { allowOfflineAccess: UNKNOWN }), {});
      assert.deepEqual(of(OFFLINE, {}), {});
    });

  it("never raises, and never touches what is allowed", () => {
    const config = { tiers: { restricted: { presets: ["cdr-au"] } } };
    assert.deepEqual(changes(MAX, own(60), config), {});
    assert.deepEqual(changes("access-token-lifetime-min", own(60), config), {});
    assert.deepEqual(changes(OFFLINE, api({ allowOfflineAccess: true }, "internal")), {});
    assert.deepEqual(changes(MAX, resource("auth0:index/other:Other", "x")), {});
    for (const { id } of RULES.filter(({ remediate }) => remediate === undefined))
      assert.deepEqual(changes(id, own(86_400, { signingAlg: "HS256" })), {});
  });

  it("keeps the web lifetime within a lower limit of the API's own", () => {
    const config = { tiers: { restricted: { presets: [], maximumSeconds: 3_600, webMaximumSeconds: 600 } } };
    assert.deepEqual(changes(MAX, own(7_200, { tokenLifetimeForWebSeconds: 7_200 }), config), {
      tokenLifetimeSeconds: 3_600,
      tokenLifetimeForWebSeconds: 3_600,
    });
    assert.deepEqual(changes(WEB, own(7_200, { tokenLifetimeForWebSeconds: 7_200 }), config), {
      tokenLifetimeForWebSeconds: 600,
    });
  });

  it("writes the property's unit and form, rounded down", () => {
    const of = (type: string, props: object, config: object = {}) =>
      changes(MAX, resource(type, "x", props), { tiers: { internal: { maximumSeconds: 959 } }, ...config });
    assert.deepEqual(of("okta:auth/serverPolicyRule:ServerPolicyRule", { accessTokenLifetimeMinutes: 60 }), {
      accessTokenLifetimeMinutes: 15,
    });
    assert.deepEqual(of("keycloak:index/realm:Realm", { accessTokenLifespan: "1h" }), {
      accessTokenLifespan: "959s",
    });
    assert.deepEqual(of("keycloak:openid/client:Client", { accessTokenLifespan: "3600" }), {
      accessTokenLifespan: "959",
    });
    const cognito = "aws:cognito/userPoolClient:UserPoolClient";
    assert.deepEqual(
      of(cognito, { accessTokenValidity: 60, tokenValidityUnits: { accessToken: "minutes" } }),
      { accessTokenValidity: 15 },
    );
    // An hour is the least that hours can say.
    assert.deepEqual(of(cognito, { accessTokenValidity: 2 }), {});
    assert.deepEqual(
      of(cognito, { accessTokenValidity: 2, tokenValidityUnits: { accessToken: UNKNOWN } }),
      {},
    );
    assert.deepEqual(
      of("okta:auth/serverPolicyRule:ServerPolicyRule", {}, { tiers: { internal: { maximumSeconds: 240 } } }),
      {},
    );
    assert.deepEqual(
      of("okta:auth/serverPolicyRule:ServerPolicyRule", {}, { tiers: { internal: { maximumSeconds: 300 } } }),
      { accessTokenLifetimeMinutes: 5 },
    );
  });

  it("leaves alone what nothing satisfies", () => {
    // No whole minute lies between the two bounds.
    const config = { tiers: { internal: { minimumSeconds: 910, maximumSeconds: 950 } } };
    assert.deepEqual(
      changes(MAX, resource("okta:auth/serverPolicyRule:ServerPolicyRule", "x", {}), config),
      {},
    );
    const exact = { tiers: { internal: { minimumSeconds: 900, maximumSeconds: 950 } } };
    assert.deepEqual(changes(MAX, resource("okta:auth/serverPolicyRule:ServerPolicyRule", "x", {}), exact), {
      accessTokenLifetimeMinutes: 15,
    });
    // Anonymous tokens live a day at least.
    assert.deepEqual(changes(MAX, own(300, { tokenLifetimeForAnonymousAccessTokensSeconds: 90_000 })), {});
    assert.deepEqual(
      changes(MAX, api({ tokenLifetimeForAnonymousAccessTokensSeconds: 90_000 }, "internal")),
      {
        tokenLifetimeForAnonymousAccessTokensSeconds: 86_400,
      },
    );
  });

  it("lowers no bound that key-bound tokens are free of, nor while that is not known", () => {
    const config = { tiers: { restricted: { presets: ["fapi-1-baseline"] } } };
    const bound = (required: unknown) => own(3_600, { proofOfPossession: { mechanism: "dpop", required } });
    assert.deepEqual(changes(MAX, bound(false), config), { tokenLifetimeSeconds: 599 });
    assert.deepEqual(changes(MAX, bound(true), config), {});
    assert.deepEqual(changes(MAX, bound(UNKNOWN), config), {});
  });

  it("writes a switch in the form that its property has", () => {
    const snowflake = "snowflake:index/oauthIntegrationForCustomClients:OauthIntegrationForCustomClients";
    const config = { assign: [{ tier: "restricted", names: ["x"] }] };
    assert.deepEqual(
      changes(OFFLINE, resource(snowflake, "x", { oauthIssueRefreshTokens: "true" }), config),
      { oauthIssueRefreshTokens: "false" },
    );
    assert.deepEqual(changes(OFFLINE, resource("keycloak:openid/client:Client", "x", {}), config), {
      useRefreshTokens: false,
    });
  });

  it("leaves exempted and known findings as they are", () => {
    const one = own(3_600, { tokenLifetimeForWebSeconds: 3_600 });
    const exemptions = [{ rules: [MAX], name: "x", reason: "r", owner: "o", expires: "2026-12-31" }];
    assert.deepEqual(changes(MAX, one, { exemptions }), {});
    assert.deepEqual(changes(WEB, one, { exemptions }), { tokenLifetimeForWebSeconds: 900 });
    const baseline = recordBaseline(evaluate([one], optionsOf()).findings, TODAY);
    assert.deepEqual(changes(MAX, one, { baseline }), {});
    assert.deepEqual(changes(MAX, own(3_601, { tokenLifetimeForWebSeconds: 3_600 }), { baseline }), {
      tokenLifetimeSeconds: 900,
      tokenLifetimeForWebSeconds: 900,
    });
  });

  it("lowers the web lifetime along with the API's own, with no other", () => {
    const props = {
      tokenLifetimeForWebSeconds: 90_000,
      tokenLifetimeForAnonymousAccessTokensSeconds: 100_000,
    };
    assert.deepEqual(changes(MAX, api({ tokenLifetimeSeconds: 80_000, ...props }, "internal")), {
      tokenLifetimeForAnonymousAccessTokensSeconds: 86_400,
    });
    // Other providers' tokens of the implicit flow have a limit of their own.
    const realm = { accessTokenLifespan: "25h", accessTokenLifespanForImplicitFlow: "24h" };
    assert.deepEqual(changes(MAX, resource("keycloak:index/realm:Realm", "x", realm)), {
      accessTokenLifespan: "86400s",
    });
  });

  it("does not lower the web lifetime along with one that stays", () => {
    const both = (anonymous: number) =>
      api(
        {
          tokenLifetimeSeconds: 100_000,
          tokenLifetimeForWebSeconds: 100_000,
          tokenLifetimeForAnonymousAccessTokensSeconds: anonymous,
        },
        "internal",
      );
    const known = evaluate([both(86_400)], optionsOf()).findings;
    const baseline = recordBaseline(known, TODAY);
    assert.deepEqual(changes(MAX, both(90_000), { baseline }), {
      tokenLifetimeForAnonymousAccessTokensSeconds: 86_400,
    });
  });
});
