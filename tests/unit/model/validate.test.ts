import assert from "node:assert/strict";
import { isInternalKey, validateInputs } from "../../../provider/model/validate";
import { Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";
import { RSA_PRIVATE_PEM } from "./support/keys";
import { failuresOf, IDENTIFIER, messagesOf } from "./support/validation";

const CLEAR = "clear-text-3f9c";

describe("validateInputs", () => {
  it("finds nothing wrong in an identifier alone", () => {
    assert.deepEqual(validateInputs({ identifier: IDENTIFIER }), []);
  });

  it("misses the identifier", () => {
    assert.deepEqual(validateInputs({}), [
      { property: "identifier", message: "identifier is required. Declare it.", secret: false },
    ]);
  });

  it("says everything at once, also inside one field", () => {
    const failures = validateInputs({
      name: "<>",
      tokenLifetimeSeconds: 2_592_001,
      tokenLifetimeForWebSeconds: 2_592_002,
      scopes: [{ value: "" }, { value: "openid", other: 1 }, 5],
      tokenLifetim: 1,
    });
    assert.deepEqual(
      failures.map(({ property }) => property),
      [
        ...["tokenLifetim", "name", "identifier", "tokenLifetimeSeconds"],
        ...["tokenLifetimeForWebSeconds", "tokenLifetimeForWebSeconds"],
        ...["scopes", "scopes", "scopes", "scopes"],
      ],
    );
  });

  it("never changes what it is given", () => {
    const inputs = { identifier: IDENTIFIER, scopes: [{ value: "a" }], name: new Secret("<") };
    const before = structuredClone({ identifier: inputs.identifier, scopes: inputs.scopes });
    validateInputs(inputs);
    assert.deepEqual({ identifier: inputs.identifier, scopes: inputs.scopes }, before);
    assert.ok(inputs.name instanceof Secret);
  });
});

describe("names that are no fields", () => {
  const suggestions: [written: string, meant: string][] = [
    ["tokenLifetime", "tokenLifetimeSeconds"],
    ["token_lifetime", "tokenLifetimeSeconds"],
    ["tokenLifetimeForWeb", "tokenLifetimeForWebSeconds"],
    ["allow_offline_access", "allowOfflineAccess"],
    ["Scopes", "scopes"],
    ["signingAlgo", "signingAlg"],
  ];
  for (const [written, meant] of suggestions) {
    it(`${written}: means ${meant}`, () => {
      assert.deepEqual(messagesOf({ [written]: 900 }), [
        `${written} is not a setting of an API. Did you mean "${meant}"? Remove it or correct its name.`,
      ]);
    });
  }

  for (const name of ["apiId", "isSystem", "clientId"]) {
    it(`${name}: is computed by the tenant`, () => {
      assert.deepEqual(messagesOf({ [name]: "x" }), [
        `${name} is computed by the tenant and cannot be declared. Remove it.`,
      ]);
    });
  }

  for (const name of ["id", "verificationLocation", "constructor", "toString", "hasOwnProperty"]) {
    it(`${name}: is refused`, () => assert.equal(messagesOf({ [name]: "x" }).length, 1));
  }

  it("are passed where they are Pulumi's own", () => {
    assert.deepEqual(messagesOf({ __provider: "x", __defaults: [] }), []);
    assert.ok(isInternalKey("__defaults"));
    assert.ok(!isInternalKey("_defaults"));
  });

  it("never show their value", () => {
    for (const value of [CLEAR, new Secret(CLEAR)]) {
      const [failure] = failuresOf({ signinSecret: value });
      assert.ok(failure && !JSON.stringify(failure).includes(CLEAR));
      assert.equal(failure.secret, value instanceof Secret);
    }
  });
});

describe("the web lifetime", () => {
  const cases: [web: ValueObject[string], own: ValueObject[string] | undefined, refused: boolean][] = [
    [7_200, 7_200, false],
    [7_201, 7_200, true],
    [86_400, undefined, false],
    [86_401, undefined, true],
    [100_000, 2_592_000, false],
    [7_200, UNKNOWN, false],
    [UNKNOWN, 5, false],
    [7_200, new Secret(UNKNOWN), false],
    [7_201, new Secret(7_200), true],
  ];
  for (const [web, own, refused] of cases) {
    it(`${String(web)} with a lifetime of ${String(own)} is ${refused ? "refused" : "accepted"}`, () => {
      const inputs: ValueObject = { tokenLifetimeForWebSeconds: web };
      if (own !== undefined) inputs.tokenLifetimeSeconds = own;
      assert.equal(messagesOf(inputs).length, refused ? 1 : 0);
    });
  }

  it("is not held against a lifetime below its own default when it is not declared", () => {
    assert.deepEqual(messagesOf({ tokenLifetimeSeconds: 1_000 }), []);
  });

  it("is compared with a secret lifetime without showing it", () => {
    const [message = ""] = messagesOf({
      tokenLifetimeSeconds: new Secret(77_177),
      tokenLifetimeForWebSeconds: 80_000,
    });
    assert.match(message, /^tokenLifetimeForWebSeconds is more than tokenLifetimeSeconds\./);
    assert.ok(!message.includes("77177"));
  });
});

describe("reserved identifiers", () => {
  const domain = "example.eu.auth0.com";
  const own = ["https://example.eu.auth0.com/api/v2/", "https://example.eu.auth0.com/userinfo"];
  for (const identifier of own) {
    it(`${identifier} is refused for a new API of that tenant only`, () => {
      assert.match(messagesOf({ identifier }, { domain, creating: true })[0] ?? "", /is reserved\. .*import/);
      assert.deepEqual(messagesOf({ identifier }, { domain }), []);
      assert.deepEqual(messagesOf({ identifier }, { creating: true }), []);
      assert.deepEqual(messagesOf({ identifier }, { domain: "other.example.test", creating: true }), []);
    });
  }
  it("are exact: a path more or a slash less is another identifier", () => {
    for (const identifier of [`${own[0]}x`, (own[0] ?? "").slice(0, -1), `${own[1]}/`]) {
      assert.deepEqual(messagesOf({ identifier }, { domain, creating: true }), []);
    }
  });
});

describe("unknown values", () => {
  it("pass as a whole field", () => {
    assert.deepEqual(messagesOf({ identifier: UNKNOWN, tokenLifetimeSeconds: UNKNOWN, scopes: UNKNOWN }), []);
  });
  it("pass inside, and do not hide what is wrong beside them", () => {
    const found = messagesOf({ scopes: [UNKNOWN, { value: UNKNOWN }, { value: UNKNOWN }, { value: "" }] });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /^scopes\[3\]\.value/);
  });
  it("do not count as a misspelt name's excuse", () => {
    assert.equal(messagesOf({ tokenLifetime: UNKNOWN }).length, 1);
    assert.equal(messagesOf({ proofOfPossession: { mechanism: UNKNOWN, require: UNKNOWN } }).length, 2);
  });
});

