import assert from "node:assert/strict";
import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { messagesOf } from "../support/messages";
import { API, CLIENT, FORMS, resource, said } from "../support/stack";
import { proveTable } from "../support/table";

const RULE = "asymmetric-signing";
const [PLUGIN] = FORMS;

describe(RULE, () => {
  proveTable(RULE, [
    ["public", { signingAlg: "HS256" }, []],
    ["public", { signingAlg: UNKNOWN }, []],
    ["internal", { signingAlg: "HS256" }, ["signingAlg"]],
    ["confidential", { signingAlg: "HS256" }, ["signingAlg"]],
    ["restricted", { signingAlg: "HS256" }, ["signingAlg"]],
    // The bridged provider takes the name in any case.
    ["internal", { signingAlg: "hs256" }, ["signingAlg"]],
    ["internal", { signingAlg: "Hs512" }, ["signingAlg"]],
    ["internal", { signingAlg: new Secret("HS256") }, ["signingAlg"]],
    ["internal", {}, []],
    ["internal", { signingAlg: null }, []],
    ...["RS256", "RS512", "PS256", "rs256", "ES256", "EdDSA"].map(
      (signingAlg) => ["restricted", { signingAlg }, []] as const,
    ),
    ["restricted", { signingAlg: UNKNOWN }, ["? signingAlg"]],
    ["restricted", { signingAlg: "none" }, ["? signingAlg"]],
    ["restricted", { signingAlg: "HS2561" }, ["? signingAlg"]],
    ["restricted", { signingAlg: " HS256" }, ["? signingAlg"]],
    ["restricted", { signingAlg: "" }, ["? signingAlg"]],
    ["restricted", { signingAlg: ["RS256"] }, ["? signingAlg"]],
    ["restricted", { signingAlg: 256 }, ["? signingAlg"]],
  ]);

  it("has nothing to say of an application, or of an adopted API that declares none", () => {
    assert.deepEqual(said(RULE, [resource(CLIENT, "x", { signingAlg: "HS256" })]), []);
    assert.deepEqual(said(RULE, [resource(API, "x", { sensitivity: "internal", existing: "adopt" })]), [
      "? signingAlg",
    ]);
  });

  it("names the algorithm, but not one that is secret, and never another text", () => {
    assert.deepEqual(messagesOf(RULE, PLUGIN, "internal", { signingAlg: "hs256" }), [
      'API "api" signs its access tokens with a shared secret (HS256). Set signingAlg to "RS256" or "PS256".',
    ]);
    assert.deepEqual(messagesOf(RULE, PLUGIN, "internal", { signingAlg: new Secret("HS256") }), [
      'API "api" signs its access tokens with a shared secret. Set signingAlg to "RS256" or "PS256".',
    ]);
    assert.deepEqual(messagesOf(RULE, PLUGIN, "internal", { signingAlg: "HS1234567" }), [
      'API "api": asymmetric-signing is not evaluated for signingAlg: it is not an algorithm of RFC 7518 or RFC 8037.',
    ]);
  });
});
