import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ApiSettingsError, type ErrorCode } from "../../../../provider/model/errors";
import { ACCESS_TOKEN, CLIENT_SECRET } from "./fake-http";

/** The error that a promise must end with, after making sure that it gives nothing away. */
export async function expectError(promise: Promise<unknown>, code: ErrorCode): Promise<ApiSettingsError> {
  const error = await promise.then(
    (value) => assert.fail(`Expected the error ${code}, got ${inspect(value)}`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ApiSettingsError, `Expected an ApiSettingsError, got ${inspect(error)}`);
  assert.equal(error.code, code, inspect(error));
  assertGivesNothingAway(error);
  return error;
}

export function assertGivesNothingAway(error: unknown, ...more: string[]): void {
  // `showHidden` and depth: what a logger or a debugger of somebody else may print.
  const everything = inspect(error, { depth: 20, showHidden: true, getters: true });
  for (const secret of [CLIENT_SECRET, ACCESS_TOKEN, "Bearer ey", ...more]) {
    assert.ok(!everything.includes(secret), `A secret is in ${everything}`);
    assert.ok(!everything.includes(encodeURIComponent(secret)), `An encoded secret is in ${everything}`);
  }
  assert.ok(!hasId(error), "The Pulumi SDK takes a thrown object with an id for a created resource.");
}

function hasId(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "id" in value || ("cause" in value && hasId(value.cause));
}
