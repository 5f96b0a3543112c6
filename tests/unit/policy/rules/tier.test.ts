import assert from "node:assert/strict";
import type { PolicyResource } from "../../../../policy/rules/resource";
import { subjectOf } from "../../../../policy/rules/subject";
import { isLowerTier, stricterTier, tierOfAudience } from "../../../../policy/rules/tier";
import { SENSITIVITIES } from "../../../../provider/model/sensitivity";
import { Secret, UNKNOWN } from "../../../../provider/model/values";
import { API, CLIENT, optionsOf, resource, SERVER } from "./support/stack";

const decide = (one: PolicyResource, config: object = {}) => {
  const tier = subjectOf(one, optionsOf(config).config)?.tier;
  assert.ok(tier);
  return tier;
};
/** "restricted, declared by sensitivity; open to identifier". */
const decided = (one: PolicyResource, config: object = {}) => {
  const { tier, source, openTo } = decide(one, config);
  return `${tier}, ${source}${openTo ? `; open to ${openTo.field}` : ""}`;
};
const PAY = "https://pay.example/";
const rule = (tier: string, lists: object) => ({ tier, ...lists });

describe("tiers", () => {
  it("are ordered from public to restricted", () => {
    for (const [a, one] of SENSITIVITIES.entries())
      for (const [b, other] of SENSITIVITIES.entries()) {
        assert.equal(stricterTier(one, other), a >= b ? one : other);
        assert.equal(isLowerTier(one, other), a < b);
      }
  });

  it("come from the declaration, or else from the default", () => {
    for (const tier of SENSITIVITIES) {
      assert.equal(decided(resource(API, "x", { sensitivity: tier })), `${tier}, declared by sensitivity`);
      assert.equal(decided(resource(API, "x"), { defaultTier: tier }), `${tier}, the default tier`);
    }
    assert.equal(decided(resource(API, "x")), "internal, the default tier");
    // The default is no minimum: who declares less means it.
    assert.equal(
      decided(resource(API, "x", { sensitivity: "public" }), { defaultTier: "restricted" }),
      "public, declared by sensitivity",
    );
    assert.equal(
      decided(resource(API, "x", { sensitivity: new Secret("restricted") })),
      "restricted, declared by sensitivity",
    );
    // pulumi-auth0 has no such property.
    assert.equal(decided(resource(SERVER, "x", { sensitivity: "restricted" })), "internal, the default tier");
  });

  it("come from patterns of identifiers, names and types", () => {
    const api = resource(SERVER, "pay-api", { identifier: PAY, name: "Money" });
    const by = (lists: object, one = api) => decided(one, { assign: [rule("restricted", lists)] });
    assert.equal(
      by({ identifiers: ["https://PAY.*"] }),
      'restricted, assigned by identifier "https://PAY.*"',
    );
    assert.equal(by({ identifiers: ["x", PAY] }), `restricted, assigned by identifier "${PAY}"`);
    assert.equal(by({ names: ["PAY-*"] }), 'restricted, assigned by name "PAY-*"');
    assert.equal(by({ names: ["money"] }), 'restricted, assigned by name "money"');
    assert.equal(by({ types: ["auth0:*"] }), 'restricted, assigned by type "auth0:*"');
    assert.equal(by({ identifiers: ["pay"] }), "internal, the default tier");
    assert.equal(by({ names: ["*x"] }), "internal, the default tier");
    assert.equal(by({ types: ["okta:*"] }), "internal, the default tier");
    assert.equal(
      by({ identifiers: ["*pay*"], names: ["money"], types: ["auth0:*"] }),
      'restricted, assigned by identifier "*pay*" and name "money" and type "auth0:*"',
    );
    assert.equal(by({ identifiers: ["*pay*"], names: ["nobody"] }), "internal, the default tier");
    assert.equal(
      by({ names: ["pay-*"] }, resource(CLIENT, "pay-web")),
      'restricted, assigned by name "pay-*"',
    );
    assert.equal(by({ identifiers: ["*"] }, resource(CLIENT, "pay-web")), "internal, the default tier");
    assert.equal(by({ identifiers: ["*"] }, resource(SERVER, "x")), "internal, the default tier");
    assert.equal(
      by({ identifiers: ["https://pay.*"] }, resource(SERVER, "x", { identifier: new Secret(PAY) })),
      'restricted, assigned by identifier "https://pay.*"',
    );
  });

  it("take the strictest of all, whatever the order, and name it", () => {
    const assign = [
      rule("confidential", { names: ["x"], because: "a" }),
      rule("restricted", { types: ["*"], because: "b" }),
      rule("public", { identifiers: ["*"] }),
    ];
    for (const order of [assign, [...assign].reverse()])
      assert.equal(
        decided(resource(API, "x", { identifier: PAY, sensitivity: "internal" }), { assign: order }),
        'restricted, assigned by type "*": b',
      );
    assert.equal(
      decided(resource(API, "x", { sensitivity: "restricted" }), {
        assign: [rule("confidential", { names: ["x"] })],
      }),
      "restricted, declared by sensitivity",
    );
    // The first of two that say the same.
    assert.equal(
      decided(resource(API, "x"), {
        assign: [rule("public", { names: ["x"] }), rule("public", { types: ["*"] })],
      }),
      'public, assigned by name "x"',
    );
    // An assignment may be lower than the default.
    assert.equal(
      decided(resource(API, "x"), { defaultTier: "restricted", assign: [rule("public", { names: ["x"] })] }),
      'public, assigned by name "x"',
    );
  });

  it("stay open to what is not known or not understood", () => {
    assert.equal(
      decided(resource(API, "x", { sensitivity: UNKNOWN })),
      "internal, the default tier; open to sensitivity",
    );
    assert.equal(
      decided(resource(API, "x", { sensitivity: "Restricted" })),
      "internal, the default tier; open to sensitivity",
    );
    assert.equal(
      decided(resource(API, "x", { sensitivity: 4 })),
      "internal, the default tier; open to sensitivity",
    );
    assert.equal(
      decided(resource(API, "x", { sensitivity: UNKNOWN }), { defaultTier: "restricted" }),
      "restricted, the default tier",
    );
    const assign = [rule("restricted", { identifiers: ["https://pay.*"] })];
    assert.equal(
      decided(resource(SERVER, "x", { identifier: UNKNOWN }), { assign }),
      "internal, the default tier; open to identifier",
    );
    assert.equal(
      decided(resource(SERVER, "x", { identifier: [PAY] }), { assign }),
      "internal, the default tier; open to identifier",
    );
    assert.equal(
      decided(resource(SERVER, "x", { name: UNKNOWN }), { assign: [rule("restricted", { names: ["y"] })] }),
      "internal, the default tier; open to name",
    );
    assert.equal(
      decided(resource(API, "x", { identifier: UNKNOWN, sensitivity: "restricted" }), { assign }),
      "restricted, declared by sensitivity",
    );
  });

  it("are not open where what is unknown could not raise them", () => {
    const open = resource(SERVER, "x", { identifier: UNKNOWN, name: UNKNOWN });
    assert.equal(
      decided(open, { assign: [rule("internal", { identifiers: ["https://pay.*"] })] }),
      "internal, the default tier",
    );
    assert.equal(
      decided(open, { assign: [rule("public", { identifiers: ["https://pay.*"] })] }),
      "internal, the default tier",
    );
    // Another list of the same entry does not match anyway.
    assert.equal(
      decided(open, { assign: [rule("restricted", { identifiers: ["https://pay.*"], types: ["okta:*"] })] }),
      "internal, the default tier",
    );
    assert.equal(
      decided(open, { assign: [rule("restricted", { types: ["okta:*"], identifiers: ["https://pay.*"] })] }),
      "internal, the default tier",
    );
    assert.equal(
      decided(open, { assign: [rule("restricted", { types: ["okta:*"] })] }),
      "internal, the default tier",
    );
    // Whatever the text will be, it matches.
    assert.equal(
      decided(open, { assign: [rule("confidential", { identifiers: ["*"] })] }),
      'confidential, assigned by identifier "*"',
    );
    assert.equal(
      decided(open, { assign: [rule("confidential", { identifiers: ["*"], names: ["y"] })] }),
      "internal, the default tier; open to name",
    );
    assert.equal(
      decided(open, { assign: [rule("confidential", { identifiers: ["https://a/*"], names: ["y"] })] }),
      "internal, the default tier; open to identifier",
    );
    assert.equal(
      decided(resource(SERVER, "x", { identifier: 5 }), { assign: [rule("public", { identifiers: ["*"] })] }),
      "internal, the default tier",
    );
  });

  it("look through all entries and patterns for what is open", () => {
    const one = resource(SERVER, "x", { identifier: UNKNOWN, name: "Money" });
    const closed = rule("restricted", { types: ["okta:*"] });
    const open = rule("confidential", { identifiers: ["https://pay.*"], names: ["nobody", "money"] });
    assert.equal(decided(one, { assign: [closed, open] }), "internal, the default tier; open to identifier");
    assert.equal(decided(one, { assign: [open, closed] }), "internal, the default tier; open to identifier");
    const elsewhere = rule("confidential", { identifiers: ["https://pay.*"], names: ["nobody", "else"] });
    assert.equal(decided(one, { assign: [elsewhere] }), "internal, the default tier");
    // Only a pattern of stars matches whatever comes.
    assert.equal(
      decided(one, { assign: [rule("restricted", { identifiers: ["*pay"] })] }),
      "internal, the default tier; open to identifier",
    );
  });

  it("tell whether anybody classified the resource", () => {
    assert.equal(decide(resource(API, "x")).classified, false);
    assert.equal(decide(resource(API, "x", { sensitivity: "internal" })).classified, true);
    assert.equal(
      decide(resource(SERVER, "x"), { assign: [rule("public", { names: ["x"] })] }).classified,
      true,
    );
  });

  it("of an audience come from patterns of identifiers alone", () => {
    const { config } = optionsOf({
      assign: [
        rule("restricted", { identifiers: ["*"], names: ["*"] }),
        rule("restricted", { identifiers: ["*"], types: ["*"] }),
        rule("confidential", { identifiers: ["https://pay.*"] }),
      ],
    });
    assert.deepEqual(tierOfAudience(PAY, config), {
      tier: "confidential",
      source: 'assigned by identifier "https://pay.*"',
    });
    assert.equal(tierOfAudience("https://todo.example/", config), undefined);
  });
});
