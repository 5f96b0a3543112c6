import assert from "node:assert/strict";
import { TOKEN_TYPES, tokenTypeOf } from "../../../../../policy/rules/token-types";
import { minimumSeconds, readLifetime } from "../../../../../policy/rules/token-types/lifetime-reading";
import { tell } from "./support/rows";

const LIFETIMES = TOKEN_TYPES.flatMap(({ token, lifetimes }) =>
  lifetimes.map((row) => ({ ...row, name: `${token} ${row.property} (${row.of})` })),
);

describe("the table of token types", () => {
  it("has one row for each type, which is found by its token", () => {
    const tokens = TOKEN_TYPES.map(({ token }) => token);
    assert.deepEqual([...new Set(tokens)], tokens);
    for (const type of TOKEN_TYPES) assert.equal(tokenTypeOf(type.token), type);
    assert.equal(tokenTypeOf("okta:auth:ServerPolicyRule")?.title, "Okta access policy rule");
    assert.equal(tokenTypeOf("keycloak:Realm")?.title, "Keycloak realm");
    assert.equal(tokenTypeOf("keycloak:openid:Client")?.title, "Keycloak client");
    assert.equal(tokenTypeOf("keycloak:saml/client:Client"), undefined);
    assert.equal(tokenTypeOf("aws:cognito/userPool:UserPool"), undefined);
    // Another provider's type of the same name.
    assert.equal(tokenTypeOf("databricks:index/client:Client"), undefined);
  });

  it("says of every type how long something lives", () => {
    for (const { token, lifetimes, clientRefreshTokens } of TOKEN_TYPES) {
      assert.ok(lifetimes.length > 0 || clientRefreshTokens, token);
    }
  });

  it("gives a source for every number", () => {
    for (const { name, source } of LIFETIMES) assert.ok(source.length > 10, name);
    for (const { token, refreshSwitches = [] } of TOKEN_TYPES) {
      for (const { source } of refreshSwitches) assert.ok(source.length > 10, token);
    }
  });

  it("has defaults that the provider itself would take", () => {
    for (const row of LIFETIMES) {
      const { name, whenUnset, maximum } = row;
      if (typeof whenUnset !== "number") continue;
      assert.ok(whenUnset >= minimumSeconds(row), name);
      const perUnit = minimumSeconds({ ...row, minimum: 1 });
      assert.ok(maximum === undefined || whenUnset <= maximum * perUnit, name);
    }
  });

  it("has bounds in the right order, and special values that are no lifetimes", () => {
    for (const { name, minimum = 0, maximum = Number.POSITIVE_INFINITY, ...row } of LIFETIMES) {
      assert.ok(minimum < maximum, name);
      for (const special of [...(row.unsetValues ?? []), ...(row.unlimitedValues ?? [])]) {
        assert.ok(special <= 0, name);
      }
    }
  });

  it("never answers with zero seconds for a resource without properties", () => {
    for (const row of LIFETIMES) assert.notEqual(tell(readLifetime(row, {})), "default 0", row.name);
  });
});