describe("secret values are in no message", () => {
  const cases: Record<string, ValueObject> = {
    "a plain signing secret": { signingSecret: "clear" },
    "a signing secret of the wrong type": { signingSecret: [CLEAR] },
    "a secret text where a number belongs": { tokenLifetimeSeconds: new Secret(CLEAR) },
    "a numeric secret that could be written without quotes": { tokenLifetimeSeconds: new Secret("771177") },
    "a secret number beyond its limit": { tokenLifetimeSeconds: new Secret(771_177_771) },
    "a secret enumeration value": { signingAlg: new Secret(CLEAR) },
    "a secret name": { name: new Secret(`<${CLEAR}>`) },
    "a secret deep inside, beside a plain fault": {
      subjectTypeAuthorization: { user: { policy: new Secret(CLEAR) }, client: { policy: "x" } },
    },
    "secret scopes that repeat": { scopes: new Secret([{ value: CLEAR }, { value: CLEAR }]) },
    "a secret private key where a public one belongs": {
      tokenEncryption: {
        format: "compact-nested-jwe",
        encryptionKey: { alg: "RSA-OAEP-256", pem: new Secret(RSA_PRIVATE_PEM) },
      },
    },
    "a private key that nobody marked as secret": {
      tokenEncryption: {
        format: "compact-nested-jwe",
        encryptionKey: { alg: "RSA-OAEP-256", pem: RSA_PRIVATE_PEM },
      },
    },
  };
  const body = RSA_PRIVATE_PEM.split("\n")[3] ?? "";
  for (const [what, inputs] of Object.entries(cases)) {
    it(what, () => {
      const failures = failuresOf(inputs);
      assert.ok(failures.length > 0);
      const said = JSON.stringify(failures);
      for (const clear of ["clear", "771177", body]) assert.ok(!said.includes(clear), said);
      if (!what.startsWith("a private key that nobody")) assert.ok(failures.every(({ secret }) => secret));
    });
  }
});
