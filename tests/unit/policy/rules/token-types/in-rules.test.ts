/** What is special about other providers' rows, as rules see it. */
import assert from "node:assert/strict";
import { RULES } from "../../../../../policy/rules/catalogue";
import { parseConfig, resolveConfig } from "../../../../../policy/rules/config/parse";
import { evaluate, remediation } from "../../../../../policy/rules/evaluate";
import type { RuleId } from "../../../../../policy/rules/rule-ids";
import { UNKNOWN, type ValueObject } from "../../../../../provider/model/values";

const REALM = "keycloak:index/realm:Realm";
const OKTA = "okta:auth/serverPolicyRule:ServerPolicyRule";
const COGNITO = "aws:cognito/userPoolClient:UserPoolClient";
const SNOWFLAKE = "snowflake:index/oauthIntegrationForCustomClients:OauthIntegrationForCustomClients";
const FUSIONAUTH = "fusionauth:index/fusionAuthTenant:FusionAuthTenant";

function options(maximumSeconds: number, refreshTokenMaximumSeconds?: number) {
  const confidential = {
    presets: [],
    maximumSeconds,
    ...(refreshTokenMaximumSeconds && { refreshTokenMaximumSeconds }),
  };
  const config = resolveConfig(parseConfig({ defaultTier: "confidential", tiers: { confidential } }));
  return { config, today: "2026-11-26" };
}

const resource = (type: string, props: ValueObject) => ({
  urn: `urn:test::${type}::it`,
  type,
  name: "it",
  props,
});

/** Findings of a rule: property and way out. */
function found(rule: RuleId, type: string, props: ValueObject, limits: ReturnType<typeof options>) {
  return evaluate([resource(type, props)], limits)
    .findings.filter((one) => one.rule === rule)
    .map(({ field, wayOut }) => [field, wayOut]);
}

function changes(rule: RuleId, type: string, props: ValueObject, limits: ReturnType<typeof options>) {
  const own = RULES.find(({ id }) => id === rule);
  assert.ok(own);
  return remediation(own, resource(type, props), limits);
}

describe("other providers' lifetimes in rules", () => {
  it("judges Keycloak's implicit flow by its own lifetime, which nothing limits", () => {
    const rule = "implicit-hybrid-lifetime-max";
    const props = { accessTokenLifespan: "5m", accessTokenLifespanForImplicitFlow: "2h" };
    assert.deepEqual(found(rule, REALM, props, options(600)), [
      ["accessTokenLifespanForImplicitFlow", 'Set accessTokenLifespanForImplicitFlow to "600s" or less.'],
    ]);
    // At Auth0 the API's own lifetime is the limit.
    const auth0 = { tokenLifetime: 300, tokenLifetimeForWeb: 7_200 };
    assert.deepEqual(found(rule, "auth0:index/resourceServer:ResourceServer", auth0, options(600)), []);
  });

  it("lowers a lifetime in the unit that holds, and not below what the provider takes", () => {
    const rule = "access-token-lifetime-max";
    const minutes = { accessTokenValidity: 60, tokenValidityUnits: { accessToken: "minutes" } };
    const to = (value: number) => [{ property: "accessTokenValidity", value }];
    assert.deepEqual(changes(rule, COGNITO, minutes, options(600)), to(10));
    assert.deepEqual(changes(rule, COGNITO, minutes, options(300)), to(5));
    assert.deepEqual(changes(rule, COGNITO, minutes, options(299)), []);
    const seconds = { accessTokenValidity: 3_600, tokenValidityUnits: { accessToken: "seconds" } };
    assert.deepEqual(changes(rule, COGNITO, seconds, options(300)), to(300));
    assert.deepEqual(changes(rule, COGNITO, seconds, options(240)), []);
    const okta = { accessTokenLifetimeMinutes: 60 };
    const five = [{ property: "accessTokenLifetimeMinutes", value: 5 }];
    assert.deepEqual(changes(rule, OKTA, okta, options(300)), five);
    assert.deepEqual(changes(rule, OKTA, okta, options(240)), []);
    // Hours cannot say ten minutes, and an unknown unit says nothing.
    assert.deepEqual(changes(rule, COGNITO, { accessTokenValidity: 1 }, options(600)), []);
    const open = { accessTokenValidity: 1, tokenValidityUnits: UNKNOWN };
    assert.deepEqual(changes(rule, COGNITO, open, options(600)), []);
  });

  it("switches Snowflake's refresh tokens off by the text that it takes", () => {
    const off = [{ property: "oauthIssueRefreshTokens", value: "false" }];
    assert.deepEqual(changes("offline-access", SNOWFLAKE, {}, options(600)), off);
    assert.deepEqual(
      changes("offline-access", SNOWFLAKE, { oauthIssueRefreshTokens: "default" }, options(600)),
      off,
    );
    assert.deepEqual(
      changes("offline-access", SNOWFLAKE, { oauthIssueRefreshTokens: "false" }, options(600)),
      [],
    );
  });

  it("says how a refresh token gets an end, in the property's own unit and by the switch that decides", () => {
    const rule = "refresh-token-absolute-expiry";
    assert.deepEqual(found(rule, OKTA, { refreshTokenLifetimeMinutes: 0 }, options(600)), [
      ["refreshTokenLifetimeMinutes", "Set refreshTokenLifetimeMinutes to a number of minutes."],
    ]);
    assert.deepEqual(found(rule, OKTA, {}, options(600, 86_400)), [
      ["refreshTokenLifetimeMinutes", "Set refreshTokenLifetimeMinutes to at most 1440 (minutes)."],
    ]);
    assert.deepEqual(found(rule, REALM, { offlineSessionMaxLifespan: "24h" }, options(600, 86_400)), [
      [
        "offlineSessionMaxLifespanEnabled",
        'Set offlineSessionMaxLifespanEnabled to true, and offlineSessionMaxLifespan to at most "86400s".',
      ],
    ]);
    const sliding = { jwtConfigurations: [{ refreshTokenExpirationPolicy: "SlidingWindow" }] };
    assert.deepEqual(found(rule, FUSIONAUTH, sliding, options(600)), [
      [
        "jwtConfigurations.refreshTokenExpirationPolicy",
        "Set jwtConfigurations.refreshTokenExpirationPolicy to another value than SlidingWindow, and jwtConfigurations.refreshTokenTimeToLiveInMinutes to a number of minutes.",
      ],
    ]);
    assert.deepEqual(found(rule, FUSIONAUTH, {}, options(600)), []);
  });

  it("does not judge what another resource says", () => {
    const { findings, notEvaluated } = evaluate(
      [resource("keycloak:openid/client:Client", { useRefreshTokens: false })],
      options(600),
    );
    assert.deepEqual([findings.map(({ rule }) => rule), notEvaluated], [[], []]);
  });
});
