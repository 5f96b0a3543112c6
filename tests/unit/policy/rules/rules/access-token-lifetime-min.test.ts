import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { FORMS, resource, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "access-token-lifetime-min";
const CDR = { tiers: { restricted: { presets: ["cdr-au"] } } };
const [PLUGIN] = FORMS;

describe(RULE, () => {
  proveTable(RULE, [
    // No built-in bound.
    ["restricted", { own: 1 }, []],
    ["restricted", { own: 120 }, [], CDR],
    ["restricted", { own: 119 }, ["own 119/120", "web 119/120"], CDR],
    ["restricted", { own: 119, web: 300 }, ["own 119/120", "web 119/120"], CDR],
    ["restricted", { own: 300, web: 120 }, [], CDR],
    ["restricted", { own: 300, web: 119 }, ["web 119/120"], CDR],
    ["restricted", { own: "119", web: "120" }, ["own 119/120", "web 119/120"], CDR],
    ["restricted", {}, [], CDR],
    // Bound tokens are to live long enough as well.
    ["restricted", { own: 60, proofOfPossession: { required: true } }, ["own 60/120", "web 60/120"], CDR],
    // The other bound of the tier does not matter here.
    ["restricted", { own: 86_400 }, [], CDR],
    ["internal", { own: 60 }, [], CDR],
    [
      "restricted",
      { own: 59 },
      ["own 59/60", "web 59/60"],
      { tiers: { restricted: { minimumSeconds: 60 } } },
    ],
    // Flows that are closed.
    [
      "restricted",
      { own: 60, subjectTypeAuthorization: { user: { policy: "deny_all" } } },
      ["own 60/120"],
      CDR,
    ],
    // Secret, unknown, malformed.
    ["restricted", { own: new Secret(119), web: 300 }, ["own secret/120", "web secret/120"], CDR],
    ["restricted", { own: 300, web: new Secret(119) }, ["web secret/120"], CDR],
    ["restricted", { own: UNKNOWN, web: 300 }, ["? own"], CDR],
    ["restricted", { own: 300, web: UNKNOWN }, ["? web"], CDR],
    // Whatever the other is: the shorter one holds.
    ["restricted", { own: UNKNOWN, web: 119 }, ["web 119/120", "? own"], CDR],
    ["restricted", { own: 119, web: UNKNOWN }, ["own 119/120", "web 119/120"], CDR],
    ["restricted", { own: new Secret(119), web: UNKNOWN }, ["own secret/120", "web secret/120"], CDR],
    ["restricted", { own: "soon", web: 300 }, ["? own"], CDR],
    ["restricted", { own: UNKNOWN }, []],
  ]);

  it("finds a 0 of our own too short", () => {
    const api = resource("apisettings:index:Api", "api", {
      sensitivity: "restricted",
      tokenLifetimeSeconds: 0,
    });
    assert.deepEqual(said(RULE, [api], CDR), [
      "tokenLifetimeSeconds 0/120",
      "tokenLifetimeForWebSeconds 0/120",
    ]);
  });

  it("writes the limit in the property's unit, rounded to what is long enough", () => {
    const config = { tiers: { internal: { minimumSeconds: 90 } } };
    const of = (type: string, props: object) => messagesOf(RULE, resource(type, "x", props), config);
    assert.deepEqual(of("okta:auth/serverPolicyRule:ServerPolicyRule", { accessTokenLifetimeMinutes: 1 }), [
      'Issuer "x": access tokens live 60 s (1 minute); tier internal (the default tier) allows at least 90 s (1 minute 30 seconds), by tiers.internal.minimumSeconds of the configuration. Set accessTokenLifetimeMinutes to 2 (minutes) or more.',
    ]);
    assert.deepEqual(of("keycloak:index/realm:Realm", { accessTokenLifespan: "1m" }), [
      'Issuer "x": access tokens live 60 s (1 minute); tier internal (the default tier) allows at least 90 s (1 minute 30 seconds), by tiers.internal.minimumSeconds of the configuration. Set accessTokenLifespan to "90s" or more.',
    ]);
    assert.deepEqual(of("keycloak:openid/client:Client", { accessTokenLifespan: "60" }), [
      'Client "x": access tokens live 60 s (1 minute); tier internal (the default tier) allows at least 90 s (1 minute 30 seconds), by tiers.internal.minimumSeconds of the configuration. Set accessTokenLifespan to "90" or more.',
    ]);
  });

  it("says which preset asks for it", () => {
    assert.deepEqual(
      messagesOf(
        RULE,
        PLUGIN,
        "restricted",
        { own: 60, subjectTypeAuthorization: { user: { policy: "deny_all" } } },
        CDR,
      ),
      [
        'API "api": access tokens live 60 s (1 minute); tier restricted (declared by sensitivity) allows at least 120 s (2 minutes), by preset cdr-au (Consumer Data Standards (Australia), Security Profile, Tokens, Access Token, MUST). Set tokenLifetimeSeconds to 120 or more.',
      ],
    );
  });
});
