import assert from "node:assert/strict";
import {
  apiTokenLifetime,
  apiTokenLifetimeSeconds,
  FLOWS,
  type Flow,
  userProfileTokenLifetime,
  userProfileTokenLifetimeSeconds,
} from "../../../provider/model/lifetimes";

/** [flow, lifetime of a token of the API, lifetime of a token for the user-profile endpoint only] */
const TABLE: [flow: Flow, api: "own" | "web", userProfile: number | undefined][] = [
  ["implicit", "web", 7_200],
  ["hybrid", "web", 86_400],
  ["authorization_code", "own", 86_400],
  ["refresh_token", "own", 86_400],
  ["device_code", "own", 86_400],
  ["password", "own", 86_400],
  ["client_credentials", "own", undefined],
];

describe("access-token lifetimes", () => {
  it("are settled for every flow", () => {
    assert.deepEqual([...FLOWS].sort(), TABLE.map(([flow]) => flow).sort());
  });

  for (const [flow, governs, userProfile] of TABLE) {
    it(`${flow}: an API's token lives by its ${governs} lifetime`, () => {
      const api = { tokenLifetimeSeconds: 9_000, tokenLifetimeForWebSeconds: 300 };
      assert.equal(apiTokenLifetimeSeconds(api, flow), governs === "web" ? 300 : 9_000);
    });

    it(`${flow}: no API lengthens a token beyond its own lifetime`, () => {
      const api = { tokenLifetimeSeconds: 300, tokenLifetimeForWebSeconds: 7_200 };
      assert.equal(apiTokenLifetimeSeconds(api, flow), 300);
    });

    it(`${flow}: a token for the user profile lives ${userProfile ?? "not at all: there is none"}`, () => {
      assert.equal(userProfileTokenLifetimeSeconds(flow), userProfile);
    });
  }

  it("come with the rule that made them", () => {
    const own = { tokenLifetimeSeconds: 9_000, tokenLifetimeForWebSeconds: 300 };
    const below = { tokenLifetimeSeconds: 300, tokenLifetimeForWebSeconds: 7_200 };
    const equal = { tokenLifetimeSeconds: 300, tokenLifetimeForWebSeconds: 300 };
    assert.equal(apiTokenLifetime(own, "authorization_code").rule, "token-lifetime");
    assert.equal(apiTokenLifetime(own, "hybrid").rule, "token-lifetime-for-web");
    assert.equal(apiTokenLifetime(equal, "implicit").rule, "token-lifetime-for-web");
    assert.equal(apiTokenLifetime(below, "implicit").rule, "token-lifetime-below-web");
    assert.equal(apiTokenLifetime(below, "device_code").rule, "token-lifetime");
    assert.equal(userProfileTokenLifetime("implicit")?.rule, "user-profile-implicit");
    assert.equal(userProfileTokenLifetime("hybrid")?.rule, "user-profile");
    assert.equal(userProfileTokenLifetime("client_credentials"), undefined);
  });
});
