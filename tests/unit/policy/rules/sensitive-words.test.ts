import assert from "node:assert/strict";
import { SENSITIVE_WORDS, sensitiveWordIn, sensitiveWords } from "../../../../policy/rules/sensitive-words";

describe("sensitiveWordIn", () => {
  for (const [text, expected] of [
    ["https://payments.example.com/", "payment"],
    ["read:payments", "payment"],
    ["PAYMENT_API", "payment"],
    ["paymentApi", "payment"],
    ["paymentsV2API", "payment"],
    ["HTTPAdmin", "admin"],
    ["adminAPI", "admin"],
    ["admin2", "admin"],
    ["v2Admin", "admin"],
    ["urn:acme:ADMIN", "admin"],
    ["health-records", "health"],
    ["salaries", "salary"],
    ["https://bank.example/", "bank"],
    ["secrets", "secret"],
    ["FHIR R4", "fhir"],
    // Parts of words are no words.
    ["https://cardboard.example/", undefined],
    ["administer", undefined],
    ["bankholiday", undefined],
    ["Essnet", undefined],
    ["discard", undefined],
    ["https://todo.example/", undefined],
    ["read:todos", undefined],
    ["", undefined],
    // About no one's health.
    ["healthCheck", undefined],
    ["/health/status", undefined],
    ["health probe", undefined],
    ["health-checks", undefined],
    ["health check of patients", "patient"],
    ["health check, health data", "health"],
    ["admin check", "admin"],
  ] as const)
    it(`${JSON.stringify(text)}: ${expected ?? "none"}`, () => {
      assert.equal(sensitiveWordIn(text, SENSITIVE_WORDS), expected);
    });

  it("finds a plural, not any other ending", () => {
    assert.equal(sensitiveWordIn("boxs", ["box"]), "box");
    assert.equal(sensitiveWordIn("boxen", ["box"]), undefined);
    assert.equal(sensitiveWordIn("cities", ["city"]), "city");
    assert.equal(sensitiveWordIn("cities", ["cit"]), undefined);
    assert.equal(sensitiveWordIn("boies", ["box"]), undefined);
  });

  it("finds what consists of several words, however they are joined", () => {
    for (const text of ["credit card", "credit-card", "creditCards", "read:credit_card:all"])
      assert.equal(sensitiveWordIn(text, ["credit card"]), "credit card");
    for (const text of ["credit", "card", "card credit", "credits card", "credit of the card"])
      assert.equal(sensitiveWordIn(text, ["credit card"]), undefined);
    assert.equal(sensitiveWordIn("anything", ["--"]), undefined);
  });

  it("tells the first word of the list", () => {
    assert.equal(sensitiveWordIn("bank admin", ["admin", "bank"]), "admin");
  });
});

describe("sensitiveWords", () => {
  it("adds and removes, without regard to case", () => {
    assert.deepEqual(sensitiveWords(), [...SENSITIVE_WORDS]);
    assert.deepEqual(sensitiveWords({ add: ["Fleet", "BANK"] }), [...SENSITIVE_WORDS, "fleet"]);
    assert.deepEqual(
      sensitiveWords({ remove: ["Bank"] }),
      SENSITIVE_WORDS.filter((word) => word !== "bank"),
    );
    assert.deepEqual(sensitiveWords({ add: ["x"], remove: ["X"] }), [...SENSITIVE_WORDS]);
  });
});
