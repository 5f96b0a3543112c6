import assert from "node:assert/strict";
import { Secret as SdkSecret, unknownCheckingProxy } from "@pulumi/policy";
import { valuesOf } from "../../../../policy/pack/values";
import { UNKNOWN_SENTINELS } from "../../../../provider/model/sentinels";
import { isSecret, UNKNOWN } from "../../../../provider/model/values";

class FileAsset {
  readonly path = "a.txt";
}

describe("policy pack: properties as values", () => {
  it("keeps plain data as it is, at any depth", () => {
    const plain = { text: "a", number: 0, no: false, list: [1, { b: "c" }], empty: {}, none: [] };
    assert.deepEqual(valuesOf(unknownCheckingProxy(plain)), plain);
  });

  it("makes every sentinel unknown, at any depth, without the SDK's error", () => {
    for (const sentinel of Object.values(UNKNOWN_SENTINELS)) {
      const given = { a: sentinel, b: [sentinel, { c: sentinel }] };
      assert.deepEqual(valuesOf(unknownCheckingProxy(given)), { a: UNKNOWN, b: [UNKNOWN, { c: UNKNOWN }] });
    }
  });

  it("drops Pulumi's own members and what no rule reads", () => {
    const given = {
      __provider: "code",
      __defaults: [],
      a: { __inner: 1 },
      nothing: null,
      file: new FileAsset(),
    };
    assert.deepEqual(valuesOf(given), { a: { __inner: 1 } });
    assert.deepEqual(valuesOf({ list: [null, 1, new FileAsset()] }), { list: [null, 1, null] });
  });

  it("wraps secrets, also where they hide an unknown", () => {
    const { a, b, c } = valuesOf({
      a: new SdkSecret("clear"),
      b: new SdkSecret(UNKNOWN_SENTINELS.number),
      c: new SdkSecret({ d: [new SdkSecret(1)] }),
    });
    assert.ok(isSecret(a) && isSecret(b) && isSecret(c));
    assert.equal(a.reveal(), "clear");
    assert.equal(b.reveal(), UNKNOWN);
    assert.doesNotMatch(JSON.stringify([a, b, c]), /clear/);
  });

  it("takes a member called __proto__ for a member", () => {
    const given = JSON.parse('{ "a": { "__proto__": { "b": 1 } } }');
    assert.deepEqual(Object.keys(valuesOf(given).a as object), ["__proto__"]);
    assert.equal(({} as { b?: number }).b, undefined);
  });
});
