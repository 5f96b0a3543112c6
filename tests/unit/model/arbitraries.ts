/** Generators of APIs: valid ones, and ones in which something may be wrong. */
import fc from "fast-check";
import type { Json, JsonObject } from "../../../provider/model/values";
import {
  EC_PUBLIC_PEM,
  RSA_CERTIFICATE_PEM,
  RSA_PKCS1_PUBLIC_PEM,
  RSA_PRIVATE_PEM,
  RSA_PUBLIC_PEM,
} from "./support/keys";

type Path = (string | number)[];

export const DOMAIN = "example.eu.auth0.com";

const letters = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((length) => "abcdefghij:/".repeat(length).slice(0, length));
/** Lengths cluster at both ends, where limits are. */
const textOf = (from: number, to: number) =>
  fc.oneof(
    { withCrossShrink: true },
    letters(from, Math.min(to, from + 12)),
    letters(to - 1, to),
    fc.constant("𝄞".repeat(to)),
  );
const seconds = (from: number, to: number) =>
  fc.oneof(
    { withCrossShrink: true },
    fc.integer({ min: from, max: to }),
    fc.constantFrom(from, from + 1, to - 1, to),
  );
const optional = (members: Record<string, fc.Arbitrary<Json>>, required: string[] = []) =>
  fc.record(members, { requiredKeys: required, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;
const freeForm = fc.dictionary(
  fc.constantFrom("type", "camelCase", "snake_case", "requiredFor", "policy_id", ""),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  { maxKeys: 3, noNullPrototype: true },
);
const policy = (...names: string[]) => optional({ policy: fc.constantFrom(...names) });

const scopes = fc.uniqueArray(optional({ value: textOf(1, 280), description: textOf(0, 500) }, ["value"]), {
  maxLength: 4,
  selector: (scope) => scope.value,
});

const VALID: Record<string, fc.Arbitrary<Json>> = {
  name: textOf(1, 200),
  allowOfflineAccess: fc.boolean(),
  skipConsentForVerifiableFirstPartyClients: fc.boolean(),
  allowOnlineAccess: fc.boolean(),
  allowOnlineAccessWithEphemeralSessions: fc.boolean(),
  subjectTypeAuthorization: optional({
    user: policy("allow_all", "deny_all", "require_client_grant"),
    client: policy("deny_all", "require_client_grant"),
  }),
  tokenLifetimeSeconds: seconds(1, 2_592_000),
  tokenLifetimeForWebSeconds: seconds(1, 86_400),
  tokenLifetimeForAnonymousAccessTokensSeconds: seconds(86_400, 2_592_000),
  signingAlg: fc.constantFrom("HS256", "RS256", "RS512", "PS256"),
  signingSecret: textOf(16, 64),
  scopes,
  enforcePolicies: fc.boolean(),
  tokenDialect: fc.constantFrom(
    "access_token",
    "access_token_authz",
    "rfc9068_profile",
    "rfc9068_profile_authz",
  ),
  tokenEncryption: optional(
    {
      format: fc.constant("compact-nested-jwe"),
      encryptionKey: optional(
        {
          alg: fc.constantFrom("RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"),
          pem: fc.constantFrom(RSA_PUBLIC_PEM, RSA_CERTIFICATE_PEM, RSA_PKCS1_PUBLIC_PEM),
          name: textOf(1, 128),
          kid: textOf(1, 128),
        },
        ["alg", "pem"],
      ),
    },
    ["format", "encryptionKey"],
  ),
  consentPolicy: fc.constant("transactional-authorization-with-mfa"),
  requireConsentNonRepudiation: fc.boolean(),
  authorizationDetails: fc.array(freeForm, { maxLength: 2 }),
  proofOfPossession: optional(
    {
      mechanism: fc.constantFrom("mtls", "dpop"),
      required: fc.boolean(),
      requiredFor: fc.constantFrom("public_clients", "all_clients"),
    },
    ["mechanism", "required"],
  ),
  authorizationPolicy: optional({ policyId: textOf(1, 1_024) }, ["policyId"]),
  accessToken: optional({
    claimsMapping: optional({
      customClaims: fc.array(
        optional({ name: textOf(0, 20), expression: textOf(0, 20) }, ["name", "expression"]),
        {
          maxLength: 20,
        },
      ),
    }),
  }),
  sensitivity: fc.constantFrom("public", "internal", "confidential", "restricted"),
  existing: fc.constantFrom("refuse", "adopt"),
};

/** Accepted by a tenant that is not the one at {@link DOMAIN}, or for an API that exists. */
export const validApi: fc.Arbitrary<JsonObject> = fc
  .tuple(textOf(1, 600), fc.subarray(Object.keys(VALID)))
  .chain(([identifier, names]) =>
    fc.record({ identifier: fc.constant(identifier as Json), ...pick(names) }, { noNullPrototype: true }),
  )
  .map((api) => withFittingWebLifetime(api));

function pick(names: string[]): Record<string, fc.Arbitrary<Json>> {
  return Object.fromEntries(Object.entries(VALID).filter(([name]) => names.includes(name)));
}

function withFittingWebLifetime(api: JsonObject): JsonObject {
  const { tokenLifetimeSeconds: own, tokenLifetimeForWebSeconds: web } = api;
  return typeof own === "number" && typeof web === "number"
    ? { ...api, tokenLifetimeForWebSeconds: Math.min(own, web) }
    : api;
}

const repeat = (length: number): string => "y".repeat(length);
const scopeList = (length: number): Json => Array.from({ length }, (_, i) => ({ value: `s${i}` }));
const words = (text: string): string[] => text.split(" ");

/** What goes wrong anywhere: neighbours of limits, other types, other enumerations' values. */
const hostile: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(
    ...[0, 1, -1, 0.5, 16, 86_399, 86_400, 86_401, 2_592_000, 2_592_001, 1e16, -86_400],
    ...words("x 900 true < a>b openid name none RS256 allow_all deny_all dpop mtls adopt public"),
    ...["", true, false, null, [], {}, [[]], ["x"], [{}], { policy: "allow_all" }, { value: "x" }],
    ...[EC_PUBLIC_PEM, RSA_PRIVATE_PEM, RSA_PUBLIC_PEM, RSA_PUBLIC_PEM.padEnd(4_097, "\n")],
    ...[15, 16, 128, 129, 200, 201, 280, 281, 500, 501, 600, 601, 1_024, 1_025].map(repeat),
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** What goes wrong, or just not yet, in one field. */
const EDGES: [name: string, value: Json][] = [
  ...[0, 1, 300, 86_399, 86_400, 86_401, 2_592_000, 2_592_001, 900.5].flatMap((value): [string, Json][] => [
    ["tokenLifetimeSeconds", value],
    ["tokenLifetimeForWebSeconds", value],
    ["tokenLifetimeForAnonymousAccessTokensSeconds", value],
  ]),
  ...["api/v2/", "userinfo", "api/v2/", "userinfo", "api/v2", "userinfo/"].map((path): [string, Json] => [
    "identifier",
    `https://${DOMAIN}/${path}`,
  ]),
  ...words("isSystem apiId clientId tokenLifetime __provider constructor").map((name): [string, Json] => [
    name,
    true,
  ]),
  ["scopes", scopeList(1_000)],
  ["scopes", scopeList(1_001)],
  ["scopes", [{ value: "a" }, { value: "b", description: "a" }, { value: "a" }]],
  ["scopes", [{ value: "a" }, { value: "b", description: "a" }]],
  ["accessToken", { claimsMapping: { customClaims: Array(20).fill({ name: "a", expression: "b" }) } }],
  ["accessToken", { claimsMapping: { customClaims: Array(21).fill({ name: "a", expression: "b" }) } }],
];

const change = fc.oneof(
  { arbitrary: fc.tuple(fc.constantFrom("replace", "remove", "add"), fc.nat(), hostile), weight: 2 },
  { arbitrary: fc.tuple(fc.constant("declare"), fc.nat(), fc.constant<Json>(null)), weight: 1 },
);
const otherNames = words("x tokenLifetime policy isSystem apiId token_lifetime __defaults constructor");

/** A valid API in which up to three places are something else, gone, or joined by a member of another name. */
export const anyApi: fc.Arbitrary<JsonObject> = fc
  .tuple(validApi, fc.array(change, { maxLength: 3 }), fc.constantFrom(...otherNames))
  .map(([api, changes, otherName]) => {
    let changed = api;
    for (const [kind, number, value] of changes) {
      const [edgeName, edge] = EDGES[number % EDGES.length] ?? ["name", ""];
      const paths = pathsOf(changed);
      changed =
        kind === "declare"
          ? { ...changed, [edgeName]: edge }
          : changeAt(changed, paths[number % paths.length] ?? [], (found) => {
              if (kind === "remove") return undefined;
              if (kind === "replace") return value;
              return isRecord(found) ? { ...found, [otherName]: value } : found;
            });
    }
    return changed;
  });

/** Paths of every subtree, the whole value left out. Twenty items of a list stand for all of it. */
export function pathsOf(value: Json, at: Path = []): Path[] {
  const children: [string | number, Json][] = Array.isArray(value)
    ? value.slice(0, 20).map((item, index) => [index, item])
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return children.flatMap(([key, child]) => [[...at, key], ...pathsOf(child, [...at, key])]);
}

/** A copy with another value at a path, or without it for `undefined`. */
export function changeAt<V>(value: V, path: Path, change: (found: unknown) => unknown): V {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const parent = value as unknown;
  const child = (parent as Record<string | number, unknown>)[key];
  const changed = rest.length === 0 ? change(child) : changeAt(child, rest, change);
  if (Array.isArray(parent)) {
    return parent.flatMap((item, index) =>
      index !== key ? [item] : changed === undefined ? [] : [changed],
    ) as V;
  }
  const others = Object.entries(parent as object).filter(([name]) => name !== key);
  // Object.fromEntries defines, so that a member called __proto__ stays a member.
  return Object.fromEntries(changed === undefined ? others : [...others, [String(key), changed]]) as V;
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
