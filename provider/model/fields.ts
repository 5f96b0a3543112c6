/**
 * The field table: every fact about every field of an API, once. Check, diff, wire mapping, schema.json, exported
 * types, reference pages, the local tenant and the review read it. Adding a field is one entry here, then
 * `npm run generate`.
 *
 * The order is the order of keys in the Management API's answers (facts: recorded), so that the tenant can use it.
 */
import * as z from "zod";
import type { Field } from "./field";
import {
  accessToken,
  proofOfPossession,
  RESERVED_SCOPES,
  scopes,
  subjectTypeAuthorization,
  tokenEncryption,
  tokenEncryptionOutput,
} from "./field-types";
import { publicKeyThumbprint } from "./public-key";
import { SENSITIVITIES } from "./sensitivity";

const DOCS = {
  reference: "Auth0 Management API v2, resource servers",
  lifetime: "Auth0 docs, Update Access Token Lifetime",
  settings: "Auth0 docs, API Settings",
  permissions: "Auth0 docs, Add API Permissions",
  entityLimits: "Auth0 docs, Entity Limit Policy",
  accessPolicies: "Auth0 docs, API Access Policies for Applications",
  anonymous: "Auth0 docs, Configure Anonymous Sessions",
  recordings: "recorded answers of the Management API",
} as const;

/** The longest access-token lifetime that Auth0 accepts: 30 days. */
export const MAXIMUM_LIFETIME_SECONDS = 2_592_000;
/** The access-token lifetime of an API that declares none: 24 hours. */
export const DEFAULT_LIFETIME_SECONDS = 86_400;

