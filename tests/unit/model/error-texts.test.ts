/** Whole messages about settings: a sentence that says what is wrong, and the way out. */
import assert from "node:assert/strict";
import { environmentSource, resolveBehaviour, resolveConnection } from "../../../provider/model/connection";
import { parseDomain } from "../../../provider/model/domain";
import { minutes } from "../../../provider/model/durations";
import { parseSettings, type SettingValues } from "../../../provider/model/settings-parse";

const said = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("Nothing was refused.");
};
const connect = (values: SettingValues) => () =>
  resolveConnection([{ name: "environment", values: { domain: "a.example", ...values } }]);
const parse = (raw: Record<string, unknown>) => () => parseSettings(raw, "stack configuration");

describe("messages about credentials", () => {
  const NOWHERE =
    "set nowhere: neither in provider arguments nor in stack configuration nor in the environment. Set the domain (AUTH0_DOMAIN, or `pulumi config set apisettings:domain`) and one of:\n  1. AUTH0_API_TOKEN;\n  2. AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET;\n  3. AUTH0_CLIENT_ID and AUTH0_CLIENT_ASSERTION_PRIVATE_KEY (with AUTH0_CLIENT_ASSERTION_SIGNING_ALG).\n  In stack configuration: `pulumi config set apisettings:clientId …` and `pulumi config set --secret apisettings:clientSecret …`.";
  const ONE_SOURCE = "Credentials are never mixed from different sources: put all of them into one.";
  const KEEP =
    "Keep one: apiToken alone, clientId with clientSecret, or clientId with clientAssertionPrivateKey.";
  const cases: readonly (readonly [string, () => unknown, string])[] = [
    ["no domain", () => resolveConnection([]), `The tenant's domain is ${NOWHERE}`],
    ["no credentials", connect({}), `Credentials are ${NOWHERE}`],
    [
      "two ways at once",
      connect({ apiToken: "t", clientId: "c" }),
      `The environment has more than one way to authenticate: clientId, apiToken. ${KEEP}`,
    ],
    [
      "parts of two ways",
      connect({ clientSecret: "s", clientAssertionSigningAlg: "RS256" }),
      `The environment has more than one way to authenticate: clientSecret, clientAssertionSigningAlg. ${KEEP}`,
    ],
    [
      "an id alone",
      connect({ clientId: "c" }),
      `The environment has clientId, but not what belongs to it (clientAssertionPrivateKey or clientSecret). ${ONE_SOURCE}`,
    ],
    [
      "a secret alone",
      connect({ clientSecret: "s" }),
      `The environment has clientSecret, but not what belongs to it (clientId). ${ONE_SOURCE}`,
    ],
    [
      "an algorithm alone",
      connect({ clientAssertionSigningAlg: "RS256" }),
      `The environment has clientAssertionSigningAlg, but not what belongs to it (clientId and clientAssertionPrivateKey). ${ONE_SOURCE}`,
    ],
    [
      "an id and an algorithm",
      connect({ clientId: "c", clientAssertionSigningAlg: "RS256" }),
      `The environment has clientId and clientAssertionSigningAlg, but not what belongs to it (clientAssertionPrivateKey). ${ONE_SOURCE}`,
    ],
  ];
  for (const [what, act, message] of cases) it(what, () => assert.equal(said(act), message));
});

describe("messages about domains", () => {
  const ALONE = "Write the tenant's domain alone, for example example.eu.auth0.com.";
  for (const [written, message] of [
    ["a/b", `domain: "a/b" is not host[:port]. ${ALONE}`],
    ["", `domain: "" is not host[:port]. ${ALONE}`],
    ["a..b:99999", `domain: "a..b:99999" is not host[:port]. ${ALONE}`],
    // It may hold a password.
    ["https://user:hunter2@a.example/", `domain: the given text is not host[:port]. ${ALONE}`],
    [
      "http://a.example",
      "domain: http:// is accepted for loopback hosts only, not for a.example. Leave http:// out: the tenant is reached by https.",
    ],
  ] as const)
    it(JSON.stringify(written), () =>
      assert.equal(
        said(() => parseDomain(written)),
        message,
      ),
    );
});

describe("messages about settings", () => {
  const CORRECT = "Correct or remove what is named.";
  const LIMITS =
    'Overrides of the limits that are checked before an apply, for example {"tokenLifetimeSeconds": {"max": 3600}}; null switches one off.';
  it("name each fault, with its place", () => {
    assert.equal(
      said(parse({ limits: { name: { pattern: "(" } } })),
      `In the stack configuration: limits: {"name":{"pattern":"("}} cannot be used at name.pattern. ${LIMITS} ${CORRECT}`,
    );
    // What is an escape too many in a regular expression with the flag u.
    assert.match(said(parse({ limits: { name: { pattern: "\\-" } } })), /cannot be used at name\.pattern\./);
    assert.equal(
      said(parse({ debug: "yes", nope: 1 })),
      `In the stack configuration: debug: "yes" cannot be used. Log every request (method, path, status, time; never bodies or headers). Default: false. nope is not a setting of the provider. ${CORRECT}`,
    );
    assert.equal(
      said(parse({ limits: "{" })),
      `In the stack configuration: limits: "{" cannot be used. ${LIMITS} ${CORRECT}`,
    );
  });

  it("never show a secret", () => {
    assert.equal(
      said(parse({ clientSecret: 12_345 })),
      `In the stack configuration: clientSecret: its value cannot be used. Client secret of that application. ${CORRECT}`,
    );
  });

  it("are not needed for texts around which there is space", () => {
    assert.deepEqual(
      parse({ debug: " 1 ", maxConcurrency: " 3 ", limits: ' {"name":{"pattern":"^a"}} ' })(),
      {
        debug: true,
        maxConcurrency: 3,
        limits: { name: { pattern: "^a" } },
      },
    );
    assert.deepEqual(parse({ debug: " 0 " })(), { debug: false });
  });

  it("say where limits can be set", () => {
    const values = { limits: { foo: { min: 1 } } };
    assert.match(
      said(() => resolveBehaviour([{ name: "x", values }])),
      /^limits: there is no limit on foo\. Limits can be set on name, identifier, tokenLifetimeSeconds, /,
    );
  });

  it("say how long a duration may be", () => {
    assert.equal(
      said(() => minutes(0.001)),
      "minutes(0.001) is not a whole number of seconds. Give an amount that makes a whole, non-negative number of seconds.",
    );
  });
});

describe("behaviour of the provider", () => {
  it("is taken from the first source that says something", () => {
    const source = (values: SettingValues) => ({ name: "x", values });
    assert.deepEqual(
      resolveBehaviour([source({}), source({ allowLengtheningByRemoval: true, previewChecks: "tenant" })]),
      {
        limits: undefined,
        allowLengtheningByRemoval: true,
        previewChecks: "tenant",
      },
    );
    assert.deepEqual(resolveBehaviour([]), {
      limits: undefined,
      allowLengtheningByRemoval: false,
      previewChecks: "offline",
    });
  });

  it("leaves out variables of the environment that are not set", () => {
    assert.deepEqual(environmentSource({ AUTH0_DOMAIN: "a.example", AUTH0_CLIENT_ID: "" }), {
      name: "environment",
      values: { domain: "a.example" },
    });
  });
});
