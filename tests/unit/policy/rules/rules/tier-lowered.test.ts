import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, resource, SERVER, said } from "../support/stack";

const RULE = "tier-lowered";
const TIERS = ["public", "internal", "confidential", "restricted"] as const;
const PAY = "https://pay.example/";
const assigned = (tier: string) => ({ assign: [{ tier, identifiers: ["https://pay.*"] }] });

describe(RULE, () => {
  for (const type of [API, "pulumi-nodejs:dynamic/apisettings:Api"]) {
    for (const [a, declared] of TIERS.entries())
      for (const [b, tier] of TIERS.entries())
        it(`${type}: ${declared} declared, ${tier} assigned: ${a < b ? "reported" : "silent"}`, () => {
          const api = resource(type, "pay", { sensitivity: declared, identifier: PAY });
          assert.deepEqual(said(RULE, [api], assigned(tier)), a < b ? ["sensitivity"] : []);
        });
  }

  it("needs both a declaration and an assignment", () => {
    const of = (props: object, config = assigned("restricted")) =>
      said(RULE, [resource(API, "x", props)], config);
    assert.deepEqual(of({ identifier: PAY }), []);
    assert.deepEqual(of({ identifier: "https://todo.example/", sensitivity: "public" }), []);
    assert.deepEqual(
      said(RULE, [resource(API, "x", { sensitivity: "public" })], { defaultTier: "restricted" }),
      [],
    );
    assert.deepEqual(
      said(RULE, [resource(SERVER, "x", { identifier: PAY, sensitivity: "public" })], assigned("restricted")),
      [],
    );
  });

  it("is open while one of the two is not known", () => {
    const of = (props: object) => said(RULE, [resource(API, "x", props)], assigned("restricted"));
    assert.deepEqual(of({ identifier: PAY, sensitivity: UNKNOWN }), ["? sensitivity"]);
    assert.deepEqual(of({ identifier: PAY, sensitivity: "low" }), ["? sensitivity"]);
    assert.deepEqual(of({ identifier: UNKNOWN, sensitivity: "public" }), ["? identifier"]);
    assert.deepEqual(of({ identifier: UNKNOWN, sensitivity: "restricted" }), []);
    assert.deepEqual(of({ identifier: "https://todo.example/", sensitivity: UNKNOWN }), []);
    assert.deepEqual(of({ identifier: UNKNOWN }), []);
  });

  it("says what is declared, unless that is a secret, and what holds", () => {
    const of = (sensitivity: unknown) =>
      messagesOf(RULE, resource(API, "x", { identifier: PAY, sensitivity }), {
        assign: [{ tier: "restricted", identifiers: ["https://pay.*"], because: "money" }],
      });
    assert.deepEqual(of("internal"), [
      'API "x" declares sensitivity internal; the configuration says restricted (assigned by identifier "https://pay.*": money), which holds. Set sensitivity to restricted, or leave it out.',
    ]);
    assert.deepEqual(of(new Secret("internal")), [
      'API "x" declares sensitivity a lower tier; the configuration says restricted (assigned by identifier "https://pay.*": money), which holds. Set sensitivity to restricted, or leave it out.',
    ]);
  });
});
