/** Whole messages about the properties of an API, for each kind of fault. */
import assert from "node:assert/strict";
import { type Failure, namedProperty } from "../../../provider/model/validate";
import { Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";
import { failuresOf, messagesOf } from "./support/validation";

const DOMAIN = "tenant.example";
const override = (place: string, kind: string) =>
  `to override it, set the provider's \`limits\` to {"${place}": {"${kind}": …}}.`;
const LIFETIME = "tokenLifetimeSeconds";
const WEB = "tokenLifetimeForWebSeconds";
const SOURCE = "Source of the limit: Auth0 docs, Update Access Token Lifetime;";
const RAISE = `Lower it, or raise tokenLifetimeSeconds. ${SOURCE} ${override(WEB, "notGreaterThan")}`;

const cases: readonly (readonly [ValueObject, readonly string[]])[] = [
  [{ [LIFETIME]: "soon" }, [`${LIFETIME}: "soon" is not a whole number.`]],
  [{ [LIFETIME]: "900" }, [`${LIFETIME}: "900" is not a whole number. Write 900 without quotes.`]],
  [{ [LIFETIME]: " " }, [`${LIFETIME}: " " is not a whole number.`]],
  [{ [LIFETIME]: new Secret("900") }, [`${LIFETIME}: its value is not a whole number.`]],
  [{ [LIFETIME]: 1.5 }, [`${LIFETIME}: 1.5 is not a whole number.`]],
  [{ [LIFETIME]: 2 ** 60 }, [`${LIFETIME}: 1152921504606847000 is not a whole number.`]],
  [{ [LIFETIME]: -(2 ** 60) }, [`${LIFETIME}: -1152921504606847000 is not a whole number.`]],
  [
    { [LIFETIME]: 2_592_001 },
    [
      `${LIFETIME}: 2592001 is more than the maximum of 2592000 s (30 days). For access that lasts longer, allow offline access and use refresh tokens. ${SOURCE} ${override(LIFETIME, "max")}`,
    ],
  ],
  [
    { [LIFETIME]: new Secret(2_592_001) },
    [
      `${LIFETIME}: its value is more than the maximum of 2592000 s (30 days). For access that lasts longer, allow offline access and use refresh tokens. ${SOURCE} ${override(LIFETIME, "max")}`,
    ],
  ],
  [{ [WEB]: 90_000 }, [`${WEB}: 90000 is more than the default ${LIFETIME} of 86400 s (24 hours). ${RAISE}`]],
  [
    { [WEB]: 901, [LIFETIME]: 900 },
    [`${WEB}: 901 is more than the ${LIFETIME} of 900 s (15 minutes). ${RAISE}`],
  ],
  [{ [WEB]: 900, [LIFETIME]: 900 }, []],
  [{ [WEB]: 901, [LIFETIME]: UNKNOWN }, []],
  [{ [WEB]: new Secret(901), [LIFETIME]: 900 }, [`${WEB} is more than ${LIFETIME}. ${RAISE}`]],
  [{ [WEB]: 901, [LIFETIME]: new Secret(900) }, [`${WEB} is more than ${LIFETIME}. ${RAISE}`]],
  // The form of the other one is the only fault.
  [
    { [WEB]: 901, [LIFETIME]: "900" },
    [`${LIFETIME}: "900" is not a whole number. Write 900 without quotes.`],
  ],
  [
    { allowOfflineAccess: "true" },
    ['allowOfflineAccess: "true" is not true or false. Write true without quotes.'],
  ],
  [
    { allowOfflineAccess: "false" },
    ['allowOfflineAccess: "false" is not true or false. Write false without quotes.'],
  ],
  [{ allowOfflineAccess: "1" }, ['allowOfflineAccess: "1" is not true or false.']],
  [{ allowOfflineAccess: "" }, ['allowOfflineAccess: "" is not true or false.']],
  [{ name: 5 }, ["name: 5 is not a text."]],
  [{ signingSecret: 5 }, ["signingSecret: its value is not a text."]],
  [
    { signingSecret: "short" },
    [
      `signingSecret has 5 characters, fewer than the minimum of 16. Source of the limit: Auth0 Management API v2, resource servers; ${override("signingSecret", "minLength")}`,
    ],
  ],
  [{ scopes: ["read"] }, ['scopes[0]: "read" is not an object.']],
  [
    { scopes: [{ value: "x" }, { valu: "x" }] },
    [
      "scopes[1].value is missing: declare a text.",
      'scopes[1].valu is not a setting. Did you mean "value"? Remove it or correct its name.',
    ],
  ],
  [
    { scopes: [{ value: "a" }, { value: "b" }, { value: "a" }] },
    [
      `scopes: entries 0 and 2 have the same value "a". Keep one of them. Source of the limit: our choice; ${override("scopes", "unique")}`,
    ],
  ],
  [
    { scopes: new Secret([{ value: "a" }, { value: "a" }]) },
    [
      `scopes: entries 0 and 1 have the same value. Keep one of them. Source of the limit: our choice; ${override("scopes", "unique")}`,
    ],
  ],
  [
    { subjectTypeAuthorization: { user: { policy: "x" } } },
    [
      'subjectTypeAuthorization.user.policy: "x" is not one of the values it can have. Use "allow_all", "deny_all" or "require_client_grant".',
    ],
  ],
];

describe("messages about properties", () => {
  for (const [inputs, messages] of cases)
    it(JSON.stringify(inputs), () => {
      assert.deepEqual(messagesOf(inputs, { creating: true, domain: DOMAIN }), messages);
    });

  it("know the tenant's own identifiers where they know the tenant", () => {
    const of = (identifier: string, domain?: string) =>
      messagesOf({ identifier }, { creating: true, ...(domain && { domain }) });
    const reserved = (identifier: string) => [
      `identifier: "${identifier}" is reserved. It belongs to the tenant itself: import that API instead of creating it. Source of the limit: Auth0 Management API v2, resource servers; ${override("identifier", "reserved")}`,
    ];
    assert.deepEqual(
      of("https://tenant.example/api/v2/", DOMAIN),
      reserved("https://tenant.example/api/v2/"),
    );
    assert.deepEqual(
      of("https://tenant.example/userinfo", DOMAIN),
      reserved("https://tenant.example/userinfo"),
    );
    assert.deepEqual(of("https://tenant.example/api/v2/"), []);
    assert.deepEqual(of("https:///api/v2/"), []);
    assert.deepEqual(of("https://{domain}/api/v2/"), []);
    assert.deepEqual(messagesOf({ identifier: "https://tenant.example/api/v2/" }, { domain: DOMAIN }), []);
  });
});

describe("namedProperty", () => {
  const failure = (secret: boolean) => ({ property: "name", message: "", secret }) as unknown as Failure;
  it("names what is declared and no secret", () => {
    assert.equal(namedProperty(failure(false), { name: "x" }), "name");
    assert.equal(namedProperty(failure(true), { name: "x" }), "");
    assert.equal(namedProperty(failure(false), {}), "");
    assert.equal(namedProperty(failure(true), {}), "");
    const [found] = failuresOf({ name: 5 });
    assert.ok(found);
    assert.equal(namedProperty(found, { name: 5 }), "name");
  });
});
