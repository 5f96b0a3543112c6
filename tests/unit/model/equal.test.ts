import assert from "node:assert/strict";
import {
  containsSecret,
  containsUnknown,
  equal,
  Secret,
  UNKNOWN,
  type Value,
} from "../../../provider/model/values";

const cases: readonly (readonly [Value | undefined, Value | undefined, boolean])[] = [
  [undefined, undefined, true],
  [undefined, null, false],
  [undefined, 0, false],
  [undefined, {}, false],
  [1, 1, true],
  [1, "1", false],
  [null, null, true],
  [null, {}, false],
  [UNKNOWN, UNKNOWN, false],
  [UNKNOWN, 1, false],
  [new Secret(1), 1, true],
  [new Secret(1), new Secret(1), true],
  [new Secret(1), 2, false],
  [new Secret(UNKNOWN), new Secret(UNKNOWN), false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[1], { 0: 1 }, false],
  [{}, {}, true],
  [{}, [], false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1, b: 2 }, { a: 1, b: 3 }, false],
  [{ a: 1, b: 2 }, { a: 2, b: 2 }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: new Secret([{ b: 1 }]) }, { a: [{ b: new Secret(1) }] }, true],
];

describe("equal", () => {
  for (const [a, b, expected] of cases)
    it(`${JSON.stringify(a)} and ${JSON.stringify(b)}: ${expected}`, () => {
      assert.equal(equal(a, b), expected);
      assert.equal(equal(b, a), expected);
    });
});

describe("what a value contains", () => {
  it("is nothing where there is no value", () => {
    assert.equal(containsUnknown(undefined), false);
    assert.equal(containsSecret(undefined), false);
  });
});
