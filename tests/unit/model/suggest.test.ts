import assert from "node:assert/strict";
import { suggest } from "../../../provider/model/suggest";

const NAMES = ["tokenLifetimeSeconds", "tokenLifetimeForWebSeconds", "scopes", "name", "signingAlg"];

describe("suggest", () => {
  const near: [written: string, meant: string][] = [
    ["tokenLifetime", "tokenLifetimeSeconds"],
    ["token_lifetime_seconds", "tokenLifetimeSeconds"],
    ["TokenLifetimeSecond", "tokenLifetimeSeconds"],
    ["token_lifetime_for_web", "tokenLifetimeForWebSeconds"],
    ["scope", "scopes"],
    ["Name", "name"],
    ["signing_alg", "signingAlg"],
  ];
  for (const [written, meant] of near) {
    it(`takes ${written} for ${meant}`, () => {
      assert.equal(suggest(written, NAMES), ` Did you mean "${meant}"?`);
    });
  }

  for (const written of ["refreshToken", "x", "verificationLocation", ""]) {
    it(`is silent about "${written}"`, () =>
      assert.equal(suggest(written, ["tokenDialect", "existing"]), ""));
  }

  it("is silent where there is nothing to suggest", () => assert.equal(suggest("name", []), ""));
});
