import assert from "node:assert/strict";
import { RULES } from "../../../../policy/rules/catalogue";
import { evaluate, evaluateResource, evaluateStack, levelOf } from "../../../../policy/rules/evaluate";
import type { Rule } from "../../../../policy/rules/rule";
import { RULE_IDS } from "../../../../policy/rules/rule-ids";
import { UNKNOWN } from "../../../../provider/model/values";
import { API, CLIENT, optionsOf, resource, SERVER, said } from "./support/stack";

const bank = resource(API, "bank", {
  identifier: "https://pay.example/",
  sensitivity: "restricted",
  tokenLifetimeSeconds: 3_600,
  tokenLifetimeForWebSeconds: 900,
});

const ruleNamed = (id: string): Rule => {
  const rule = RULES.find((one) => one.id === id);
  assert.ok(rule);
  return rule;
};

describe("evaluate", () => {
  it("tells everything about a finding", () => {
    assert.deepEqual(evaluate([bank], optionsOf()), {
      findings: [
        {
          rule: "access-token-lifetime-max",
          urn: "urn:pulumi:dev::iam::apisettings:index:Api::bank",
          type: API,
          name: "bank",
          field: "tokenLifetimeSeconds",
          level: "mandatory",
          severity: "high",
          tier: "restricted",
          message:
            'API "bank": access tokens live 3600 s (1 hour); tier restricted (declared by sensitivity) allows at most 900 s (15 minutes), by preset house-900s (house rule). Set tokenLifetimeSeconds to 900 or less.',
          problem:
            'API "bank": access tokens live 3600 s (1 hour); tier restricted (declared by sensitivity) allows at most 900 s (15 minutes), by preset house-900s (house rule).',
          wayOut: "Set tokenLifetimeSeconds to 900 or less.",
          seconds: 3_600,
          limitSeconds: 900,
          standing: { kind: "open" },
        },
      ],
      notEvaluated: [],
      exemptions: [],
    });
  });

  it("tells everything about an open question", () => {
    const { findings, notEvaluated } = evaluate(
      [{ ...bank, protect: undefined }, resource(SERVER, "x", { tokenLifetime: UNKNOWN, identifier: "x" })],
      optionsOf(),
    );
    assert.equal(findings.length, 1);
    assert.deepEqual(notEvaluated, [
      {
        rule: "access-token-lifetime-max",
        urn: "urn:pulumi:dev::iam::auth0:index/resourceServer:ResourceServer::x",
        type: SERVER,
        name: "x",
        field: "tokenLifetime",
        message:
          'API "x": access-token-lifetime-max is not evaluated for tokenLifetime: its value is known after the apply. It is evaluated again at the apply.',
        untilApply: true,
      },
      {
        rule: "restricted-is-protected",
        urn: bank.urn,
        type: API,
        name: "bank",
        field: "protect",
        message:
          'API "bank": restricted-is-protected is not evaluated for protect: what was read does not tell the resource\'s options.',
        untilApply: false,
      },
    ]);
  });

  it("asks one question once", () => {
    const api = resource(API, "x", { sensitivity: UNKNOWN, identifier: UNKNOWN, name: UNKNOWN });
    const { notEvaluated } = evaluate(
      [api],
      optionsOf({ assign: [{ tier: "restricted", identifiers: ["x"] }] }),
    );
    const places = notEvaluated.map(({ rule, field }) => `${rule} ${field}`);
    assert.deepEqual(places, [...new Set(places)]);
  });

  it("takes levels from the configuration, and leaves out what is disabled", () => {
    const rules = { "access-token-lifetime-max": "remediate" };
    assert.deepEqual(
      evaluate([bank], optionsOf({ rules })).findings.map(({ level }) => level),
      ["remediate"],
    );
    const off = { "access-token-lifetime-max": "disabled" };
    assert.deepEqual(evaluate([bank], optionsOf({ rules: off })).findings, []);
    assert.equal(levelOf(ruleNamed("looks-sensitive"), optionsOf().config), "advisory");
    assert.equal(
      levelOf(ruleNamed("looks-sensitive"), optionsOf({ rules: { "looks-sensitive": "mandatory" } }).config),
      "mandatory",
    );
  });

  it("leaves out a number where there is none", () => {
    const [finding] = evaluate(
      [resource(API, "x", { sensitivity: "internal", signingAlg: "HS256" })],
      optionsOf(),
    ).findings;
    assert.ok(finding);
    assert.deepEqual(
      Object.keys(finding).filter((key) => /seconds/i.test(key)),
      [],
    );
  });

  it("asks about each resource for itself", () => {
    const web = (name: string, tokenLifetime: number) =>
      resource(CLIENT, name, { refreshToken: { expirationType: "expiring", tokenLifetime } });
    const api = resource(API, "x", { allowOfflineAccess: true, sensitivity: UNKNOWN });
    const tiers = {
      internal: { refreshTokenMaximumSeconds: 86_400 },
      restricted: { refreshTokenMaximumSeconds: 3_600 },
    };
    const { findings, notEvaluated } = evaluate(
      [web("a", 90_000), web("b", 7_200), web("c", 7_200), api],
      optionsOf({ tiers }),
    );
    const names = (all: readonly { rule: string; name: string }[]) =>
      all.filter(({ rule }) => rule === "refresh-token-absolute-expiry").map(({ name }) => name);
    assert.deepEqual(names(findings), ["a"]);
    assert.deepEqual(names(notEvaluated), ["b", "c"]);
  });

  it("passes over resources of other types", () => {
    const others = [
      resource("aws:s3/bucket:Bucket", "b", { tokenLifetime: 86_401 }),
      resource("pulumi:pulumi:Stack", "s"),
      resource("", ""),
    ];
    assert.deepEqual(evaluate(others, optionsOf()), { findings: [], notEvaluated: [], exemptions: [] });
    for (const rule of RULES)
      for (const one of others)
        assert.deepEqual(evaluateResource(rule, one, optionsOf()), { findings: [], notEvaluated: [] });
  });

  it("runs a rule where it belongs: on one resource, or on a stack", () => {
    const web = resource(CLIENT, "web", { refreshToken: { expirationType: "non-expiring" } });
    const expiry = ruleNamed("refresh-token-absolute-expiry");
    assert.deepEqual(evaluateResource(expiry, web, optionsOf()).findings, []);
    assert.equal(evaluateStack(expiry, [web], optionsOf()).findings.length, 1);
    assert.deepEqual(evaluateStack(ruleNamed("access-token-lifetime-max"), [bank], optionsOf()).findings, []);
  });

  it("asks about the tier only where another one would find more", () => {
    const of = (props: object, config?: object) =>
      said("access-token-lifetime-max", [resource(API, "x", { sensitivity: UNKNOWN, ...props })], config);
    assert.deepEqual(of({ tokenLifetimeSeconds: 900 }), []);
    assert.deepEqual(of({ tokenLifetimeSeconds: 901 }), ["? sensitivity"]);
    assert.deepEqual(of({ tokenLifetimeSeconds: 3_601 }), ["? sensitivity"]);
    assert.deepEqual(of({ tokenLifetimeSeconds: 86_401 }), ["tokenLifetimeSeconds 86401/86400"]);
    // A tier between that is stricter than the strictest.
    const odd = { tiers: { confidential: { maximumSeconds: 60 } } };
    assert.deepEqual(of({ tokenLifetimeSeconds: 61 }, odd), ["? sensitivity"]);
    assert.deepEqual(of({ tokenLifetimeSeconds: 61 }, { ...odd, defaultTier: "confidential" }), [
      "tokenLifetimeSeconds 61/60",
    ]);
    assert.deepEqual(of({ tokenLifetimeSeconds: UNKNOWN }), ["? tokenLifetimeSeconds"]);
  });

  it("asks about the tier in rules over the stack as well", () => {
    const web = resource(CLIENT, "web", {
      refreshToken: { expirationType: "expiring", tokenLifetime: 7_200 },
    });
    const api = resource(API, "x", { allowOfflineAccess: true, sensitivity: UNKNOWN });
    const limits = (tier: string) => ({ tiers: { [tier]: { refreshTokenMaximumSeconds: 3_600 } } });
    const of = (config: object) => said("refresh-token-absolute-expiry", [web, api], config);
    assert.deepEqual(of({}), []);
    assert.deepEqual(of(limits("restricted")), ["? refreshToken.tokenLifetime"]);
    assert.deepEqual(of(limits("confidential")), ["? refreshToken.tokenLifetime"]);
    assert.deepEqual(of(limits("internal")), ["refreshToken.tokenLifetime 7200/3600"]);
    // Never laxer than what is certain.
    assert.deepEqual(of({ ...limits("public"), defaultTier: "internal" }), []);
  });
});

