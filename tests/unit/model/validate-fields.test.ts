/** Every field: good, at the limit, one beyond, wrong type, misspelt, nested. What a message must name is in the pattern. */
import assert from "node:assert/strict";
import { previewLimits } from "../../../provider/model/limits";
import { INPUT_FIELDS } from "../../../provider/model/table";
import type { Value } from "../../../provider/model/values";
import { EC_PUBLIC_PEM, RSA_CERTIFICATE_PEM, RSA_PRIVATE_PEM, RSA_PUBLIC_PEM } from "./support/keys";
import { failuresOf } from "./support/validation";

interface Cases {
  good: Value[];
  bad: [value: Value, message: RegExp][];
}

const text = (length: number): string => "x".repeat(length);
const boolean = (name: string): Cases => ({
  good: [true, false],
  bad: [
    ["true", new RegExp(`^${name}: "true" is not true or false\\. Write true without quotes\\.$`)],
    [1, new RegExp(`^${name}: 1 is not true or false\\.$`)],
    [[], new RegExp(`^${name}: \\[\\] is not true or false\\.$`)],
  ],
});
const scope = (value: string, description?: string): Value =>
  description === undefined ? { value } : { value, description };
const encryption = (key: { [name: string]: Value }, rest: { [name: string]: Value } = {}): Value => ({
  format: "compact-nested-jwe",
  encryptionKey: { alg: "RSA-OAEP-256", pem: RSA_PUBLIC_PEM, ...key },
  ...rest,
});
/** A public key that is still one, padded to a length. */
const padded = (length: number): string => RSA_PUBLIC_PEM.padEnd(length, "\n");
const claims = (count: number): Value => ({
  claimsMapping: {
    customClaims: Array.from({ length: count }, (_, i) => ({ name: `c${i}`, expression: "x" })),
  },
});

