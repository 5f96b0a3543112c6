import assert from "node:assert/strict";
import { defaultOf, effectiveInputs, effectiveValue } from "../../../provider/model/effective";
import { fieldNamed } from "../../../provider/model/table";
import { Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";
import { required } from "./support/validation";

/** What a tenant holds for an API created from an identifier alone (recorded), and what its absent keys mean. */
const DEFAULTS = {
  allowOfflineAccess: false,
  skipConsentForVerifiableFirstPartyClients: false,
  allowOnlineAccess: false,
  allowOnlineAccessWithEphemeralSessions: false,
  subjectTypeAuthorization: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
  tokenLifetimeSeconds: 86_400,
  tokenLifetimeForWebSeconds: 7_200,
  signingAlg: "RS256",
  scopes: [],
  enforcePolicies: false,
  tokenDialect: "access_token",
  requireConsentNonRepudiation: false,
  existing: "refuse",
};

/** A field that is added later may have a default of its own. */
function assertIncludes(actual: ValueObject, expected: ValueObject): void {
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(actual[name], value, name);
  for (const name of Object.keys(actual)) assert.equal(fieldNamed(name)?.role, "input", name);
}

describe("effective values", () => {
  it("of an API of which nothing is declared are the tenant's defaults", () => {
    assertIncludes(effectiveInputs({}), DEFAULTS);
  });

  it("are what is declared, where it is, false and 0 included", () => {
    const declared = {
      identifier: "x",
      tokenLifetimeSeconds: 0,
      scopes: [{ value: "a" }],
      signingAlg: "HS256",
    };
    assertIncludes(effectiveInputs(declared), { ...DEFAULTS, ...declared });
    assert.deepEqual(effectiveInputs({ allowOfflineAccess: true }).allowOfflineAccess, true);
  });

  it("come without wrappers, and keep unknowns", () => {
    const result = effectiveInputs({ tokenLifetimeSeconds: new Secret(900), name: UNKNOWN });
    assert.equal(result.tokenLifetimeSeconds, 900);
    assert.equal(result.name, UNKNOWN);
  });

  it("hold nothing that is not an input", () => {
    const result = effectiveInputs({ apiId: "x", isSystem: true, other: 1 });
    assertIncludes(result, DEFAULTS);
    assert.ok(!("apiId" in result) && !("other" in result));
  });

  it("are absent where there is no default", () => {
    const field = required(fieldNamed("consentPolicy"), "consentPolicy");
    assert.equal(defaultOf(field), undefined);
    assert.equal(effectiveValue(field, {}), undefined);
  });

  it("never change what was declared", () => {
    const declared = Object.freeze({ identifier: "x" });
    effectiveInputs(declared);
    assert.deepEqual(declared, { identifier: "x" });
  });
});
