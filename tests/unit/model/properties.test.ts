/** Validation over generated APIs. A failing case is printed with its seed and path, and shrunk. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { validateInputs } from "../../../provider/model/validate";
import { Secret, UNKNOWN, type Value, type ValueObject } from "../../../provider/model/values";
import { anyApi, changeAt, DOMAIN, pathsOf, validApi } from "./arbitraries";
import { accepts } from "./oracle";

const SEED = 20_260_722;
const check = <T>(property: fc.IProperty<T>, numRuns: number): void =>
  fc.assert(property, { seed: SEED, numRuns });

const circumstances = fc.record({
  creating: fc.boolean(),
  domain: fc.constantFrom(undefined, DOMAIN, "other.test"),
});
const place = fc.nat();

describe("validateInputs, whatever is declared", () => {
  it("accepts exactly what the oracle accepts", () => {
    const verdicts = { accepted: 0, refused: 0 };
    check(
      fc.property(anyApi, circumstances, (api, options) => {
        const failures = validateInputs(api, options);
        const expected = accepts(api, options);
        verdicts[expected ? "accepted" : "refused"]++;
        assert.equal(failures.length === 0, expected, JSON.stringify({ failures, oracle: expected }));
      }),
      500,
    );
    // Otherwise the generator has lost its balance and the test above proves little.
    assert.ok(Math.min(verdicts.accepted, verdicts.refused) > 120, JSON.stringify(verdicts));
  });

  it("accepts what is made to be valid", () => {
    check(
      fc.property(validApi, (api) => {
        assert.ok(accepts(api, { creating: true }));
        assert.deepEqual(validateInputs(api, { creating: true }), []);
      }),
      200,
    );
  });

  it("finds no fault in a valid API of which some subtree is unknown", () => {
    check(
      fc.property(validApi, fc.array(place, { minLength: 1, maxLength: 3 }), (api, places) => {
        const partly = places.reduce<ValueObject>(
          (value, number) => putAt(value, number, () => UNKNOWN),
          api,
        );
        assert.deepEqual(validateInputs(partly, { creating: true, domain: DOMAIN }), []);
      }),
      200,
    );
  });

  it("finds no new fault when a subtree becomes unknown", () => {
    check(
      fc.property(anyApi, place, (api, number) => {
        const before = validateInputs(api).map(({ property }) => property);
        const after = validateInputs(putAt(api, number, () => UNKNOWN)).map(({ property }) => property);
        assert.ok(after.length <= before.length);
        assert.deepEqual(
          after.filter((property) => !before.includes(property)),
          [],
        );
      }),
      200,
    );
  });

  it("finds as many faults in an API of which some subtree is secret", () => {
    check(
      fc.property(anyApi, fc.array(place, { minLength: 1, maxLength: 3 }), (api, places) => {
        const secret = places.reduce<ValueObject>((value, number) => putAt(value, number, wrap), api);
        const plain = validateInputs(api);
        const hidden = validateInputs(secret);
        assert.deepEqual(
          hidden.map(({ property }) => property),
          plain.map(({ property }) => property),
        );
      }),
      200,
    );
  });

  it("shows a plain value in its messages, and never one inside a secret", () => {
    const marks = fc.constantFrom<Value[]>(
      "zqMARKzq",
      "<zqMARKzq>",
      "7717717",
      77_177,
      77_177_177,
      -77_177,
      0.77177,
    );
    let shown = 0;
    check(
      fc.property(anyApi, place, fc.nat(3), marks, (api, number, levelsUp, mark) => {
        const paths = pathsOf(api);
        const path = paths[number % paths.length];
        if (path === undefined) return;
        const marked = changeAt<ValueObject>(api, path, () => mark);
        const wrapped = path.slice(0, Math.max(1, path.length - levelsUp));
        const secret = changeAt<ValueObject>(marked, wrapped, (value) => wrap(value as Value));
        const options = { creating: true, domain: DOMAIN };
        if (/MARK|77177|7717717/.test(JSON.stringify(validateInputs(marked, options)))) shown++;
        const said = JSON.stringify(validateInputs(secret, options));
        assert.ok(!/MARK|77177|7717717/.test(said), said);
      }),
      400,
    );
    assert.ok(shown > 120, `only ${shown} plain values were shown`);
  });
});

const wrap = (value: Value): Value => new Secret(value);

/** Replaces the subtree with this number; Secrets and unknowns count as leaves. */
function putAt(value: ValueObject, number: number, change: (found: Value) => Value): ValueObject {
  const paths = pathsOf(value as never).filter((path) => canReach(value, path));
  const path = paths[number % paths.length];
  return path === undefined ? value : changeAt(value, path, (found) => change(found as Value));
}

function canReach(value: Value, path: (string | number)[]): boolean {
  let current: unknown = value;
  for (const key of path) {
    if (current === UNKNOWN || current instanceof Secret) return false;
    current = (current as Record<string | number, unknown>)[key];
  }
  return true;
}
