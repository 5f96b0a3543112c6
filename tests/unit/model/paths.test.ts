import assert from "node:assert/strict";
import { formatPath, placesMatching, replaceLeaf, setLeaf, valueAt } from "../../../provider/model/paths";
import { Secret, UNKNOWN, type Value } from "../../../provider/model/values";

describe("formatPath", () => {
  it("writes a place as a program would", () => {
    assert.equal(formatPath("scopes", []), "scopes");
    assert.equal(formatPath("scopes", [2, "value"]), "scopes[2].value");
    assert.equal(formatPath("a", ["b", 0, 1, "c"]), "a.b[0][1].c");
  });
});

describe("valueAt", () => {
  const value: Value = { a: [{ b: 1 }, UNKNOWN], c: { d: UNKNOWN } };
  it("finds what is there", () => {
    assert.equal(valueAt(value, ["a", 0, "b"]), 1);
    assert.equal(valueAt(value, []), value);
  });
  it("finds nothing where nothing is", () => {
    for (const path of [["x"], ["a", 7], ["a", "b"], ["a", 0, "b", "c"], [0]] as const) {
      assert.equal(valueAt(value, path), undefined, JSON.stringify(path));
    }
    assert.equal(valueAt(undefined, ["x"]), undefined);
  });
  it("finds an unknown for every place below it", () => {
    assert.equal(valueAt(value, ["a", 1, "b"]), UNKNOWN);
    assert.equal(valueAt(value, ["c", "d", 3, "e"]), UNKNOWN);
  });
});

describe("placesMatching", () => {
  const value: Value = {
    list: [{ v: "a" }, { w: "b" }, UNKNOWN, { v: UNKNOWN }],
    one: { two: { three: 3 } },
  };
  it("finds the value itself for no pattern", () => {
    assert.deepEqual(placesMatching("x", ""), [{ path: [], value: "x" }]);
  });
  it("finds every item and member that is there, unknown ones included", () => {
    assert.deepEqual(placesMatching(value, "list[].v"), [
      { path: ["list", 0, "v"], value: "a" },
      { path: ["list", 3, "v"], value: UNKNOWN },
    ]);
    assert.deepEqual(placesMatching([["a"], ["b"]], "[][]"), [
      { path: [0, 0], value: "a" },
      { path: [1, 0], value: "b" },
    ]);
    assert.deepEqual(placesMatching(value, "one.two.three"), [{ path: ["one", "two", "three"], value: 3 }]);
  });
  it("finds nothing in a value of another form", () => {
    for (const other of ["text", 1, null, UNKNOWN, [], {}] as Value[]) {
      assert.deepEqual(placesMatching(other, "[].v"), []);
      assert.deepEqual(placesMatching(other, "a.b"), []);
    }
  });
});

describe("setLeaf", () => {
  it("sets, replaces and removes in a copy", () => {
    const value = { a: { b: 1, c: 2 } };
    assert.deepEqual(setLeaf(value, ["a", "b"], 9), { a: { b: 9, c: 2 } });
    assert.deepEqual(setLeaf(value, ["a", "d"], 9), { a: { b: 1, c: 2, d: 9 } });
    assert.deepEqual(setLeaf(value, ["a", "b"], undefined), { a: { c: 2 } });
    assert.deepEqual(value, { a: { b: 1, c: 2 } });
  });
  it("makes no parents and leaves other forms alone", () => {
    assert.deepEqual(setLeaf({}, ["a", "b"], 9), {});
    for (const other of ["x", null, UNKNOWN, [1]] as Value[]) assert.equal(setLeaf(other, ["a"], 9), other);
    const secret = new Secret({ a: 1 });
    assert.equal(setLeaf(secret, ["a"], 9), secret);
  });
});

describe("replaceLeaf", () => {
  const value = { key: { pem: "PEM", alg: "x" } };
  it("moves a leaf and changes it on the way", () => {
    assert.deepEqual(
      replaceLeaf(value, "key.pem", "key.thumbprint", (leaf) => `of ${String(leaf)}`),
      { key: { alg: "x", thumbprint: "of PEM" } },
    );
  });
  it("removes a leaf that cannot be changed, and keeps a target that is there", () => {
    const both = { key: { pem: "PEM", thumbprint: "kept" } };
    assert.deepEqual(
      replaceLeaf(both, "key.pem", "key.thumbprint", () => undefined),
      { key: { thumbprint: "kept" } },
    );
  });
  it("does nothing where the leaf is absent", () => {
    const unasked = () => assert.fail("asked for a leaf that is not there");
    for (const other of [{}, { key: {} }, "x", UNKNOWN, null] as Value[]) {
      assert.equal(replaceLeaf(other, "key.pem", "key.thumbprint", unasked), other);
    }
  });
});
