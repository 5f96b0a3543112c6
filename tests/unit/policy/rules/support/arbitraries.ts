/** Generators of resources: of every known type, with anything at all in their properties. */
import fc from "fast-check";
import type { PolicyResource } from "../../../../../policy/rules/resource";
import { TOKEN_TYPES } from "../../../../../policy/rules/token-types";
import type { TokenType } from "../../../../../policy/rules/token-types/token-type";
import { SENSITIVITIES } from "../../../../../provider/model/sensitivity";
import { Secret, UNKNOWN, type Value, type ValueObject } from "../../../../../provider/model/values";
import { API, FORMS, resource } from "./stack";

export const SEED = 20_261_126;
export const check = <T>(property: fc.IProperty<T>, numRuns: number): void =>
  fc.assert(property, { seed: SEED, numRuns });

const awkwardKeys = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "0",
  "",
  "policy",
  "value",
  "audience",
];
const awkwardTexts = [
  "NaN",
  "Infinity",
  "-0",
  "1e400",
  "0x10",
  "１２",
  "9".repeat(400),
  "true",
  "TRUE",
  "null",
  "deny_all",
  "refresh_token",
  "expiring",
  "HS256",
  "restricted",
  "15m",
  "1h",
  "-1",
  "0",
  "\u0000",
  "💥",
];
const awkwardNumbers = [
  0,
  -0,
  -1,
  0.5,
  1,
  899.999,
  900,
  901,
  2_592_000,
  2 ** 53,
  Number.MAX_VALUE,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** Anything that a program could put into a property, with secrets and unknowns at any depth. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    fc.constantFrom<Value>(...awkwardNumbers),
    fc.constantFrom<Value>(...awkwardTexts),
    fc.constantFrom<Value>(true, false, null, UNKNOWN),
    fc.string({ maxLength: 6 }),
    fc.double(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...awkwardKeys), tie("value"), { maxKeys: 3 }),
    tie("value").map((value) => new Secret(value)),
  ),
})).value;

function pathsOf(type: TokenType): string[] {
  return [
    ...type.lifetimes.flatMap(({ property, unit, unlimitedWhen, ignoredWhen = [] }) => [
      property,
      ...(typeof unit === "string" ? [] : [unit.property]),
      ...[unlimitedWhen, ...ignoredWhen].flatMap((setting) => setting?.property ?? []),
    ]),
    ...(type.refreshSwitches ?? []).map(({ property }) => property),
    ...[
      type.identifier,
      type.displayName,
      type.scopes,
      type.sensitivity,
      type.signingAlgorithm?.property,
    ].flatMap((one) => one ?? []),
    ...(type.closedFlows
      ? [
          "subjectTypeAuthorization.user.policy",
          "subjectTypeAuthorization.client.policy",
          "subjectTypeAuthorization",
        ]
      : []),
    ...(type.senderConstrained
      ? ["proofOfPossession.required", "proofOfPossession.requiredFor", "proofOfPossession"]
      : []),
    ...(type.clientRefreshTokens
      ? [
          "appType",
          "grantTypes",
          "refreshToken",
          "refreshToken.policies",
          "refreshToken.expirationType",
          "refreshToken.tokenLifetime",
          "refreshToken.infiniteTokenLifetime",
        ]
      : []),
    ...(type.keepsWhatIsUnset ? ["existing"] : []),
  ];
}

/** Sets a value at a path, through plain objects; where something else stands in the way, nothing is set. */
export function put(props: ValueObject, path: string, value: Value): void {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    props[first] = value;
    return;
  }
  const inner = Object.hasOwn(props, first) ? props[first] : {};
  if (
    typeof inner !== "object" ||
    inner === null ||
    Array.isArray(inner) ||
    inner instanceof Secret ||
    inner === UNKNOWN
  )
    return;
  props[first] = inner as ValueObject;
  put(inner as ValueObject, rest.join("."), value);
}

export const anyResource: fc.Arbitrary<PolicyResource> = fc
  .record({
    type: fc.constantFrom(...TOKEN_TYPES),
    name: fc.constantFrom("a", "b", "payments"),
    protect: fc.constantFrom(true, false, undefined),
  })
  .chain(({ type, name, protect }) =>
    fc.array(fc.tuple(fc.constantFrom(...pathsOf(type)), anyValue), { maxLength: 8 }).map((entries) => {
      const props: ValueObject = {};
      for (const [path, value] of entries) put(props, path, structuredCloneOf(value));
      return resource(type.token, name, props, { protect: protect as boolean });
    }),
  );

/** Generated values are shared between entries; what is written into one must not change another. */
function structuredCloneOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(structuredCloneOf);
  if (typeof value !== "object" || value === null || value instanceof Secret || value === UNKNOWN)
    return value;
  return Object.fromEntries(
    Object.entries(value as ValueObject).map(([key, one]) => [key, structuredCloneOf(one)]),
  );
}

export const seconds = fc.oneof(
  fc.integer({ min: 1, max: 2_592_000 }),
  fc.constantFrom(1, 119, 120, 300, 599, 600, 900, 901, 3_600, 3_601, 7_200, 86_400, 86_401),
);

const policy = (...names: string[]) => fc.record({ policy: fc.constantFrom(...names) });

/** An Auth0 API that the tenant would take, without its tier. */
export const anyApi = fc.record(
  {
    own: seconds,
    web: seconds,
    allowOfflineAccess: fc.boolean(),
    allowOnlineAccess: fc.boolean(),
    signingAlg: fc.constantFrom("RS256", "PS256", "HS256"),
    proofOfPossession: fc.record({
      mechanism: fc.constantFrom("dpop", "mtls"),
      required: fc.boolean(),
      requiredFor: fc.constantFrom("all_clients", "public_clients"),
    }),
    subjectTypeAuthorization: fc.record(
      { user: policy("allow_all", "deny_all"), client: policy("deny_all", "require_client_grant") },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

export const anyForm = fc.constantFrom(...FORMS);
export const anyTier = fc.constantFrom(...SENSITIVITIES);
export const OURS = FORMS.filter(({ type }) => type === API);
