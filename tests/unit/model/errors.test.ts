import assert from "node:assert/strict";
import { ApiSettingsError, ERROR_CODES, isApiSettingsError } from "../../../provider/model/errors";

describe("ApiSettingsError", () => {
  it("is a sentence and a way out, and keeps status and cause", () => {
    const cause = new Error("socket");
    const error = new ApiSettingsError("timeout", "No answer.", { wayOut: "Try again.", status: 504, cause });
    assert.equal(error.message, "No answer. Try again.");
    assert.deepEqual(
      [error.name, error.code, error.summary, error.wayOut, error.status, error.cause],
      ["ApiSettingsError", "timeout", "No answer.", "Try again.", 504, cause],
    );
    assert.ok(error instanceof Error);
  });

  it("is a sentence alone where there is no way out", () => {
    const error = new ApiSettingsError("gone", "It is gone.");
    assert.equal(error.message, "It is gone.");
    assert.deepEqual([error.wayOut, error.status, error.cause], [undefined, undefined, undefined]);
  });

  it("has no id, which the Node SDK would take for a half-created resource", () => {
    assert.ok(!("id" in new ApiSettingsError("conflict", "x", { cause: { id: "5" } })));
  });

  it("is recognised by its code", () => {
    const error = new ApiSettingsError("gone", "x");
    assert.ok(isApiSettingsError(error));
    assert.ok(isApiSettingsError(error, "gone"));
    assert.ok(!isApiSettingsError(error, "timeout"));
    for (const other of [new Error("x"), { code: "gone" }, undefined, null, "gone"]) {
      assert.ok(!isApiSettingsError(other));
    }
  });
});

describe("error codes", () => {
  for (const [code, meaning] of Object.entries(ERROR_CODES)) {
    it(`${code} says what it means`, () => {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.match(meaning, /^[A-Z].*\.$/);
    });
  }
});
