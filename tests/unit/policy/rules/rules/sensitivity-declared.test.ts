import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, CLIENT, resource, SERVER, said } from "../support/stack";

const RULE = "sensitivity-declared";
const DYNAMIC = "pulumi-nodejs:dynamic/apisettings:Api";
const PATTERNS = { assign: [{ tier: "internal", identifiers: ["https://pay.*"] }] };

describe(RULE, () => {
  for (const type of [API, DYNAMIC]) {
    it(`asks every ${type} for its tier`, () => {
      const of = (props: object, config?: object) => said(RULE, [resource(type, "todo", props)], config);
      assert.deepEqual(of({}), ["sensitivity"]);
      assert.deepEqual(of({ sensitivity: null }), ["sensitivity"]);
      for (const sensitivity of ["public", "internal", "confidential", "restricted", new Secret("public")])
        assert.deepEqual(of({ sensitivity }), []);
      assert.deepEqual(of({ sensitivity: UNKNOWN }), ["? sensitivity"]);
      assert.deepEqual(of({ sensitivity: "Restricted" }), ["? sensitivity"]);
      assert.deepEqual(of({ sensitivity: ["public"] }), ["? sensitivity"]);
      // The configuration classifies as well.
      assert.deepEqual(of({ identifier: "https://pay.example/" }, PATTERNS), []);
      assert.deepEqual(of({ identifier: "https://todo.example/" }, PATTERNS), ["sensitivity"]);
      assert.deepEqual(of({}, { defaultTier: "restricted" }), ["sensitivity"]);
    });
  }

  it("asks for an API of another provider only where the configuration has patterns", () => {
    const of = (identifier: unknown, config?: object) =>
      said(RULE, [resource(SERVER, "todo", { identifier })], config);
    assert.deepEqual(of("https://todo.example/"), []);
    assert.deepEqual(of("https://todo.example/", PATTERNS), ["identifier"]);
    assert.deepEqual(of("https://pay.example/", PATTERNS), []);
    assert.deepEqual(of("https://todo.example/", { assign: [{ tier: "public", identifiers: ["*"] }] }), []);
    assert.deepEqual(of(UNKNOWN, { assign: [{ tier: "public", identifiers: ["**"] }] }), []);
  });

  it("has nothing to say of applications and issuers", () => {
    for (const type of [CLIENT, "okta:auth/serverPolicyRule:ServerPolicyRule"])
      assert.deepEqual(said(RULE, [resource(type, "x")], PATTERNS), []);
  });

  it("says which tier holds and where to say another", () => {
    assert.deepEqual(messagesOf(RULE, resource(API, "todo", {})), [
      'API "todo" is classified nowhere and gets the default tier, internal. Set sensitivity to public, internal, confidential or restricted.',
    ]);
    assert.deepEqual(
      messagesOf(RULE, resource(SERVER, "todo", {}), { ...PATTERNS, defaultTier: "confidential" }),
      [
        'API "todo" is classified nowhere and gets the default tier, confidential. Add a pattern for it to `assign` in the configuration.',
      ],
    );
    assert.deepEqual(messagesOf(RULE, resource(API, "todo", { sensitivity: "top secret" })), [
      'API "todo": sensitivity-declared is not evaluated for sensitivity: it is not one of public, internal, confidential, restricted.',
    ]);
  });
});
