/**
 * What an API may declare, written down a second time, by hand, from Auth0's documentation and the recorded answers.
 * It reads nothing of provider/model, so that a mistake there is not repeated here. Expects plain values.
 */
import { RSA_CERTIFICATE_PEM, RSA_PKCS1_PUBLIC_PEM, RSA_PUBLIC_PEM } from "./support/keys";

export interface Circumstances {
  creating: boolean;
  /** host[:port], where it is known. */
  domain?: string | undefined;
}

type Test = (value: unknown) => boolean;
type Members = Record<string, unknown>;

const THIRTY_DAYS = 30 * 24 * 60 * 60;
const ONE_DAY = 24 * 60 * 60;

export function accepts(api: Members, { creating, domain }: Circumstances): boolean {
  for (const [name, value] of Object.entries(api)) {
    if (name.startsWith("__")) continue;
    const test = DECLARABLE.get(name);
    if (test === undefined || !test(value)) return false;
  }
  if (api.identifier === undefined) return false;
  if (creating && domain !== undefined) {
    if (api.identifier === `https://${domain}/api/v2/`) return false;
    if (api.identifier === `https://${domain}/userinfo`) return false;
  }
  return webLifetimeFits(api);
}

/** A declared web lifetime is held against the lifetime, declared or not; an undeclared one is not checked. */
function webLifetimeFits(api: Members): boolean {
  if (api.tokenLifetimeForWebSeconds === undefined) return true;
  return Number(api.tokenLifetimeForWebSeconds) <= Number(api.tokenLifetimeSeconds ?? ONE_DAY);
}

const isBoolean: Test = (value) => value === true || value === false;
const isSeconds =
  (from: number, to: number): Test =>
  (value) =>
    typeof value === "number" && value % 1 === 0 && value >= from && value <= to;
const isText =
  (from: number, to: number): Test =>
  (value) =>
    typeof value === "string" && Array.from(value).length >= from && Array.from(value).length <= to;
const isOneOf =
  (...texts: string[]): Test =>
  (value) =>
    texts.some((text) => text === value);
const isListOf =
  (item: Test, most: number): Test =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(item);

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Has all of `needed`, perhaps some of `optional`, and nothing else. */
function isStrict(needed: Record<string, Test>, optional: Record<string, Test> = {}): Test {
  const known = new Map([...Object.entries(needed), ...Object.entries(optional)]);
  return (value) =>
    isRecord(value) &&
    Object.keys(needed).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, member]) => known.get(name)?.(member) === true);
}

const RESERVED_FOR_OPENID =
  "address created_at email email_verified family_name given_name identities name nickname offline_access openid phone picture profile";

const isScope = isStrict(
  { value: (value) => isText(1, 280)(value) && !RESERVED_FOR_OPENID.split(" ").includes(String(value)) },
  { description: isText(0, 500) },
);

const isScopes: Test = (value) => {
  if (!isListOf(isScope, 1_000)(value)) return false;
  const values = (value as { value: string }[]).map((scope) => scope.value);
  return new Set(values).size === values.length;
};

/** Which PEM texts hold an RSA public key is known, not computed. */
const PUBLIC_KEYS = [RSA_PUBLIC_PEM, RSA_PKCS1_PUBLIC_PEM, RSA_CERTIFICATE_PEM].map((pem) => pem.trim());
const isPublicKey: Test = (value) => isText(1, 4_096)(value) && PUBLIC_KEYS.includes(String(value).trim());

const DECLARABLE = new Map<string, Test>([
  ["identifier", isText(1, 600)],
  ["name", (value) => isText(1, 200)(value) && !/[<>]/.test(String(value))],
  ["tokenLifetimeSeconds", isSeconds(1, THIRTY_DAYS)],
  ["tokenLifetimeForWebSeconds", isSeconds(1, THIRTY_DAYS)],
  ["tokenLifetimeForAnonymousAccessTokensSeconds", isSeconds(ONE_DAY, THIRTY_DAYS)],
  ["allowOfflineAccess", isBoolean],
  ["allowOnlineAccess", isBoolean],
  ["allowOnlineAccessWithEphemeralSessions", isBoolean],
  ["skipConsentForVerifiableFirstPartyClients", isBoolean],
  ["enforcePolicies", isBoolean],
  ["requireConsentNonRepudiation", isBoolean],
  ["signingAlg", isOneOf("HS256", "RS256", "RS512", "PS256")],
  ["signingSecret", isText(16, Number.POSITIVE_INFINITY)],
  ["scopes", isScopes],
  ["tokenDialect", isOneOf("access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz")],
  ["consentPolicy", isOneOf("transactional-authorization-with-mfa")],
  ["authorizationDetails", isListOf(isRecord, Number.POSITIVE_INFINITY)],
  [
    "tokenEncryption",
    isStrict({
      format: isOneOf("compact-nested-jwe"),
      encryptionKey: isStrict(
        { alg: isOneOf("RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"), pem: isPublicKey },
        { name: isText(1, 128), kid: isText(1, 128) },
      ),
    }),
  ],
  [
    "proofOfPossession",
    isStrict(
      { mechanism: isOneOf("mtls", "dpop"), required: isBoolean },
      { requiredFor: isOneOf("public_clients", "all_clients") },
    ),
  ],
  [
    "subjectTypeAuthorization",
    isStrict(
      {},
      {
        user: isStrict({}, { policy: isOneOf("allow_all", "deny_all", "require_client_grant") }),
        client: isStrict({}, { policy: isOneOf("deny_all", "require_client_grant") }),
      },
    ),
  ],
  ["authorizationPolicy", isStrict({ policyId: isText(1, 1_024) })],
  [
    "accessToken",
    isStrict(
      {},
      {
        claimsMapping: isStrict(
          {},
          {
            customClaims: isListOf(
              isStrict({
                name: isText(0, Number.POSITIVE_INFINITY),
                expression: isText(0, Number.POSITIVE_INFINITY),
              }),
              20,
            ),
          },
        ),
      },
    ),
  ],
  ["sensitivity", isOneOf("public", "internal", "confidential", "restricted")],
  ["existing", isOneOf("refuse", "adopt")],
]);
