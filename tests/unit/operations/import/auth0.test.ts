/** Programs for pulumi-auth0: only what its SDK has, in the form that it has there. */
import assert from "node:assert/strict";
import { auth0Target } from "../../../../operations/import/targets/auth0";
import { tenantApi } from "../../../../operations/import/tenant-api";
import { INPUT_FIELDS } from "../../../../provider/model/table";
import type { Value, ValueObject } from "../../../../provider/model/values";

/** Inputs of @pulumi/auth0 3.49.0, ResourceServerArgs; tests/tools compiles against the package itself. */
const INPUTS =
  `allowOfflineAccess allowOnlineAccess allowOnlineAccessWithEphemeralSessions authorizationDetails
  authorizationPolicy consentPolicy enforcePolicies identifier name proofOfPossession signingAlg signingSecret
  skipConsentForVerifiableFirstPartyClients subjectTypeAuthorization tokenDialect tokenEncryption tokenLifetime
  tokenLifetimeForWeb verificationLocation`.split(/\s+/);

/** A value of each field that is not its default. */
const EVERYTHING: Readonly<Record<string, Value>> = {
  identifier: "urn:a",
  name: "A",
  allowOfflineAccess: true,
  skipConsentForVerifiableFirstPartyClients: true,
  allowOnlineAccess: true,
  allowOnlineAccessWithEphemeralSessions: true,
  subjectTypeAuthorization: { user: { policy: "deny_all" }, client: { policy: "deny_all" } },
  tokenLifetimeSeconds: 900,
  tokenLifetimeForWebSeconds: 600,
  tokenLifetimeForAnonymousAccessTokensSeconds: 90_000,
  signingAlg: "HS256",
  scopes: [{ value: "read:it", description: "Read" }],
  enforcePolicies: true,
  tokenDialect: "rfc9068_profile",
  tokenEncryption: { format: "compact-nested-jwe", encryptionKey: { alg: "RSA-OAEP-256" } },
  consentPolicy: "transactional-authorization-with-mfa",
  requireConsentNonRepudiation: true,
  authorizationDetails: [{ type: "payment" }],
  proofOfPossession: { mechanism: "mtls", required: true },
  authorizationPolicy: { policyId: "p" },
  accessToken: { claimsMapping: { customClaims: [] } },
};

const declare = (outputs: ValueObject) => auth0Target.declare(tenantApi("0123", outputs));

describe("programs for pulumi-auth0", () => {
  it("every field is declared there, or a remark says why not", () => {
    const [server, scopes] = declare({ ...EVERYTHING });
    assert.ok(server && scopes);
    assert.deepEqual(
      [...server.properties.keys()].filter((name) => !INPUTS.includes(name)),
      [],
    );
    const spoken = new Set([
      ...server.properties.keys(),
      ...server.remarks.flatMap((remark) => ("property" in remark ? [remark.property] : [])),
      "scopes",
    ]);
    const missing = INPUT_FIELDS.filter(({ wire }) => wire !== null)
      .map(({ name }) => name.replace(/Seconds$/, ""))
      .filter((name) => !spoken.has(name));
    assert.deepEqual(missing, []);
  });

  it("scopes are a resource of their own", () => {
    const [, scopes] = declare({ ...EVERYTHING });
    assert.equal(scopes?.kind.token, "auth0:index/resourceServerScopes:ResourceServerScopes");
    assert.deepEqual(
      [...(scopes?.properties ?? [])],
      [
        ["resourceServerIdentifier", "urn:a"],
        ["scopes", [{ name: "read:it", description: "Read" }]],
      ],
    );
    assert.equal(declare({ identifier: "urn:a", scopes: [] }).length, 1);
  });

  it("details that it would cut are left alone", () => {
    const [server] = declare({ identifier: "urn:a", authorizationDetails: [{ type: "a", limit: 1 }] });
    assert.equal(server?.properties.has("authorizationDetails"), false);
    assert.match(JSON.stringify(server?.remarks), /not-offered/);
  });

  it("an API without a name does not get one", () => {
    assert.deepEqual(declare({ identifier: "urn:a" })[0]?.ignoreChanges, ["name"]);
    assert.deepEqual(declare({ identifier: "urn:a", name: "A" })[0]?.ignoreChanges, []);
  });
});
