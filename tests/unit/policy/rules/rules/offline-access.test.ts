import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, FORMS, resource, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "offline-access";
const [PLUGIN] = FORMS;
const offline = { allowOfflineAccess: true };
const online = { allowOnlineAccess: true };

describe(RULE, () => {
  proveTable(RULE, [
    ["public", { ...offline, ...online }, []],
    ["internal", { ...offline, ...online }, []],
    ["confidential", offline, ["allowOfflineAccess"]],
    ["confidential", online, ["allowOnlineAccess"]],
    ["restricted", { ...offline, ...online }, ["allowOfflineAccess", "allowOnlineAccess"]],
    ["restricted", { allowOfflineAccess: false, allowOnlineAccess: false }, []],
    // Off unless somebody switches it on.
    ["restricted", {}, []],
    ["restricted", { allowOfflineAccess: null }, []],
    ["restricted", { allowOfflineAccess: "true" }, ["allowOfflineAccess"]],
    ["restricted", { allowOfflineAccess: "false" }, []],
    ["restricted", { allowOfflineAccess: new Secret(true) }, ["allowOfflineAccess"]],
    ["restricted", { allowOfflineAccess: new Secret(false) }, []],
    ["restricted", { allowOfflineAccess: UNKNOWN }, ["? allowOfflineAccess"]],
    ["restricted", { allowOnlineAccess: new Secret(UNKNOWN) }, ["? allowOnlineAccess"]],
    ["restricted", { allowOfflineAccess: 1 }, ["? allowOfflineAccess"]],
    ["restricted", { allowOfflineAccess: "yes" }, ["? allowOfflineAccess"]],
    ["restricted", { allowOfflineAccess: [true] }, ["? allowOfflineAccess"]],
    ["internal", { allowOfflineAccess: UNKNOWN }, []],
    // Settings of the tier.
    ["confidential", offline, [], { tiers: { confidential: { offlineAccess: "allowed" } } }],
    [
      "confidential",
      online,
      ["allowOnlineAccess"],
      { tiers: { confidential: { offlineAccess: "allowed" } } },
    ],
    ["confidential", online, [], { tiers: { confidential: { onlineAccess: "allowed" } } }],
    [
      "confidential",
      offline,
      ["allowOfflineAccess"],
      { tiers: { confidential: { onlineAccess: "allowed" } } },
    ],
    ["public", offline, ["allowOfflineAccess"], { tiers: { public: { offlineAccess: "forbidden" } } }],
    ["internal", online, ["allowOnlineAccess"], { tiers: { internal: { onlineAccess: "forbidden" } } }],
  ]);

  it("does not take the default for certain where an existing API is adopted", () => {
    const api = resource(API, "api", {
      sensitivity: "restricted",
      existing: "adopt",
      allowOnlineAccess: false,
    });
    assert.deepEqual(said(RULE, [api]), ["? allowOfflineAccess"]);
  });

  it("knows which providers let refresh tokens be issued by default", () => {
    const client = resource("keycloak:openid/client:Client", "x");
    assert.deepEqual(messagesOf(RULE, client, { assign: [{ tier: "restricted", names: ["x"] }] }), [
      'Client "x" allows offline access by default: clients get refresh tokens; tier restricted (assigned by name "x") forbids it. Set useRefreshTokens to false.',
    ]);
  });

  it("says what is allowed, what forbids it and what to write", () => {
    assert.deepEqual(messagesOf(RULE, PLUGIN, "confidential", { ...offline, ...online }), [
      'API "api" allows offline access: clients get refresh tokens; tier confidential (declared by sensitivity) forbids it. Set allowOfflineAccess to false.',
      'API "api" allows online access: clients get refresh tokens; tier confidential (declared by sensitivity) forbids it. Set allowOnlineAccess to false.',
    ]);
    assert.deepEqual(messagesOf(RULE, PLUGIN, "confidential", { allowOfflineAccess: "yes" }), [
      'API "api": offline-access is not evaluated for allowOfflineAccess: it is not true or false.',
    ]);
  });
});
