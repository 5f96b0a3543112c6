import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../provider/model/errors";
import type { Field, Limit } from "../../../provider/model/field";
import type { LimitOverrides } from "../../../provider/model/limit-overrides";
import { checkOverrides, limitPlace, previewLimits } from "../../../provider/model/limits";
import { fieldNamed } from "../../../provider/model/table";
import { messagesOf, required } from "./support/validation";

const field = (name: string): Field => required(fieldNamed(name), name);
const inForce = (name: string, overrides?: LimitOverrides): [string, Limit["value"]][] =>
  previewLimits(field(name), overrides).map(({ kind, value }) => [kind, value]);

describe("previewLimits", () => {
  it("are the server's, of which ours replace those of the same kind and place", () => {
    assert.deepEqual(inForce("tokenLifetimeSeconds"), [
      ["min", 1],
      ["max", 2_592_000],
    ]);
  });

  it("never hold what only opens the server's form", () => {
    assert.deepEqual(inForce("subjectTypeAuthorization"), []);
  });

  it("are overridden one by one, and null switches one off", () => {
    assert.deepEqual(inForce("tokenLifetimeSeconds", { tokenLifetimeSeconds: { max: 3_600 } }), [
      ["min", 1],
      ["max", 3_600],
    ]);
    assert.deepEqual(inForce("tokenLifetimeSeconds", { tokenLifetimeSeconds: { min: null } }), [
      ["max", 2_592_000],
    ]);
    assert.deepEqual(inForce("tokenLifetimeSeconds", { tokenLifetimeForWebSeconds: { max: 5 } }), [
      ["min", 1],
      ["max", 2_592_000],
    ]);
  });

  it("say of an overridden limit where it comes from, and no longer why the table had it", () => {
    const [limit] = previewLimits(field("signingSecret"), { signingSecret: { minLength: 32 } });
    assert.equal(limit?.source, "the provider's `limits` setting");
    const [max] = previewLimits(field("tokenLifetimeSeconds"), {
      tokenLifetimeSeconds: { min: null, max: 60 },
    });
    assert.equal(max?.because, undefined);
  });

  it("keep for new APIs only what was for new APIs only", () => {
    const reserved = previewLimits(field("identifier"), { identifier: { reserved: ["x"] } }).find(
      ({ kind }) => kind === "reserved",
    );
    assert.equal(reserved?.creation, true);
    assert.deepEqual(reserved?.value, ["x"]);
  });

  it("are told apart by place inside one field", () => {
    const limits = { "scopes[].value": { maxLength: 10 } };
    const lengths = previewLimits(field("scopes"), limits).filter(({ kind }) => kind === "maxLength");
    assert.deepEqual(
      lengths.map(({ on, value }) => [on, value]),
      [
        ["[].value", 10],
        ["[].description", 500],
      ],
    );
  });
});

describe("an overridden limit", () => {
  const cases: [
    what: string,
    LimitOverrides,
    refused: Record<string, unknown>,
    passed: Record<string, unknown>,
  ][] = [
    [
      "tighter",
      { tokenLifetimeSeconds: { max: 900 } },
      { tokenLifetimeSeconds: 901 },
      { tokenLifetimeSeconds: 900 },
    ],
    [
      "wider",
      { tokenLifetimeSeconds: { max: 3_000_000 } },
      { tokenLifetimeSeconds: 3_000_001 },
      { tokenLifetimeSeconds: 3_000_000 },
    ],
    [
      "for items",
      { scopes: { maxItems: 1 } },
      { scopes: [{ value: "a" }, { value: "b" }] },
      { scopes: [{ value: "a" }] },
    ],
    [
      "for text inside items",
      { "scopes[].value": { maxLength: 2 } },
      { scopes: [{ value: "abc" }] },
      { scopes: [{ value: "ab" }] },
    ],
    ["for a pattern", { name: { pattern: "^[a-z]+$" } }, { name: "Abc" }, { name: "abc" }],
    [
      "for reserved texts",
      { "scopes[].value": { reserved: ["admin"] } },
      { scopes: [{ value: "admin" }] },
      { scopes: [{ value: "openid" }] },
    ],
  ];
  for (const [what, limits, refused, passed] of cases) {
    it(`holds: ${what}`, () => {
      const found = messagesOf(refused as never, { limits });
      assert.equal(found.length, 1);
      assert.match(found[0] ?? "", /Source of the limit: the provider's `limits` setting/);
      assert.deepEqual(messagesOf(passed as never, { limits }), []);
    });
  }

  it("switched off lets everything of the right form pass", () => {
    const limits: LimitOverrides = {
      tokenLifetimeSeconds: { min: null, max: null },
      tokenLifetimeForWebSeconds: { notGreaterThan: null },
      name: { minLength: null, maxLength: null, pattern: null },
      scopes: { unique: null },
      "tokenEncryption.encryptionKey.pem": { publicKeyPem: null },
    };
    const inputs = {
      tokenLifetimeSeconds: 0,
      tokenLifetimeForWebSeconds: 2_592_000,
      name: "<>".repeat(200),
      scopes: [{ value: "a" }, { value: "a" }],
      tokenEncryption: { format: "compact-nested-jwe", encryptionKey: { alg: "RSA-OAEP-256", pem: "x" } },
    };
    assert.deepEqual(messagesOf(inputs, { limits }), []);
    assert.equal(messagesOf(inputs).length, 6);
  });
});

describe("limitPlace", () => {
  it("names a field, a member and a member of list items", () => {
    assert.equal(limitPlace(field("name")), "name");
    assert.equal(limitPlace(field("scopes"), "[].value"), "scopes[].value");
    assert.equal(
      limitPlace(field("tokenEncryption"), "encryptionKey.pem"),
      "tokenEncryption.encryptionKey.pem",
    );
  });
});

describe("checkOverrides", () => {
  it("passes what exists", () => {
    checkOverrides({});
    checkOverrides({ tokenLifetimeSeconds: { min: 60, max: null }, "scopes[].value": { reserved: [] } });
  });

  const refused: [string, LimitOverrides, RegExp][] = [
    [
      "an unknown field",
      { tokenLifetime: { max: 1 } },
      /no limit on tokenLifetime\. Did you mean "tokenLifetimeSeconds"\? .*scopes\[\]\.value/,
    ],
    ["an unknown place", { "scopes.value": { maxLength: 1 } }, /no limit on scopes\.value\./],
    ["a field without limits", { allowOfflineAccess: { max: 1 } }, /no limit on allowOfflineAccess\./],
    ["what only the server has", { "subjectTypeAuthorization.user": {} }, /no limit on/],
    [
      "an unknown kind",
      { tokenLifetimeSeconds: { maxLength: 1 } },
      /tokenLifetimeSeconds has no limit "maxLength"\..*It has min, max\./,
    ],
    ["a computed field", { apiId: { maxLength: 1 } }, /no limit on apiId\./],
    ["what JavaScript knows", { constructor: { max: 1 } }, /no limit on constructor\./],
  ];
  for (const [what, overrides, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => checkOverrides(overrides),
        (error) => isApiSettingsError(error, "invalid-settings") && message.test(error.message),
      );
    });
  }
});
