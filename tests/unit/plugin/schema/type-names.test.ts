import assert from "node:assert/strict";
import { memberTypeName, pascalCase, singular } from "../../../../provider/plugin/schema/type-names";
import { TypeRegistry } from "../../../../provider/plugin/schema/type-registry";

describe("names of nested types", () => {
  for (const [text, expected] of [
    ["tokenEncryption", "TokenEncryption"],
    ["rfc9068_profile_authz", "Rfc9068ProfileAuthz"],
    ["RSA-OAEP-256", "RSAOAEP256"],
    ["HS256", "HS256"],
    ["transactional-authorization-with-mfa", "TransactionalAuthorizationWithMfa"],
  ] as const) {
    it(`${text} -> ${expected}`, () => assert.equal(pascalCase(text), expected));
  }

  it("do not stutter", () => {
    assert.equal(memberTypeName("TokenEncryption", "encryptionKey"), "TokenEncryptionKey");
    assert.equal(memberTypeName("SubjectTypeAuthorization", "user"), "SubjectTypeAuthorizationUser");
  });

  it("are singular for items", () => assert.equal(singular("scopes"), "scope"));

  it("are not given to two types", () => {
    const types = new TypeRegistry();
    types.typeOf({ kind: "string", values: ["a"] }, "Kind");
    assert.throws(() => types.typeOf({ kind: "string", values: ["b"] }, "Kind"), /Two different types/);
    assert.deepEqual(types.variant("State").typeOf({ kind: "string", values: ["b"] }, "Kind"), {
      $ref: "#/types/apisettings:index:KindState",
    });
  });
});
