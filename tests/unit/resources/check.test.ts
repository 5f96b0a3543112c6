import assert from "node:assert/strict";
import { isSecret, Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";
import { checkApi } from "../../../provider/resources/check";

const behaviour = { limits: undefined, allowLengtheningByRemoval: false, previewChecks: "offline" } as const;
const identifier = "https://banking.example.test/";

function messages(inputs: ValueObject, oldInputs?: ValueObject, overrides: object = {}): string[] {
  return checkApi({ inputs, oldInputs, behaviour: { ...behaviour, ...overrides } }).failures.map(
    (f) => f.message,
  );
}

describe("checkApi", () => {
  it("returns what was declared and writes no default into it", () => {
    const { inputs, failures } = checkApi({ inputs: { identifier, tokenLifetimeSeconds: 3600 }, behaviour });
    assert.deepEqual(inputs, { identifier, tokenLifetimeSeconds: 3600 });
    assert.deepEqual(failures, []);
  });

  it("drops null at any depth, which a program uses for absent", () => {
    const { inputs } = checkApi({
      inputs: { identifier, name: null, scopes: [{ value: "read:x", description: null }] },
      behaviour,
    });
    assert.deepEqual(inputs, { identifier, scopes: [{ value: "read:x" }] });
  });

  it("makes the signing secret a secret even where the program gave plain text", () => {
    const { inputs } = checkApi({ inputs: { identifier, signingSecret: "0123456789abcdef" }, behaviour });
    assert.ok(isSecret(inputs.signingSecret));
  });

  it("refuses 2,592,001 s and passes 2,592,000 s", () => {
    assert.match(
      messages({ identifier, tokenLifetimeSeconds: 2_592_001 })[0] ?? "",
      /2592001 .*2592000 s \(30 days\)/,
    );
    assert.deepEqual(messages({ identifier, tokenLifetimeSeconds: 2_592_000 }), []);
  });

  it("says everything that is wrong at once", () => {
    const found = messages({ tokenLifetimeSeconds: 0, name: "<b>", signingAlg: "none", tokenLifetim: 1 });
    assert.equal(found.length, 5);
  });

  it("uses the provider's own limits", () => {
    const limits = { tokenLifetimeSeconds: { max: 600 } };
    assert.match(
      messages({ identifier, tokenLifetimeSeconds: 900 }, undefined, { limits })[0] ?? "",
      /600 s/,
    );
    assert.deepEqual(
      messages({ identifier, tokenLifetimeSeconds: 0 }, undefined, {
        limits: { tokenLifetimeSeconds: { min: null } },
      }),
      [],
    );
  });

  it("checks reserved identifiers for new APIs only, and not for adopted ones", () => {
    const inputs = { identifier: "https://t.example/api/v2/" };
    const check = (more: object) =>
      checkApi({ inputs, behaviour, domain: "t.example", ...more }).failures.length;
    assert.equal(check({}), 0);
    assert.equal(check({ creating: true }), 1);
    assert.equal(check({ creating: true, inputs: { ...inputs, existing: "adopt" } }), 0);
  });
});

describe("removal of a declared lifetime", () => {
  it("is refused where it would lengthen tokens, with both lines to choose from", () => {
    const [message, ...rest] = messages({ identifier }, { identifier, tokenLifetimeSeconds: 900 });
    assert.equal(rest.length, 0);
    assert.match(message ?? "", /tokenLifetimeSeconds: 900 /);
    assert.match(message ?? "", /tokenLifetimeSeconds: 86400 /);
  });

  it("passes where tokens get no longer", () => {
    assert.deepEqual(messages({ identifier }, { identifier, tokenLifetimeSeconds: 86_400 }), []);
    assert.deepEqual(messages({ identifier }, { identifier, tokenLifetimeSeconds: 86_401 }), []);
  });

  it("passes where the provider's settings allow it", () => {
    const allow = { allowLengtheningByRemoval: true };
    assert.deepEqual(messages({ identifier }, { identifier, tokenLifetimeSeconds: 900 }, allow), []);
  });

  it("judges the web lifetime by what it comes to under the API's lifetime", () => {
    const removed = { identifier, tokenLifetimeSeconds: 600 };
    assert.deepEqual(messages(removed, { ...removed, tokenLifetimeForWebSeconds: 600 }), []);
    assert.equal(messages(removed, { ...removed, tokenLifetimeForWebSeconds: 300 }).length, 1);
  });

  it("passes where the old value is unknown, and keeps a secret one out of the message", () => {
    assert.deepEqual(messages({ identifier }, { identifier, tokenLifetimeSeconds: UNKNOWN }), []);
    const [failure] = checkApi({
      inputs: { identifier },
      oldInputs: { identifier, tokenLifetimeSeconds: new Secret(901) },
      behaviour,
    }).failures;
    assert.equal(failure?.property, "");
    assert.doesNotMatch(failure?.message ?? "901", /901/);
  });

  it("does not care about settings that are no lifetimes", () => {
    assert.deepEqual(messages({ identifier }, { identifier, allowOfflineAccess: true, name: "x" }), []);
  });
});