describe("the catalogue", () => {
  it("has every rule once, in the published order", () => {
    assert.deepEqual(
      RULES.map(({ id }) => id),
      RULE_IDS,
    );
  });

  it("says of each rule what it is, how to put it right, and how bad it is", () => {
    for (const rule of RULES) {
      assert.ok(rule.checkResource ?? rule.checkStack, rule.id);
      for (const text of [rule.title, rule.description, rule.remediationSteps])
        assert.match(text, /^[A-Z]/, rule.id);
      for (const text of [rule.description, rule.remediationSteps]) assert.match(text, /\.$/, rule.id);
      assert.ok(rule.tags.length > 0, rule.id);
    }
    const levels = Object.fromEntries(
      RULES.map(({ id, level, severity, worse = "-" }) => [id, `${level} ${severity} ${worse}`]),
    );
    assert.deepEqual(levels, {
      "access-token-lifetime-max": "mandatory high longer",
      "access-token-lifetime-min": "mandatory medium shorter",
      "implicit-hybrid-lifetime-max": "mandatory high longer",
      "lifetime-explicit": "advisory medium -",
      "offline-access": "mandatory high -",
      "asymmetric-signing": "mandatory high -",
      "sensitivity-declared": "advisory low -",
      "looks-sensitive": "advisory medium -",
      "tier-lowered": "mandatory high -",
      "restricted-is-protected": "advisory medium -",
      "refresh-token-absolute-expiry": "mandatory high longer",
      "multi-resource-refresh": "mandatory high -",
      "one-identifier-once": "mandatory high -",
    });
  });
});
