import assert from "node:assert/strict";
import {
  environmentSource,
  resolveBehaviour,
  resolveConnection,
  resolveDomain,
  type SettingsSource,
} from "../../../provider/model/connection";
import { type ApiSettingsError, isApiSettingsError } from "../../../provider/model/errors";
import type { Credentials } from "../../../provider/model/settings";
import type { SettingValues } from "../../../provider/model/settings-parse";

const NAMES = ["provider arguments", "stack configuration", "environment", "state"] as const;
const DOMAIN: SettingValues = { domain: "example.eu.auth0.com" };

/** One source for each of the four places, in order of precedence. */
function sources(...values: SettingValues[]): SettingsSource[] {
  return NAMES.map((name, index) => ({ name, values: values[index] ?? {} }));
}

function refusal(given: SettingsSource[]): ApiSettingsError {
  try {
    resolveConnection(given);
  } catch (error) {
    if (isApiSettingsError(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const SETS: {
  kind: Credentials["kind"];
  values: (mark: string) => SettingValues;
  expected: (mark: string) => Credentials;
}[] = [
  {
    kind: "client-secret",
    values: (mark) => ({ clientId: `id-${mark}`, clientSecret: `secret-${mark}` }),
    expected: (mark) => ({ kind: "client-secret", clientId: `id-${mark}`, clientSecret: `secret-${mark}` }),
  },
  {
    kind: "private-key-jwt",
    values: (mark) => ({
      clientId: `id-${mark}`,
      clientAssertionPrivateKey: `key-${mark}`,
      clientAssertionSigningAlg: "PS256",
    }),
    expected: (mark) => ({
      kind: "private-key-jwt",
      clientId: `id-${mark}`,
      privateKey: `key-${mark}`,
      signingAlg: "PS256",
    }),
  },
  {
    kind: "api-token",
    values: (mark) => ({ apiToken: `token-${mark}` }),
    expected: (mark) => ({ kind: "api-token", apiToken: `token-${mark}` }),
  },
];

describe("credentials", () => {
  for (const [first, firstName] of NAMES.entries()) {
    for (const [second, secondName] of NAMES.entries()) {
      if (second <= first) continue;
      for (const upper of SETS) {
        for (const lower of SETS) {
          it(`come as ${upper.kind} from ${firstName}, not as ${lower.kind} from ${secondName}`, () => {
            const given = sources(DOMAIN);
            const values: SettingValues[] = given.map((source) => source.values);
            values[first] = { ...values[first], ...upper.values("upper") };
            values[second] = { ...values[second], ...lower.values("lower") };
            assert.deepEqual(resolveConnection(sources(...values)).credentials, upper.expected("upper"));
          });
        }
      }
    }
  }

  const halves: [what: string, upper: SettingValues, names: RegExp][] = [
    ["a client id alone", { clientId: "id" }, /clientId/],
    ["a client secret alone", { clientSecret: "topsecret" }, /clientSecret.*clientId/],
    [
      "a private key alone",
      { clientAssertionPrivateKey: "topsecret" },
      /clientAssertionPrivateKey.*clientId/,
    ],
    ["an algorithm alone", { clientAssertionSigningAlg: "RS256" }, /clientAssertionSigningAlg.*clientId/],
    [
      "an id and an algorithm",
      { clientId: "id", clientAssertionSigningAlg: "RS256" },
      /clientSecret|PrivateKey/,
    ],
  ];
  for (const [what, upper, names] of halves) {
    for (const lower of SETS) {
      it(`are never mixed: ${what} is not completed by ${lower.kind} of a lower source`, () => {
        const error = refusal(sources({ ...DOMAIN, ...upper }, lower.values("lower")));
        assert.equal(error.code, "missing-credentials");
        assert.match(error.message, /^The provider arguments /);
        assert.match(error.message, names);
        assert.match(error.message, /never mixed/);
        assert.ok(!/topsecret|secret-lower|key-lower|token-lower/.test(error.message), error.message);
      });
    }
  }

  const ambiguous: [string, SettingValues][] = [
    ["token and client secret", { apiToken: "top1", clientId: "id", clientSecret: "top2" }],
    ["token and client id", { apiToken: "top1", clientId: "id" }],
    ["secret and private key", { clientId: "id", clientSecret: "top1", clientAssertionPrivateKey: "top2" }],
    ["token and algorithm", { apiToken: "top1", clientAssertionSigningAlg: "RS256" }],
  ];
  for (const [what, values] of ambiguous) {
    it(`are refused where one source has two ways: ${what}`, () => {
      const error = refusal(sources({}, { ...DOMAIN, ...values }));
      assert.equal(error.code, "invalid-settings");
      assert.match(error.message, /^The stack configuration has more than one way to authenticate/);
      assert.ok(!/top1|top2/.test(error.message), error.message);
    });
  }

  it("sign assertions with RS256 unless something else is said", () => {
    const { credentials } = resolveConnection(
      sources({ ...DOMAIN, clientId: "id", clientAssertionPrivateKey: "key" }),
    );
    assert.deepEqual(credentials, {
      kind: "private-key-jwt",
      clientId: "id",
      privateKey: "key",
      signingAlg: "RS256",
    });
  });

  it("are missed with the ways to give them", () => {
    const error = refusal(sources(DOMAIN));
    assert.equal(error.code, "missing-credentials");
    for (const way of [
      "AUTH0_API_TOKEN",
      "AUTH0_CLIENT_SECRET",
      "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
      "pulumi config set --secret",
    ]) {
      assert.ok(error.message.includes(way), way);
    }
  });
});

describe("single settings", () => {
  const token: SettingValues = { apiToken: "token" };
  const examples: [keyof SettingValues, SettingValues, SettingValues][] = [
    ["domain", { domain: "a.example.test" }, { domain: "b.example.test" }],
    ["audience", { audience: "https://a/" }, { audience: "https://b/" }],
    ["customDomainHeader", { customDomainHeader: "a" }, { customDomainHeader: "b" }],
    ["debug", { debug: false }, { debug: true }],
    ["maxRequestsPerSecond", { maxRequestsPerSecond: 1 }, { maxRequestsPerSecond: 2 }],
    ["maxConcurrency", { maxConcurrency: 1 }, { maxConcurrency: 2 }],
    ["reserve", { reserve: 0 }, { reserve: 0.5 }],
    ["requestTimeoutSeconds", { requestTimeoutSeconds: 1 }, { requestTimeoutSeconds: 2 }],
  ];
  for (const [name, upper, lower] of examples) {
    it(`${name} comes from the first source that has it, false and 0 included`, () => {
      for (const place of [0, 1, 2]) {
        const values: SettingValues[] = [{}, {}, {}, { ...DOMAIN, ...token, ...lower }];
        values[place] = upper;
        const connection = resolveConnection(sources(...values));
        assert.equal(connection[name as keyof typeof connection], upper[name]);
      }
      const last = resolveConnection(sources({}, {}, {}, { ...DOMAIN, ...token, ...lower }));
      assert.equal(last[name as keyof typeof last], lower[name]);
    });
  }

  it("has documented defaults", () => {
    assert.deepEqual(resolveConnection(sources({ ...DOMAIN, ...token })), {
      domain: "example.eu.auth0.com",
      baseUrl: "https://example.eu.auth0.com",
      audience: "https://example.eu.auth0.com/api/v2/",
      credentials: { kind: "api-token", apiToken: "token" },
      customDomainHeader: undefined,
      debug: false,
      initialRate: undefined,
      maxRequestsPerSecond: undefined,
      maxConcurrency: 8,
      reserve: 0.2,
      requestTimeoutSeconds: 30,
    });
  });

  it("reaches a local tenant by http and still asks for the https audience", () => {
    const connection = resolveConnection(sources({ ...token, domain: "http://localhost:4010" }));
    assert.equal(connection.baseUrl, "http://localhost:4010");
    assert.equal(connection.audience, "https://localhost:4010/api/v2/");
  });

  it("begins at the plan's rate where one is published", () => {
    const rate = (plan: "free" | "self-service" | "enterprise") =>
      resolveConnection(sources({ ...DOMAIN, ...token, plan })).initialRate;
    assert.deepEqual(rate("free"), { burst: 2, perSecond: 2 });
    assert.deepEqual(rate("enterprise"), { burst: 50, perSecond: 16 });
    assert.equal(rate("self-service"), undefined);
  });

  it("misses the domain, whatever credentials there are", () => {
    const error = refusal(sources({ clientId: "id", clientSecret: "topsecret" }));
    assert.equal(error.code, "missing-credentials");
    assert.match(error.message, /AUTH0_DOMAIN/);
    assert.ok(!error.message.includes("topsecret"));
  });
});

describe("environmentSource", () => {
  it("reads the variables of Auth0's tools in their types", () => {
    assert.deepEqual(
      environmentSource({
        AUTH0_DOMAIN: "example.eu.auth0.com",
        AUTH0_CLIENT_ID: "id",
        AUTH0_CLIENT_SECRET: "secret",
        AUTH0_DEBUG: "1",
        PATH: "/bin",
      }),
      {
        name: "environment",
        values: { domain: "example.eu.auth0.com", clientId: "id", clientSecret: "secret", debug: true },
      },
    );
  });

  it("takes an empty variable for an unset one", () => {
    assert.deepEqual(environmentSource({ AUTH0_DOMAIN: "", AUTH0_API_TOKEN: "" }).values, {});
  });

  it("names the environment in a refusal", () => {
    assert.throws(
      () => environmentSource({ AUTH0_DEBUG: "perhaps" }),
      /In the environment: debug: "perhaps"/,
    );
  });
});

describe("resolveBehaviour", () => {
  it("has documented defaults", () => {
    assert.deepEqual(resolveBehaviour(sources()), {
      limits: undefined,
      allowLengtheningByRemoval: false,
      previewChecks: "offline",
    });
  });

  it("takes each from the first source that has it; `limits` as a whole", () => {
    const upper: SettingValues = { allowLengtheningByRemoval: false, limits: { name: { maxLength: 10 } } };
    const lower: SettingValues = {
      allowLengtheningByRemoval: true,
      previewChecks: "tenant",
      limits: { tokenLifetimeSeconds: { max: 60 } },
    };
    assert.deepEqual(resolveBehaviour(sources({}, upper, {}, lower)), {
      limits: { name: { maxLength: 10 } },
      allowLengtheningByRemoval: false,
      previewChecks: "tenant",
    });
  });

  it("refuses a limit that does not exist", () => {
    assert.throws(
      () => resolveBehaviour(sources({ limits: { tokenLifetime: { max: 60 } } })),
      /Did you mean "tokenLifetimeSeconds"\?/,
    );
  });
});

describe("resolveDomain", () => {
  it("is the domain without its scheme, or undefined", () => {
    assert.equal(resolveDomain(sources({}, { domain: "https://A.example.test/" })), "a.example.test");
    assert.equal(resolveDomain(sources({ apiToken: "x" })), undefined);
  });
});
