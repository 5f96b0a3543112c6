import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, FORMS, resource, SERVER, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "access-token-lifetime-max";
const FAPI = { tiers: { restricted: { presets: ["fapi-1-baseline"] } } };
const required = { mechanism: "dpop", required: true };

describe(RULE, () => {
  proveTable(RULE, [
    // Built-in bounds: a day, a day, an hour, a quarter of an hour.
    ["public", { own: 86_400 }, []],
    ["public", { own: 86_401 }, ["own 86401/86400"]],
    ["internal", { own: 86_400 }, []],
    ["internal", { own: 86_401 }, ["own 86401/86400"]],
    ["internal", { own: 2_592_000 }, ["own 2592000/86400"]],
    ["confidential", { own: 3_600 }, []],
    ["confidential", { own: 3_601 }, ["own 3601/3600"]],
    ["restricted", { own: 900 }, []],
    ["restricted", { own: 901 }, ["own 901/900"]],
    ["restricted", { own: 1 }, []],
    // The tenant's default holds where nothing is declared.
    ["internal", {}, []],
    ["confidential", {}, ["own 86400/3600"]],
    ["restricted", { own: null }, ["own 86400/900"]],
    // Texts and fractions.
    ["restricted", { own: "900" }, []],
    ["restricted", { own: " 901 " }, ["own 901/900"]],
    ["restricted", { own: 900.5 }, ["own 900.5/900"]],
    // Secret, unknown, malformed.
    ["restricted", { own: new Secret(900) }, []],
    ["restricted", { own: new Secret(901) }, ["own secret/900"]],
    ["restricted", { own: new Secret(new Secret("901")) }, ["own secret/900"]],
    ["restricted", { own: UNKNOWN }, ["? own"]],
    ["restricted", { own: new Secret(UNKNOWN) }, ["? own"]],
    ["restricted", { own: "15m" }, ["? own"]],
    ["restricted", { own: "9e2" }, ["? own"]],
    ["restricted", { own: "" }, ["? own"]],
    ["restricted", { own: true }, ["? own"]],
    ["restricted", { own: [300] }, ["? own"]],
    ["restricted", { own: { seconds: 300 } }, ["? own"]],
    ["restricted", { own: -1 }, ["? own"]],
    ["restricted", { own: Number.NaN }, ["? own"]],
    ["restricted", { own: "9".repeat(400) }, ["? own"]],
    // No flow issues such tokens.
    ["restricted", { own: 86_400, subjectTypeAuthorization: closed("deny_all", "deny_all") }, []],
    ["restricted", { own: 86_400, subjectTypeAuthorization: [closed("deny_all", "denyAll")] }, []],
    [
      "restricted",
      { own: 901, subjectTypeAuthorization: closed("deny_all", "require_client_grant") },
      ["own 901/900"],
    ],
    ["restricted", { own: 901, subjectTypeAuthorization: closed("allow_all", "deny_all") }, ["own 901/900"]],
    ["restricted", { own: 901, subjectTypeAuthorization: closed(UNKNOWN, "deny_all") }, ["own 901/900"]],
    ["restricted", { own: 901, subjectTypeAuthorization: UNKNOWN }, ["own 901/900"]],
    ["restricted", { own: 901, subjectTypeAuthorization: "deny_all" }, ["own 901/900"]],
    [
      "restricted",
      { own: 901, subjectTypeAuthorization: { user: "deny_all", client: "deny_all" } },
      ["own 901/900"],
    ],
    // Bounds of single flows.
    ["internal", { own: 301 }, ["own 301/300"], all("smart-backend")],
    [
      "internal",
      { own: 301, subjectTypeAuthorization: closed("allow_all", "deny_all") },
      [],
      all("smart-backend"),
    ],
    // Tokens that are bound to a key.
    ["restricted", { own: 599 }, [], FAPI],
    ["restricted", { own: 600 }, ["own 600/599"], FAPI],
    ["restricted", { own: 600, proofOfPossession: required }, [], FAPI],
    ["restricted", { own: 600, proofOfPossession: [required] }, [], FAPI],
    ["restricted", { own: 600, proofOfPossession: { ...required, mechanism: "mtls" } }, [], FAPI],
    ["restricted", { own: 600, proofOfPossession: { ...required, requiredFor: "all_clients" } }, [], FAPI],
    [
      "restricted",
      { own: 600, proofOfPossession: { ...required, requiredFor: "public_clients" } },
      ["own 600/599"],
      FAPI,
    ],
    [
      "restricted",
      { own: 600, proofOfPossession: { ...required, requiredFor: UNKNOWN } },
      ["? proofOfPossession.requiredFor"],
      FAPI,
    ],
    ["restricted", { own: 600, proofOfPossession: { mechanism: "dpop" } }, ["own 600/599"], FAPI],
    ["restricted", { own: 600, proofOfPossession: { ...required, required: false } }, ["own 600/599"], FAPI],
    ["restricted", { own: 600, proofOfPossession: { ...required, required: "true" } }, [], FAPI],
    [
      "restricted",
      { own: 600, proofOfPossession: { ...required, required: "yes" } },
      ["? proofOfPossession.required"],
      FAPI,
    ],
    [
      "restricted",
      { own: 600, proofOfPossession: { ...required, required: UNKNOWN } },
      ["? proofOfPossession.required"],
      FAPI,
    ],
    ["restricted", { own: 600, proofOfPossession: { ...required, disable: true } }, ["own 600/599"], FAPI],
    [
      "restricted",
      { own: 600, proofOfPossession: { ...required, disable: UNKNOWN } },
      ["? proofOfPossession.disable"],
      FAPI,
    ],
    ["restricted", { own: 600, proofOfPossession: UNKNOWN }, ["? proofOfPossession.disable"], FAPI],
    ["restricted", { own: 600, proofOfPossession: "dpop" }, ["? proofOfPossession.disable"], FAPI],
    ["restricted", { own: 599, proofOfPossession: UNKNOWN }, [], FAPI],
    ["restricted", { own: UNKNOWN, proofOfPossession: UNKNOWN }, ["? own"], FAPI],
    ["restricted", { own: UNKNOWN, proofOfPossession: required }, [], FAPI],
    // The bound that is not lifted stays.
    [
      "restricted",
      { own: 901, proofOfPossession: required },
      ["own 901/900"],
      two("fapi-1-baseline", "house-900s"),
    ],
    [
      "restricted",
      { own: 901, proofOfPossession: UNKNOWN },
      ["own 901/900"],
      two("fapi-1-baseline", "house-900s"),
    ],
    [
      "restricted",
      { own: 600, proofOfPossession: UNKNOWN },
      ["? proofOfPossession.disable"],
      two("fapi-1-baseline", "house-900s"),
    ],
    // A tier without any bound.
    ["restricted", { own: 2_592_000 }, [], { tiers: { restricted: { presets: [] } } }],
    ["restricted", { own: UNKNOWN }, [], { tiers: { restricted: { presets: [] } } }],
    ["restricted", { own: 61 }, ["own 61/60"], { tiers: { restricted: { maximumSeconds: 60 } } }],
  ]);

  it("takes a 0 of pulumi-auth0 for an unset one: the bridged provider does not send it", () => {
    const config = { assign: [{ tier: "restricted", types: ["auth0:*"] }] };
    assert.deepEqual(said(RULE, [resource(SERVER, "api", { tokenLifetime: 0 })], config), [
      "tokenLifetime 86400/900",
    ]);
  });

  it("does not decide on a 0 of our own: no document says what it means", () => {
    const props = { sensitivity: "restricted", tokenLifetimeSeconds: 0 };
    assert.deepEqual(said(RULE, [resource(API, "api", props)]), ["? tokenLifetimeSeconds"]);
  });

  it("judges tokens of anonymous sessions where a lifetime is declared", () => {
    const of = (seconds: unknown) => {
      const props = { sensitivity: "internal", tokenLifetimeForAnonymousAccessTokensSeconds: seconds };
      return said(RULE, [resource(API, "api", props)]);
    };
    assert.deepEqual(of(86_400), []);
    assert.deepEqual(of(86_401), ["tokenLifetimeForAnonymousAccessTokensSeconds 86401/86400"]);
    assert.deepEqual(of(UNKNOWN), ["? tokenLifetimeForAnonymousAccessTokensSeconds"]);
    assert.deepEqual(of(undefined), []);
  });

  it("does not take a default for certain where an existing API is adopted", () => {
    const of = (props: object) => said(RULE, [resource(API, "api", { sensitivity: "internal", ...props })]);
    assert.deepEqual(of({ existing: "adopt" }), ["? tokenLifetimeSeconds"]);
    assert.deepEqual(of({ existing: UNKNOWN }), ["? tokenLifetimeSeconds"]);
    assert.deepEqual(of({ existing: "refuse" }), []);
    assert.deepEqual(of({ existing: "adopt", tokenLifetimeSeconds: 3_600 }), []);
    assert.deepEqual(of({ existing: "adopt", tokenLifetimeSeconds: 86_401 }), [
      "tokenLifetimeSeconds 86401/86400",
    ]);
  });

  it("judges what other providers issue, in their units", () => {
    const of = (type: string, props: object) =>
      said(RULE, [resource(type, "x", props)], { assign: [{ tier: "restricted", names: ["x"] }] });
    assert.deepEqual(
      of("okta:auth/serverPolicyRule:ServerPolicyRule", { accessTokenLifetimeMinutes: 15 }),
      [],
    );
    assert.deepEqual(of("okta:auth/serverPolicyRule:ServerPolicyRule", { accessTokenLifetimeMinutes: 16 }), [
      "accessTokenLifetimeMinutes 960/900",
    ]);
    assert.deepEqual(of("keycloak:index/realm:Realm", { accessTokenLifespan: "15m1s" }), [
      "accessTokenLifespan 901/900",
    ]);
    assert.deepEqual(of("keycloak:index/realm:Realm", { accessTokenLifespan: "900" }), [
      "? accessTokenLifespan",
    ]);
    assert.deepEqual(of("keycloak:openid/client:Client", {}), []);
  });

  describe("messages", () => {
    const [plugin, , server] = FORMS;
    it("names the API, both times, the tier and its source, the limit and its source, and the way out", () => {
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { own: 86_400 }), [
        'API "api": access tokens live 86400 s (24 hours); tier restricted (declared by sensitivity) allows at most 900 s (15 minutes), by preset house-900s (house rule). Set tokenLifetimeSeconds to 900 or less.',
      ]);
      assert.deepEqual(messagesOf(RULE, server, "confidential", {}), [
        'API "api": access tokens live 86400 s (24 hours) by default; tier confidential (assigned by name "api") allows at most 3600 s (1 hour), by preset rfc6750-1h (RFC 6750 (OAuth 2.0 Bearer Token Usage), section 5.3, SHOULD). Set tokenLifetime to 3600 or less.',
      ]);
    });

    it("says that binding tokens to a key lifts a bound that it lifts", () => {
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { own: 600 }, FAPI), [
        'API "api": access tokens live 600 s (10 minutes); tier restricted (declared by sensitivity) allows at most 599 s (9 minutes 59 seconds), by preset fapi-1-baseline (FAPI 1.0 Part 1: Baseline, section 5.2.2, item 21, SHOULD). Set tokenLifetimeSeconds to 599 or less. Or bind the tokens to a key of the client (proofOfPossession required for all clients), which lifts this limit.',
      ]);
    });

    it("does not offer that where the provider has no such setting", () => {
      const okta = resource("okta:auth/serverPolicyRule:ServerPolicyRule", "rule", {});
      const config = { assign: [{ tier: "restricted", names: ["rule"] }], ...FAPI };
      assert.deepEqual(messagesOf(RULE, okta, config), [
        'Issuer "rule": access tokens live 3600 s (1 hour) by default; tier restricted (assigned by name "rule") allows at most 599 s (9 minutes 59 seconds), by preset fapi-1-baseline (FAPI 1.0 Part 1: Baseline, section 5.2.2, item 21, SHOULD). Set accessTokenLifetimeMinutes to 9 (minutes) or less.',
      ]);
    });

    it("calls what never expires by its name", () => {
      const token = resource("databricks:index/oboToken:OboToken", "x", {});
      assert.deepEqual(messagesOf(RULE, token), [
        'Client "x": access tokens live without end by default; tier internal (the default tier) allows at most 86400 s (24 hours), by preset auth0-default (Auth0 docs, Update Access Token Lifetime, default lifetime, practice). Set lifetimeSeconds to 86400 or less.',
      ]);
    });

    it("says nothing of a secret lifetime", () => {
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { own: new Secret(86_400) }), [
        'API "api": access tokens live a secret time; tier restricted (declared by sensitivity) allows at most 900 s (15 minutes), by preset house-900s (house rule). Set tokenLifetimeSeconds to 900 or less.',
      ]);
    });

    it("names the reason of an assignment, and a limit of the configuration", () => {
      const config = {
        tiers: { confidential: { maximumSeconds: 300 } },
        assign: [{ tier: "confidential", identifiers: ["https://API.*"], because: "audit 12" }],
      };
      const api = resource(API, "api", { identifier: "https://api.example.com/" });
      assert.deepEqual(messagesOf(RULE, api, config), [
        'API "api": access tokens live 86400 s (24 hours) by default; tier confidential (assigned by identifier "https://API.*": audit 12) allows at most 300 s (5 minutes), by tiers.confidential.maximumSeconds of the configuration. Set tokenLifetimeSeconds to 300 or less.',
      ]);
    });

    it("does not advise a value that the provider refuses", () => {
      const settings = { own: 300, tokenLifetimeForAnonymousAccessTokensSeconds: 86_400 };
      assert.deepEqual(messagesOf(RULE, plugin, "confidential", settings), [
        'API "api": access tokens of anonymous sessions live 86400 s (24 hours); tier confidential (declared by sensitivity) allows at most 3600 s (1 hour), by preset rfc6750-1h (RFC 6750 (OAuth 2.0 Bearer Token Usage), section 5.3, SHOULD). No value of tokenLifetimeForAnonymousAccessTokensSeconds is short enough: 86400 s (24 hours) is the least that it takes. Leave it unset and do without these tokens, or classify the resource differently.',
      ]);
    });

    it("says why it could not decide", () => {
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { own: UNKNOWN }), [
        'API "api": access-token-lifetime-max is not evaluated for tokenLifetimeSeconds: its value is known after the apply. It is evaluated again at the apply.',
      ]);
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { own: "15m" }), [
        'API "api": access-token-lifetime-max is not evaluated for tokenLifetimeSeconds: it is not a number of seconds.',
      ]);
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { own: 0 }), [
        'API "api": access-token-lifetime-max is not evaluated for tokenLifetimeSeconds: it is not a lifetime above 0.',
      ]);
      assert.deepEqual(messagesOf(RULE, plugin, "restricted", { existing: "adopt" }), [
        'API "api": access-token-lifetime-max is not evaluated for tokenLifetimeSeconds: it is unset, and an API that is adopted keeps what the tenant has.',
      ]);
    });
  });
});

function closed(user: unknown, client: unknown): object {
  return { user: { policy: user }, client: { policy: client } };
}

function all(...presets: string[]): object {
  return { presets };
}

function two(...presets: string[]): object {
  return { tiers: { restricted: { presets } } };
}
