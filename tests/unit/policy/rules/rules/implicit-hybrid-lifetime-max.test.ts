import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, FORMS, resource, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "implicit-hybrid-lifetime-max";
const [PLUGIN] = FORMS;

describe(RULE, () => {
  proveTable(RULE, [
    ["internal", {}, []],
    ["internal", { own: 2_592_000, web: 86_401 }, ["web 86401/86400"]],
    // The default of 2 hours is longer than an hour.
    ["confidential", {}, ["web 7200/3600"]],
    ["confidential", { own: 86_400 }, ["web 7200/3600"]],
    ["confidential", { own: 86_400, web: 3_600 }, []],
    ["confidential", { own: 86_400, web: 3_601 }, ["web 3601/3600"]],
    // The API's own lifetime holds where it is shorter.
    ["confidential", { own: 3_600 }, []],
    ["confidential", { own: 3_600, web: 7_200 }, []],
    ["confidential", { own: 3_601, web: 7_200 }, ["web 3601/3600"]],
    ["restricted", { own: 900, web: 900 }, []],
    ["restricted", { own: 900, web: 86_400 }, []],
    ["restricted", { own: 86_400, web: 901 }, ["web 901/900"]],
    // Secret, unknown, malformed.
    ["restricted", { own: 86_400, web: new Secret(901) }, ["web secret/900"]],
    ["restricted", { own: new Secret(901) }, ["web secret/900"]],
    ["restricted", { own: UNKNOWN, web: 900 }, []],
    ["restricted", { own: UNKNOWN, web: 901 }, ["? own"]],
    ["restricted", { own: UNKNOWN, web: UNKNOWN }, ["? web"]],
    ["restricted", { own: 900, web: UNKNOWN }, []],
    ["restricted", { own: 901, web: UNKNOWN }, ["? web"]],
    ["restricted", { own: 901, web: "soon" }, ["? web"]],
    ["restricted", { own: 901, web: [] }, ["? web"]],
    ["restricted", { own: "soon", web: 901 }, ["? own"]],
    ["restricted", { own: UNKNOWN }, ["? own"]],
    // Users get no token at all.
    ["restricted", { own: 86_400, subjectTypeAuthorization: { user: { policy: "deny_all" } } }, []],
    [
      "restricted",
      { own: 86_400, subjectTypeAuthorization: { user: { policy: new Secret("deny_all") } } },
      [],
    ],
    [
      "restricted",
      { own: 86_400, subjectTypeAuthorization: { user: { policy: UNKNOWN } } },
      ["web 7200/900"],
    ],
    [
      "restricted",
      { own: 86_400, subjectTypeAuthorization: { user: {}, client: { policy: "deny_all" } } },
      ["web 7200/900"],
    ],
    [
      "restricted",
      { own: 86_400, subjectTypeAuthorization: { user: { policy: "require_client_grant" } } },
      ["web 7200/900"],
    ],
    // A bound for these flows alone.
    ["internal", { own: 86_400 }, ["web 7200/600"], { tiers: { internal: { webMaximumSeconds: 600 } } }],
    ["internal", { own: 86_400, web: 600 }, [], { tiers: { internal: { webMaximumSeconds: 600 } } }],
    ["internal", { own: 3_600, web: 901 }, ["web 901/900"], { presets: ["igov"] }],
    ["internal", { own: 3_600, web: 900 }, [], { presets: ["igov"] }],
    // A bound of client credentials is none of theirs.
    ["internal", { own: 300 }, [], { presets: ["smart-backend"] }],
    ["internal", { own: 86_400 }, [], { presets: ["smart-backend"] }],
    // Bound to a key.
    [
      "restricted",
      { own: 600, proofOfPossession: { required: true } },
      [],
      { tiers: { restricted: { presets: ["fapi-1-baseline"] } } },
    ],
    [
      "restricted",
      { own: 600 },
      ["web 600/599"],
      { tiers: { restricted: { presets: ["fapi-1-baseline"] } } },
    ],
  ]);

  it("takes a 0 for no limit: what it means is documented nowhere", () => {
    const of = (own: number, web: number) =>
      said(RULE, [
        resource(API, "api", {
          sensitivity: "restricted",
          tokenLifetimeSeconds: own,
          tokenLifetimeForWebSeconds: web,
        }),
      ]);
    assert.deepEqual(of(900, 0), []);
    assert.deepEqual(of(901, 0), ["? tokenLifetimeForWebSeconds"]);
    assert.deepEqual(of(0, 900), []);
    assert.deepEqual(of(0, 901), ["? tokenLifetimeSeconds"]);
    assert.deepEqual(of(0, 0), ["? tokenLifetimeForWebSeconds"]);
  });

  it("relies on a declared lifetime of an adopted API, not on a default", () => {
    const of = (props: object) =>
      said(RULE, [resource(API, "api", { sensitivity: "confidential", existing: "adopt", ...props })]);
    assert.deepEqual(of({ tokenLifetimeSeconds: 3_600 }), []);
    assert.deepEqual(of({ tokenLifetimeSeconds: 3_601 }), ["? tokenLifetimeForWebSeconds"]);
    assert.deepEqual(of({ tokenLifetimeForWebSeconds: 3_601 }), ["? tokenLifetimeSeconds"]);
    assert.deepEqual(of({ tokenLifetimeForWebSeconds: 3_600 }), []);
  });

  it("knows that Keycloak's lifetime of the implicit flow is limited by no other", () => {
    const of = (props: object) => said(RULE, [resource("keycloak:index/realm:Realm", "x", props)]);
    assert.deepEqual(of({ accessTokenLifespan: "5m", accessTokenLifespanForImplicitFlow: "25h" }), [
      "accessTokenLifespanForImplicitFlow 90000/86400",
    ]);
    assert.deepEqual(of({ accessTokenLifespanForImplicitFlow: UNKNOWN }), [
      "? accessTokenLifespanForImplicitFlow",
    ]);
    assert.deepEqual(of({ accessTokenLifespan: "25h" }), []);
  });

  it("names the property to change, also where the API's own lifetime is what holds", () => {
    assert.deepEqual(messagesOf(RULE, PLUGIN, "confidential", { own: 3_601 }), [
      'API "api": access tokens from /authorize (implicit and hybrid flows) live 3601 s (1 hour 1 second); tier confidential (declared by sensitivity) allows at most 3600 s (1 hour), by preset rfc6750-1h (RFC 6750 (OAuth 2.0 Bearer Token Usage), section 5.3, SHOULD). Set tokenLifetimeForWebSeconds to 3600 or less.',
    ]);
    assert.deepEqual(
      messagesOf(
        RULE,
        PLUGIN,
        "internal",
        { own: 86_400 },
        { tiers: { internal: { webMaximumSeconds: 600 } } },
      ),
      [
        'API "api": access tokens from /authorize (implicit and hybrid flows) live 7200 s (2 hours) by default; tier internal (declared by sensitivity) allows at most 600 s (10 minutes), by tiers.internal.webMaximumSeconds of the configuration. Set tokenLifetimeForWebSeconds to 600 or less.',
      ],
    );
  });
});