export const FIELDS = [
  {
    name: "apiId",
    wire: "id",
    role: "output",
    title: "API id",
    description:
      "The tenant's own id of the API: 24 hexadecimal digits, of which the first 8 are its creation time.",
    source: DOCS.reference,
    type: z.string(),
  },
  {
    name: "name",
    wire: "name",
    role: "input",
    title: "Name",
    description:
      "Friendly name shown in the dashboard. 1 to 200 characters, without < and >. Removing it leaves the name in the tenant as it is.",
    source: DOCS.reference,
    type: z.string(),
    whenRemoved: "unmanaged",
    server: [
      { kind: "minLength", value: 1, source: DOCS.reference },
      { kind: "maxLength", value: 200, source: DOCS.reference },
      { kind: "pattern", value: "^[^<>]+$", source: DOCS.reference, because: "Leave out < and >." },
    ],
  },
  {
    name: "identifier",
    wire: "identifier",
    role: "input",
    title: "Identifier",
    description:
      "The API's identifier, which clients send as `audience` and which stands in the `aud` claim of its tokens (RFC 9068, section 2.2). 1 to 600 characters; a trailing slash counts. Changing it replaces the API: every client must ask for the new audience.",
    source: DOCS.reference,
    type: z.string(),
    required: true,
    immutable: true,
    server: [
      { kind: "minLength", value: 1, source: DOCS.reference },
      { kind: "maxLength", value: 600, source: DOCS.reference },
      {
        kind: "reserved",
        value: ["https://{domain}/api/v2/", "https://{domain}/userinfo"],
        creation: true,
        source: DOCS.reference,
        because: "It belongs to the tenant itself: import that API instead of creating it.",
      },
    ],
  },
  {
    name: "allowOfflineAccess",
    wire: "allow_offline_access",
    role: "input",
    title: "Allow offline access",
    description:
      "Whether refresh tokens may be issued for this API (scope `offline_access`, OpenID Connect Core, section 11). Without it a request for one succeeds and simply brings none. Default: false.",
    source: DOCS.settings,
    type: z.boolean(),
    default: false,
    whenRemoved: "default",
  },
  {
    name: "skipConsentForVerifiableFirstPartyClients",
    wire: "skip_consent_for_verifiable_first_party_clients",
    role: "input",
    title: "Skip consent for verifiable first-party clients",
    description:
      "Whether first-party clients that can be verified are spared the consent page. Default: false.",
    source: DOCS.settings,
    type: z.boolean(),
    default: false,
    whenRemoved: "default",
    changeableOn: ["management", "my-account"],
  },
  {
    name: "allowOnlineAccess",
    wire: "allow_online_access",
    role: "input",
    title: "Allow online access",
    description:
      "Whether online refresh tokens (scope `online_access`), which end with the user's session, may be issued for this API. Default: false.",
    source: DOCS.reference,
    type: z.boolean(),
    absentMeans: false,
    whenRemoved: "default",
  },
  {
    name: "allowOnlineAccessWithEphemeralSessions",
    wire: "allow_online_access_with_ephemeral_sessions",
    role: "input",
    title: "Allow online access with ephemeral sessions",
    description: "Whether online refresh tokens may also be issued in ephemeral sessions. Default: false.",
    source: DOCS.reference,
    type: z.boolean(),
    absentMeans: false,
    whenRemoved: "default",
  },
  {
    name: "subjectTypeAuthorization",
    wire: "subject_type_authorization",
    role: "input",
    title: "Subject type authorization",
    description:
      "Who may get tokens for this API: `user.policy` governs flows with a user, `client.policy` the client-credentials flow. Default: users allow_all, clients require_client_grant.",
    source: DOCS.accessPolicies,
    type: subjectTypeAuthorization,
    default: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
    whenRemoved: "default",
    merged: true,
    changeableOn: ["management", "my-account"],
    server: [
      { kind: "open", value: true, on: "user", source: DOCS.reference },
      { kind: "open", value: true, on: "client", source: DOCS.reference },
    ],
  },
  {
    name: "tokenLifetimeSeconds",
    wire: "token_lifetime",
    role: "input",
    title: "Token lifetime",
    description:
      "Seconds for which an access token of this API is valid when the token endpoint issues it. Whole number, 1 to 2,592,000 (30 days). Default: 86,400 (24 hours). A change reaches tokens issued after it; issued ones keep their `exp`. Tokens issued only for the user-profile endpoint are not affected.",
    source: DOCS.lifetime,
    type: z.int(),
    default: DEFAULT_LIFETIME_SECONDS,
    whenRemoved: "default",
    lifetime: true,
    changeableOn: ["management", "my-account"],
    server: [
      { kind: "min", value: 0, source: DOCS.reference },
      {
        kind: "max",
        value: MAXIMUM_LIFETIME_SECONDS,
        source: DOCS.lifetime,
        because: "For access that lasts longer, allow offline access and use refresh tokens.",
      },
    ],
    preview: [
      {
        kind: "min",
        value: 1,
        source: "our choice",
        because: "What Auth0 does with 0 is documented nowhere, so it is refused.",
      },
    ],
  },
  {
    name: "tokenLifetimeForWebSeconds",
    wire: "token_lifetime_for_web",
    role: "input",
    title: "Token lifetime for web",
    description:
      "Seconds for which an access token of this API is valid when /authorize issues it itself (implicit and hybrid flows; not the code flow with PKCE). Whole number, at most tokenLifetimeSeconds. Default: 7,200 (2 hours); the shorter of the two holds.",
    source: DOCS.lifetime,
    type: z.int(),
    default: 7_200,
    whenRemoved: "default",
    lifetime: true,
    server: [
      { kind: "min", value: 0, source: DOCS.lifetime },
      { kind: "max", value: MAXIMUM_LIFETIME_SECONDS, source: DOCS.lifetime },
      {
        kind: "notGreaterThan",
        value: "tokenLifetimeSeconds",
        source: DOCS.lifetime,
        because: "Lower it, or raise tokenLifetimeSeconds.",
      },
    ],
    preview: [
      {
        kind: "min",
        value: 1,
        source: "our choice",
        because: "What Auth0 does with 0 is documented nowhere, so it is refused.",
      },
    ],
  },
  {
    name: "tokenLifetimeForAnonymousAccessTokensSeconds",
    wire: "token_lifetime_for_anonymous_access_tokens",
    role: "input",
    title: "Token lifetime for anonymous access tokens",
    description:
      "Seconds for which an access token of an anonymous session is valid (early access). Whole number, 86,400 to 2,592,000. Removing it leaves the tenant's value as it is.",
    source: DOCS.anonymous,
    type: z.int(),
    whenRemoved: "unmanaged",
    lifetime: true,
    server: [
      { kind: "min", value: 86_400, source: DOCS.anonymous },
      { kind: "max", value: MAXIMUM_LIFETIME_SECONDS, source: DOCS.anonymous },
    ],
  },
  {
    name: "signingAlg",
    wire: "signing_alg",
    role: "input",
    title: "Signing algorithm",
    description:
      "Algorithm that signs the API's access tokens (RFC 7518, section 3.1). RS512 and PS256 need an add-on. Default: RS256.",
    source: DOCS.reference,
    type: z.enum(["HS256", "RS256", "RS512", "PS256"]),
    default: "RS256",
    whenRemoved: "default",
  },
  {
    name: "signingSecret",
    wire: "signing_secret",
    role: "input",
    title: "Signing secret",
    description:
      "Secret that signs HS256 tokens; at least 16 characters. The tenant generates one for an HS256 API that declares none. Always a secret. Removing it leaves the tenant's value as it is.",
    source: DOCS.reference,
    type: z.string(),
    secret: true,
    whenRemoved: "unmanaged",
    server: [{ kind: "minLength", value: 16, source: DOCS.reference }],
  },
  {
    name: "scopes",
    wire: "scopes",
    role: "input",
    title: "Scopes",
    description:
      "Permissions of the API, in order; the list is managed as a whole. At most 1,000; each value 1 to 280 characters and unique; names that OpenID Connect uses are reserved. Removing the list leaves the tenant's as it is; an empty list clears it.",
    source: DOCS.permissions,
    type: scopes,
    absentMeans: [],
    whenRemoved: "unmanaged",
    server: [
      { kind: "maxItems", value: 1_000, source: DOCS.entityLimits },
      { kind: "minLength", value: 1, on: "[].value", source: DOCS.reference },
      { kind: "maxLength", value: 280, on: "[].value", source: DOCS.reference },
      { kind: "maxLength", value: 500, on: "[].description", source: DOCS.reference },
      {
        kind: "reserved",
        value: RESERVED_SCOPES,
        on: "[].value",
        source: DOCS.permissions,
        because: "OpenID Connect uses this name: choose another one, such as read:name.",
      },
    ],
    preview: [{ kind: "unique", value: "value", source: "our choice", because: "Keep one of them." }],
  },
  {
    name: "isSystem",
    wire: "is_system",
    role: "output",
    title: "System API",
    description:
      "True for APIs that belong to the tenant itself, such as the Management API; false for all others.",
    source: DOCS.recordings,
    type: z.boolean(),
    absentMeans: false,
  },
  {
    name: "enforcePolicies",
    wire: "enforce_policies",
    role: "input",
    title: "Enforce policies (RBAC)",
    description: "Whether role-based access control decides which scopes a user gets. Default: false.",
    source: DOCS.settings,
    type: z.boolean(),
    absentMeans: false,
    whenRemoved: "default",
  },
  {
    name: "tokenDialect",
    wire: "token_dialect",
    role: "input",
    title: "Token dialect",
    description:
      "Profile of the API's access tokens: Auth0's own (access_token) or RFC 9068 (rfc9068_profile), each also with a `permissions` claim (…_authz). Default: access_token.",
    source: DOCS.reference,
    type: z.enum(["access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz"]),
    absentMeans: "access_token",
    whenRemoved: "default",
  },
  {
    name: "tokenEncryption",
    wire: "token_encryption",
    role: "input",
    title: "Token encryption",
    description:
      "Encrypts the API's access tokens to an RSA public key (JWE, RFC 7516). The tenant keeps the key and shows only its thumbprint (RFC 7638), by which a change is recognised.",
    source: DOCS.reference,
    type: tokenEncryption,
    outputType: tokenEncryptionOutput,
    whenRemoved: "null",
    writeOnly: {
      leaf: "encryptionKey.pem",
      fingerprintLeaf: "encryptionKey.thumbprintSha256",
      fingerprint: publicKeyThumbprint,
    },
    server: [
      { kind: "minLength", value: 1, on: "encryptionKey.pem", source: DOCS.reference },
      { kind: "maxLength", value: 4_096, on: "encryptionKey.pem", source: DOCS.reference },
      { kind: "minLength", value: 1, on: "encryptionKey.name", source: DOCS.reference },
      { kind: "maxLength", value: 128, on: "encryptionKey.name", source: DOCS.reference },
      { kind: "minLength", value: 1, on: "encryptionKey.kid", source: DOCS.reference },
      { kind: "maxLength", value: 128, on: "encryptionKey.kid", source: DOCS.reference },
    ],
    preview: [
      {
        kind: "publicKeyPem",
        value: true,
        on: "encryptionKey.pem",
        source: "our choice",
        because: "Give an RSA public key or certificate in PEM; a private key must never leave its owner.",
      },
    ],
  },
  {
    name: "consentPolicy",
    wire: "consent_policy",
    role: "input",
    title: "Consent policy",
    description:
      "`transactional-authorization-with-mfa` asks for consent to each transaction (add-on). Removing it clears it.",
    source: DOCS.reference,
    type: z.enum(["transactional-authorization-with-mfa"]),
    whenRemoved: "null",
  },
  {
    name: "requireConsentNonRepudiation",
    wire: "require_consent_non_repudiation",
    role: "input",
    title: "Require consent non-repudiation",
    description:
      "Whether consent must be given in a way that cannot be denied later (early access). Default: false.",
    source: DOCS.reference,
    type: z.boolean(),
    absentMeans: false,
    whenRemoved: "default",
  },
  {
    name: "authorizationDetails",
    wire: "authorization_details",
    role: "input",
    title: "Authorization details",
    description:
      "Types of rich authorization requests (RFC 9396) that the API takes: objects with a `type`, kept as they are but for members that are null. Removing it clears it.",
    source: DOCS.reference,
    type: z.array(z.record(z.string(), z.unknown())),
    whenRemoved: "null",
  },
  {
    name: "clientId",
    wire: "client_id",
    role: "output",
    title: "Client id",
    description: "Id of the client that is linked to this API, where there is one.",
    source: DOCS.recordings,
    type: z.string().optional(),
  },
  {
    name: "proofOfPossession",
    wire: "proof_of_possession",
    role: "input",
    title: "Proof of possession",
    description:
      "Binds access tokens to a key of the client, by mutual TLS (RFC 8705) or DPoP (RFC 9449). Removing it clears it.",
    source: DOCS.reference,
    type: proofOfPossession,
    whenRemoved: "null",
    changeableOn: ["my-account"],
  },
  {
    name: "authorizationPolicy",
    wire: "authorization_policy",
    role: "input",
    title: "Authorization policy",
    description: "Policy that decides on authorization for this API (early access). Removing it clears it.",
    source: DOCS.reference,
    type: z.strictObject({ policyId: z.string().describe("Id of the policy, 1 to 1,024 characters.") }),
    whenRemoved: "null",
    changeableOn: ["my-account"],
    server: [
      { kind: "minLength", value: 1, on: "policyId", source: DOCS.reference },
      { kind: "maxLength", value: 1_024, on: "policyId", source: DOCS.reference },
    ],
  },
  {
    name: "accessToken",
    wire: "access_token",
    role: "input",
    title: "Access token",
    description:
      "Contents of the API's access tokens: `claimsMapping.customClaims`, at most 20 (early access). Removing it leaves the tenant's value as it is.",
    source: "Auth0 SDKs (early access)",
    type: accessToken,
    whenRemoved: "unmanaged",
    server: [
      { kind: "maxItems", value: 20, on: "claimsMapping.customClaims", source: "Auth0 SDKs (early access)" },
    ],
  },
  {
    name: "sensitivity",
    wire: null,
    role: "input",
    title: "Sensitivity",
    description:
      "How much harm a stolen token does: the higher of the secrecy of the data and the authority to act. Kept in Pulumi state only, for policies and reviews; confidential and restricted count as sensitive.",
    source: "pulumi-apisettings",
    type: z.enum(SENSITIVITIES),
  },
  {
    name: "existing",
    wire: null,
    role: "input",
    title: "Existing API",
    description:
      "What to do at creation when the tenant has an API with this identifier: `refuse` it as a conflict, or `adopt` it, set what is declared and leave the rest. Default: refuse.",
    source: "pulumi-apisettings",
    type: z.enum(["refuse", "adopt"]),
    absentMeans: "refuse",
    creationOnly: true,
  },
] as const satisfies readonly Field[];
