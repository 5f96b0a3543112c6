import assert from "node:assert/strict";
import { Secret, unknownCheckingProxy } from "@pulumi/policy";
import { remediated } from "../../../../policy/pack/remediated";
import { UNKNOWN_SENTINEL } from "../../../../provider/model/sentinels";

describe("policy pack: remediated properties", () => {
  it("keeps everything but what changes, and leaves the given properties alone", () => {
    const given = {
      a: 1,
      secret: new Secret("s"),
      late: UNKNOWN_SENTINEL,
      __provider: "code",
      deep: { b: [1] },
    };
    const copy = structuredClone({ ...given, secret: undefined });
    const made = remediated(unknownCheckingProxy(given), [{ property: "a", value: 2 }]);
    assert.deepEqual(made, { ...given, a: 2 });
    assert.equal(made.secret, given.secret);
    assert.deepEqual({ ...given, secret: undefined }, copy);
  });

  it("sets what was not there, and what lies deeper", () => {
    const given = { tokens: { access: { hours: 2, unit: "hours" } }, blocks: [{ x: 1, y: 2 }, { x: 3 }] };
    const made = remediated(given, [
      { property: "tokens.access.hours", value: 1 },
      { property: "tokens.refresh.days", value: 30 },
      { property: "blocks.x", value: 0 },
    ]);
    assert.deepEqual(made, {
      tokens: { access: { hours: 1, unit: "hours" }, refresh: { days: 30 } },
      blocks: [{ x: 0, y: 2 }, { x: 3 }],
    });
  });

  it("keeps a secret a secret, whether it is changed itself or holds what is changed", () => {
    const made = remediated(
      { lifetime: new Secret(2_592_000), block: new Secret({ days: 90, other: "s" }) },
      [
        { property: "lifetime", value: 900 },
        { property: "block.days", value: 1 },
      ],
    );
    assert.ok(made.lifetime instanceof Secret && made.block instanceof Secret);
    assert.equal(made.lifetime.value, 900);
    assert.deepEqual(made.block.value, { days: 1, other: "s" });
  });
});
