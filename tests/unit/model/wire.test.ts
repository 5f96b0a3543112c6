import assert from "node:assert/strict";
import type { Field } from "../../../provider/model/field";
import { fieldNamed } from "../../../provider/model/table";
import { isSecret, type Json, type JsonObject, revealAll } from "../../../provider/model/values";
import {
  camelCase,
  outputsFromWire,
  snakeCase,
  valueFromWire,
  valueToWire,
} from "../../../provider/model/wire";
import { required } from "./support/validation";

const field = (name: string): Field => required(fieldNamed(name), name);

describe("names", () => {
  const pairs: [camel: string, snake: string][] = [
    ["pem", "pem"],
    ["policyId", "policy_id"],
    ["thumbprintSha256", "thumbprint_sha256"],
    ["customClaims", "custom_claims"],
  ];
  for (const [camel, snake] of pairs) {
    it(`${camel} is ${snake}`, () => {
      assert.equal(snakeCase(camel), snake);
      assert.equal(camelCase(snake), camel);
    });
  }
});

describe("valueToWire and valueFromWire", () => {
  /** Forms of the recorded requests and of the Management API's reference. */
  const pairs: [name: string, program: Json, wire: Json][] = [
    ["tokenLifetimeSeconds", 900, 900],
    ["allowOfflineAccess", false, false],
    [
      "scopes",
      [{ value: "read:x", description: "" }, { value: "b" }],
      [{ value: "read:x", description: "" }, { value: "b" }],
    ],
    ["scopes", [], []],
    [
      "subjectTypeAuthorization",
      { user: { policy: "deny_all" }, client: { policy: "deny_all" } },
      { user: { policy: "deny_all" }, client: { policy: "deny_all" } },
    ],
    [
      "proofOfPossession",
      { mechanism: "dpop", required: true, requiredFor: "all_clients" },
      { mechanism: "dpop", required: true, required_for: "all_clients" },
    ],
    [
      "tokenEncryption",
      { format: "compact-nested-jwe", encryptionKey: { alg: "RSA-OAEP-256", kid: "k", pem: "P" } },
      { format: "compact-nested-jwe", encryption_key: { alg: "RSA-OAEP-256", kid: "k", pem: "P" } },
    ],
    ["authorizationPolicy", { policyId: "p" }, { policy_id: "p" }],
    [
      "accessToken",
      { claimsMapping: { customClaims: [{ name: "https://x/roleName", expression: "user.role_name" }] } },
      { claims_mapping: { custom_claims: [{ name: "https://x/roleName", expression: "user.role_name" }] } },
    ],
  ];
  for (const [name, program, wire] of pairs) {
    it(`${name} as ${JSON.stringify(wire)}`, () => {
      assert.deepEqual(valueToWire(field(name), program), wire);
      assert.deepEqual(valueFromWire(field(name), wire), program);
    });
  }

  it("leave the keys of free-form JSON as they are", () => {
    const details = [
      {
        type: "payment",
        creditorName: "x",
        debtor_account: { ibanNumber: 1, deep_key: [{ aB: null, a_b: 2 }] },
      },
    ];
    assert.deepEqual(valueToWire(field("authorizationDetails"), details), details);
    assert.deepEqual(valueFromWire(field("authorizationDetails"), details), details);
  });

  it("let members that the table does not list survive as they are, there and back", () => {
    const wire = {
      format: "compact-nested-jwe",
      new_option: { inner_key: 1 },
      encryption_key: { alg: "RSA-OAEP-256", thumbprint_sha256: "t", not_before: "2030" },
    };
    const program = valueFromWire(field("tokenEncryption"), wire);
    assert.deepEqual(program, {
      format: "compact-nested-jwe",
      new_option: { inner_key: 1 },
      encryptionKey: { alg: "RSA-OAEP-256", thumbprintSha256: "t", not_before: "2030" },
    });
    const { new_option } = valueToWire(field("tokenEncryption"), program as Json) as JsonObject;
    assert.deepEqual(new_option, { inner_key: 1 });
  });

  it("take null members for absent ones", () => {
    assert.deepEqual(
      valueFromWire(field("proofOfPossession"), { mechanism: "mtls", required: true, required_for: null }),
      {
        mechanism: "mtls",
        required: true,
      },
    );
  });

  it("pass a value of another form on for the tenant to judge", () => {
    for (const odd of ["x", 1, null, ["a"], [1]] as Json[]) {
      assert.deepEqual(valueToWire(field("tokenEncryption"), odd), odd);
      assert.deepEqual(valueFromWire(field("scopes"), odd), odd);
    }
  });
});

describe("outputsFromWire", () => {
  it("gives the fields of a recorded answer by our names", () => {
    const answer: JsonObject = {
      id: "69a006b6f39293776f28ab5d",
      identifier: "https://api.example.test/",
      allow_offline_access: false,
      skip_consent_for_verifiable_first_party_clients: false,
      subject_type_authorization: {
        client: { policy: "require_client_grant" },
        user: { policy: "allow_all" },
      },
      token_lifetime: 86_400,
      token_lifetime_for_web: 7_200,
      signing_alg: "RS256",
    };
    assert.deepEqual(outputsFromWire(answer), {
      apiId: "69a006b6f39293776f28ab5d",
      identifier: "https://api.example.test/",
      allowOfflineAccess: false,
      skipConsentForVerifiableFirstPartyClients: false,
      subjectTypeAuthorization: {
        client: { policy: "require_client_grant" },
        user: { policy: "allow_all" },
      },
      tokenLifetimeSeconds: 86_400,
      tokenLifetimeForWebSeconds: 7_200,
      signingAlg: "RS256",
    });
  });

  it("wraps the signing secret and prints it nowhere", () => {
    const outputs = outputsFromWire({ signing_secret: "clear-0123456789" });
    assert.ok(isSecret(outputs.signingSecret));
    assert.equal(revealAll(outputs.signingSecret), "clear-0123456789");
    assert.ok(!JSON.stringify(outputs).includes("clear"));
  });

  it("has no key for what is absent, null or not in the table, and no raw id", () => {
    assert.deepEqual(outputsFromWire({ consent_policy: null, verificationLocation: "x", brand_new: 1 }), {});
    assert.ok(!("id" in outputsFromWire({ id: "x" })));
  });

  it("keeps false, 0, empty texts and empty lists", () => {
    assert.deepEqual(outputsFromWire({ is_system: false, token_lifetime: 0, name: "", scopes: [] }), {
      isSystem: false,
      tokenLifetimeSeconds: 0,
      name: "",
      scopes: [],
    });
  });
});
