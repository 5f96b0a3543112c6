import assert from "node:assert/strict";
import fc from "fast-check";
import { rotated, summarise } from "../../bench/statistics";

describe("bench statistics", () => {
  it("take the middle value, or the mean of the two in the middle", () => {
    assert.deepEqual(summarise([30, 10, 20]), { minimum: 10, median: 20, maximum: 30 });
    assert.deepEqual(summarise([40, 10, 30, 20]), { minimum: 10, median: 25, maximum: 40 });
    assert.deepEqual(summarise([7]), { minimum: 7, median: 7, maximum: 7 });
    assert.equal(summarise([]), undefined);
  });

  it("order numbers as numbers, and leave the list as it was", () => {
    const values = [9, 100, 10];
    assert.deepEqual(summarise(values), { minimum: 9, median: 10, maximum: 100 });
    assert.deepEqual(values, [9, 100, 10]);
  });

  it("have as many values below the median as above it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const { minimum, median, maximum } = summarise(values) ?? assert.fail();
        assert.equal(minimum, Math.min(...values));
        assert.equal(maximum, Math.max(...values));
        const half = values.length / 2;
        assert.ok(values.filter((value) => value < median).length <= half);
        assert.ok(values.filter((value) => value > median).length <= half);
      }),
    );
  });

  it("let another subject begin each round, and keep their circle", () => {
    assert.deepEqual(rotated(["a", "b", "c"], 0), ["a", "b", "c"]);
    assert.deepEqual(rotated(["a", "b", "c"], 1), ["b", "c", "a"]);
    assert.deepEqual(rotated(["a", "b", "c"], 5), ["c", "a", "b"]);
    assert.deepEqual(rotated([], 3), []);
  });
});