const FIELDS: Record<string, Cases> = {
  name: {
    good: ["x", text(200), "𝄞".repeat(200), "two words", "line\nbreak"],
    bad: [
      ["", /^name has 0 characters, fewer than the minimum of 1\..*"name": \{"minLength"/],
      [text(201), /^name has 201 characters, more than the limit of 200\./],
      ["𝄞".repeat(201), /^name has 201 characters/],
      ["a<b", /^name: "a<b" does not match .*Leave out < and >/],
      [">", /^name: ">" does not match/],
      [5, /^name: 5 is not a text\.$/],
    ],
  },
  identifier: {
    good: ["x", text(600), "urn:x:y", "https://example.test/path?x=<>"],
    bad: [
      ["", /^identifier has 0 characters, fewer than the minimum of 1\./],
      [text(601), /^identifier has 601 characters, more than the limit of 600\./],
      [null, /^identifier: null is not a text\.$/],
      [["https://x/"], /^identifier: \["https:\/\/x\/"\] is not a text\.$/],
    ],
  },
  allowOfflineAccess: boolean("allowOfflineAccess"),
  skipConsentForVerifiableFirstPartyClients: boolean("skipConsentForVerifiableFirstPartyClients"),
  allowOnlineAccess: boolean("allowOnlineAccess"),
  allowOnlineAccessWithEphemeralSessions: boolean("allowOnlineAccessWithEphemeralSessions"),
  enforcePolicies: boolean("enforcePolicies"),
  requireConsentNonRepudiation: boolean("requireConsentNonRepudiation"),
  subjectTypeAuthorization: {
    good: [
      {},
      { user: {}, client: {} },
      { user: { policy: "allow_all" } },
      { user: { policy: "deny_all" }, client: { policy: "deny_all" } },
      { user: { policy: "require_client_grant" }, client: { policy: "require_client_grant" } },
    ],
    bad: [
      ["deny_all", /^subjectTypeAuthorization: "deny_all" is not an object\.$/],
      [{ user: "deny_all" }, /^subjectTypeAuthorization\.user: "deny_all" is not an object\.$/],
      [
        { user: { policy: "deny" } },
        /^subjectTypeAuthorization\.user\.policy: "deny" .* Use "allow_all", "deny_all" or "require_client_grant"\.$/,
      ],
      [
        { client: { policy: "allow_all" } },
        /^subjectTypeAuthorization\.client\.policy: "allow_all" .* Use "deny_all" or "require_client_grant"\.$/,
      ],
      [{ clients: {} }, /^subjectTypeAuthorization\.clients is not a setting\. Did you mean "client"\?/],
      [{ user: { polcy: "deny_all" } }, /^subjectTypeAuthorization\.user\.polcy .* Did you mean "policy"\?/],
    ],
  },
  tokenLifetimeSeconds: {
    good: [1, 2, 86_400, 2_591_999, 2_592_000],
    bad: [
      [
        0,
        /^tokenLifetimeSeconds: 0 is less than the minimum of 1 s\. .*refused.*"tokenLifetimeSeconds": \{"min"/,
      ],
      [-1, /^tokenLifetimeSeconds: -1 is less than the minimum of 1 s\./],
      [
        2_592_001,
        /^tokenLifetimeSeconds: 2592001 is more than the maximum of 2592000 s \(30 days\)\. .*refresh tokens.*Update Access Token Lifetime.*"max"/,
      ],
      [1.5, /^tokenLifetimeSeconds: 1\.5 is not a whole number\.$/],
      [900.5, /^tokenLifetimeSeconds: 900\.5 is not a whole number\.$/],
      [Number.NaN, /^tokenLifetimeSeconds: NaN is not a whole number\.$/],
      [Number.POSITIVE_INFINITY, /^tokenLifetimeSeconds: Infinity is not a whole number\.$/],
      ["900", /^tokenLifetimeSeconds: "900" is not a whole number\. Write 900 without quotes\.$/],
      ["15m", /^tokenLifetimeSeconds: "15m" is not a whole number\.$/],
      ["", /^tokenLifetimeSeconds: "" is not a whole number\.$/],
      [true, /^tokenLifetimeSeconds: true is not a whole number\.$/],
      [[900], /^tokenLifetimeSeconds: \[900\] is not a whole number\.$/],
    ],
  },
  tokenLifetimeForWebSeconds: {
    good: [1, 7_200, 86_400],
    bad: [
      [0, /^tokenLifetimeForWebSeconds: 0 is less than the minimum of 1 s\./],
      [
        86_401,
        /^tokenLifetimeForWebSeconds: 86401 is more than the default tokenLifetimeSeconds of 86400 s \(24 hours\)\. Lower it, or raise tokenLifetimeSeconds\./,
      ],
      [1.5, /^tokenLifetimeForWebSeconds: 1\.5 is not a whole number\.$/],
      ["60", /^tokenLifetimeForWebSeconds: "60" is not a whole number\. Write 60 without quotes\.$/],
    ],
  },
  tokenLifetimeForAnonymousAccessTokensSeconds: {
    good: [86_400, 2_592_000],
    bad: [
      [
        86_399,
        /^tokenLifetimeForAnonymousAccessTokensSeconds: 86399 is less than the minimum of 86400 s \(24 hours\)\./,
      ],
      [2_592_001, /: 2592001 is more than the maximum of 2592000 s \(30 days\)\./],
      [86_400.5, /: 86400\.5 is not a whole number\.$/],
    ],
  },
  signingAlg: {
    good: ["HS256", "RS256", "RS512", "PS256"],
    bad: [
      ["none", /^signingAlg: "none" is not .* Use "HS256", "RS256", "RS512" or "PS256"\.$/],
      ["rs256", /^signingAlg: "rs256" is not/],
      [256, /^signingAlg: 256 is not/],
    ],
  },
  signingSecret: {
    good: [text(16), text(500), "𝄞".repeat(16)],
    bad: [
      [text(15), /^signingSecret has 15 characters, fewer than the minimum of 16\./],
      ["𝄞".repeat(15), /^signingSecret has 15 characters/],
      ["", /^signingSecret has 0 characters/],
      [771_177, /^signingSecret: its value is not a text\.$/],
    ],
  },
  scopes: {
    good: [
      [],
      [scope("a")],
      [scope(text(280), text(500)), scope("b", "")],
      [scope("a"), scope("A"), scope("read:openid"), scope("OpenID")],
      Array.from({ length: 1_000 }, (_, i) => scope(`s${i}`)),
    ],
    bad: [
      ["read:x", /^scopes: "read:x" is not a list\.$/],
      [{ value: "x" }, /^scopes: \{"value":"x"\} is not a list\.$/],
      [["read:x"], /^scopes\[0\]: "read:x" is not an object\.$/],
      [[scope("a"), scope("")], /^scopes\[1\]\.value has 0 characters, fewer than the minimum of 1\./],
      [[scope(text(281))], /^scopes\[0\]\.value has 281 characters, more than the limit of 280\./],
      [[scope("a", text(501))], /^scopes\[0\]\.description has 501 characters, more than the limit of 500\./],
      [[{ description: "x" }], /^scopes\[0\]\.value is missing: declare a text\.$/],
      [[{ value: "a", desc: "x" }], /^scopes\[0\]\.desc is not a setting\. Did you mean "description"\?/],
      [[{ value: 5 }], /^scopes\[0\]\.value: 5 is not a text\.$/],
      [
        [scope("a"), scope("b"), scope("a")],
        /^scopes: entries 0 and 2 have the same value "a"\. Keep one of them\./,
      ],
      [
        Array.from({ length: 1_001 }, (_, i) => scope(`s${i}`)),
        /^scopes has 1001 entries, more than the limit of 1000\..*Entity Limit Policy/,
      ],
      ...[
        ...["address", "created_at", "email", "email_verified", "family_name", "given_name", "identities"],
        ...["name", "nickname", "offline_access", "openid", "phone", "picture", "profile"],
      ].map((name): [Value, RegExp] => [
        [scope(name)],
        new RegExp(`^scopes\\[0\\]\\.value: "${name}" is reserved\\. .*choose another`),
      ]),
    ],
  },
  tokenDialect: {
    good: ["access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz"],
    bad: [
      ["rfc9068", /^tokenDialect: "rfc9068" is not .*"access_token_authz".*or "rfc9068_profile_authz"\.$/],
    ],
  },
  tokenEncryption: {
    good: [
      encryption({}),
      encryption({ alg: "RSA-OAEP-384", name: "x", kid: "y" }),
      encryption({ alg: "RSA-OAEP-512", name: text(128), kid: text(128) }),
      encryption({ pem: RSA_CERTIFICATE_PEM }),
      encryption({ pem: padded(4_096) }),
    ],
    bad: [
      [
        { encryptionKey: { alg: "RSA-OAEP-256", pem: RSA_PUBLIC_PEM } },
        /^tokenEncryption\.format is missing: declare "compact-nested-jwe"\.$/,
      ],
      [{ format: "compact-nested-jwe" }, /^tokenEncryption\.encryptionKey is missing: declare an object\.$/],
      [
        encryption({}, { format: "jwe" }),
        /^tokenEncryption\.format: "jwe" is not .* Use "compact-nested-jwe"\.$/,
      ],
      [encryption({ alg: "RSA1_5" }), /^tokenEncryption\.encryptionKey\.alg: "RSA1_5" is not .*RSA-OAEP-256/],
      [encryption({ name: "" }), /^tokenEncryption\.encryptionKey\.name has 0 characters/],
      [encryption({ name: text(129) }), /^tokenEncryption\.encryptionKey\.name has 129 characters, .*128/],
      [encryption({ kid: "" }), /^tokenEncryption\.encryptionKey\.kid has 0 characters/],
      [encryption({ kid: text(129) }), /^tokenEncryption\.encryptionKey\.kid has 129 characters, .*128/],
      [
        encryption({ pem: padded(4_097) }),
        /^tokenEncryption\.encryptionKey\.pem has 4097 characters, .*4096/,
      ],
      [encryption({ pem: EC_PUBLIC_PEM }), /^tokenEncryption\.encryptionKey\.pem is not an RSA public key/],
      [
        encryption({ pem: RSA_PRIVATE_PEM }),
        /^tokenEncryption\.encryptionKey\.pem is not an RSA public key.*private key must never/,
      ],
      [
        encryption({ thumbprintSha256: "x" }),
        /^tokenEncryption\.encryptionKey\.thumbprintSha256 is not a setting\./,
      ],
      [encryption({}, { key: 1 }), /^tokenEncryption\.key is not a setting\./],
    ],
  },
  consentPolicy: {
    good: ["transactional-authorization-with-mfa"],
    bad: [["none", /^consentPolicy: "none" is not .* Use "transactional-authorization-with-mfa"\.$/]],
  },
  authorizationDetails: {
    good: [[], [{}], [{ type: "payment", any: { thing: [null, 1] } }]],
    bad: [
      [{ type: "x" }, /^authorizationDetails: \{"type":"x"\} is not a list\.$/],
      [["x"], /^authorizationDetails\[0\]: "x" is not an object\.$/],
      [[{}, []], /^authorizationDetails\[1\]: \[\] is not an object\.$/],
    ],
  },
  proofOfPossession: {
    good: [
      { mechanism: "mtls", required: false },
      { mechanism: "dpop", required: true, requiredFor: "public_clients" },
      { mechanism: "dpop", required: true, requiredFor: "all_clients" },
    ],
    bad: [
      [{ required: true }, /^proofOfPossession\.mechanism is missing: declare "mtls" or "dpop"\.$/],
      [{ mechanism: "dpop" }, /^proofOfPossession\.required is missing: declare true or false\.$/],
      [
        { mechanism: "mTLS", required: true },
        /^proofOfPossession\.mechanism: "mTLS" is not .* Use "mtls" or "dpop"\.$/,
      ],
      [
        { mechanism: "dpop", required: "true" },
        /^proofOfPossession\.required: "true" .*Write true without quotes\.$/,
      ],
      [
        { mechanism: "dpop", required: true, requiredFor: "x" },
        /^proofOfPossession\.requiredFor: "x" is not/,
      ],
      [
        { mechanism: "dpop", required: true, required_for: "all_clients" },
        /^proofOfPossession\.required_for is not a setting\. Did you mean "requiredFor"\?/,
      ],
    ],
  },
  authorizationPolicy: {
    good: [{ policyId: "x" }, { policyId: text(1_024) }],
    bad: [
      [{}, /^authorizationPolicy\.policyId is missing: declare a text\.$/],
      [{ policyId: "" }, /^authorizationPolicy\.policyId has 0 characters/],
      [{ policyId: text(1_025) }, /^authorizationPolicy\.policyId has 1025 characters, .*1024/],
      [{ policyId: "x", id: "y" }, /^authorizationPolicy\.id is not a setting\./],
    ],
  },
  accessToken: {
    good: [{}, { claimsMapping: {} }, claims(0), claims(20)],
    bad: [
      [claims(21), /^accessToken\.claimsMapping\.customClaims has 21 entries, more than the limit of 20\./],
      [
        { claimsMapping: { customClaims: [{ name: "x" }] } },
        /^accessToken\.claimsMapping\.customClaims\[0\]\.expression is missing: declare a text\.$/,
      ],
      [
        { claimsMapping: { customClaims: {} } },
        /^accessToken\.claimsMapping\.customClaims: \{\} is not a list\.$/,
      ],
      [{ claims: {} }, /^accessToken\.claims is not a setting\. Did you mean "claimsMapping"\?/],
    ],
  },
  sensitivity: {
    good: ["public", "internal", "confidential", "restricted"],
    bad: [["secret", /^sensitivity: "secret" is not .*"confidential" or "restricted"\.$/]],
  },
  existing: {
    good: ["refuse", "adopt"],
    bad: [["replace", /^existing: "replace" is not .* Use "refuse" or "adopt"\.$/]],
  },
};

describe("validateInputs, field by field", () => {
  it("has cases for fields that exist only", () => {
    const names = INPUT_FIELDS.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(FIELDS).filter((name) => !names.includes(name)),
      [],
    );
  });

  // A new field is one entry in the table: until it has cases of its own, its limits are tried as the table gives them.
  for (const field of INPUT_FIELDS.filter(({ name }) => !(name in FIELDS))) {
    for (const limit of previewLimits(field).filter(
      ({ on, kind }) => !on && (kind === "min" || kind === "max"),
    )) {
      it(`${field.name}: ${limit.kind} ${limit.value}`, () => {
        const bound = Number(limit.value);
        assert.deepEqual(failuresOf({ [field.name]: bound }), []);
        const [failure] = failuresOf({ [field.name]: limit.kind === "max" ? bound + 1 : bound - 1 });
        assert.match(failure?.message ?? "", new RegExp(`${field.name}: .*${bound}`));
      });
    }
    it(`${field.name}: a value of no possible type`, () => {
      assert.equal(failuresOf({ [field.name]: Symbol.iterator as unknown as string }).length, 1);
    });
  }

  for (const [name, { good, bad }] of Object.entries(FIELDS)) {
    describe(name, () => {
      for (const value of good) {
        it(`passes ${shorten(value)}`, () => assert.deepEqual(failuresOf({ [name]: value }), []));
      }
      for (const [value, message] of bad) {
        it(`refuses ${shorten(value)}`, () => {
          const failures = failuresOf({ [name]: value });
          assert.equal(failures.length, 1, JSON.stringify(failures));
          assert.equal(failures[0]?.property, name);
          assert.match(failures[0]?.message ?? "", message);
        });
      }
    });
  }
});

function shorten(value: Value): string {
  const written = typeof value === "number" ? String(value) : JSON.stringify(value);
  return written.length > 70 ? `${written.slice(0, 60)}… (${written.length})` : written;
}
