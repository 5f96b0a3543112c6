import assert from "node:assert/strict";
import { minimumSeconds } from "../../../../../policy/rules/token-types/lifetime-reading";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties, rowOf } from "./support/rows";

const TOKENS = [
  "aws:cognito/userPoolClient:UserPoolClient",
  "aws:cognito/managedUserPoolClient:ManagedUserPoolClient",
  "aws-native:cognito:UserPoolClient",
];

describe("Cognito's lifetimes", () => {
  for (const token of TOKENS) {
    proveProperties(token, ["accessTokenValidity", "refreshTokenValidity"]);
    proveLifetime(token, "access", "accessTokenValidity", [
      [{ accessTokenValidity: 1 }, "3600"],
      [{ accessTokenValidity: 900, tokenValidityUnits: { accessToken: "seconds" } }, "900"],
      [{ accessTokenValidity: 15, tokenValidityUnits: { accessToken: "minutes" } }, "900"],
      [{ accessTokenValidity: 2, tokenValidityUnits: { accessToken: "hours" } }, "7200"],
      [{ accessTokenValidity: 1, tokenValidityUnits: { accessToken: "days" } }, "86400"],
      // Terraform's block, as a list of one.
      [{ accessTokenValidity: 15, tokenValidityUnits: [{ accessToken: "minutes" }] }, "900"],
      // The unit of another token.
      [{ accessTokenValidity: 1, tokenValidityUnits: { refreshToken: "days", idToken: "seconds" } }, "3600"],
      [{ accessTokenValidity: 1, tokenValidityUnits: { accessToken: "weeks" } }, "unreadable"],
      [{ accessTokenValidity: 1, tokenValidityUnits: { accessToken: UNKNOWN } }, "unknown"],
      [{ accessTokenValidity: 1, tokenValidityUnits: UNKNOWN }, "unknown"],
      [{ accessTokenValidity: 1, tokenValidityUnits: new Secret({ accessToken: "days" }) }, "secret 86400"],
      [{ tokenValidityUnits: { accessToken: "seconds" } }, "default 3600"],
      [{}, "default 3600"],
      ...malformed("accessTokenValidity"),
    ]);
    proveLifetime(token, "refresh", "refreshTokenValidity", [
      [{ refreshTokenValidity: 1 }, "86400"],
      [{ refreshTokenValidity: 60, tokenValidityUnits: { refreshToken: "minutes" } }, "3600"],
      [{ refreshTokenValidity: 0 }, "default 2592000"],
      [{ refreshTokenValidity: 0, tokenValidityUnits: { refreshToken: "seconds" } }, "default 2592000"],
      [{}, "default 2592000"],
      ...malformed("refreshTokenValidity"),
    ]);
  }

  it("has its bounds in seconds, whatever the unit", () => {
    const minimums = TOKENS.map((token) => rowOf(token).lifetimes.map(minimumSeconds));
    assert.deepEqual(minimums, Array(3).fill([300, 3_600]));
    assert.deepEqual(
      rowOf("okta:auth/serverPolicyRule:ServerPolicyRule").lifetimes.map(minimumSeconds),
      [300, 0, 300],
    );
  });
});
