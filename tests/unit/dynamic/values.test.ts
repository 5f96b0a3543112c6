import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { decode, encode } from "../../../provider/dynamic/values";
import { UNKNOWN_SENTINELS } from "../../../provider/model/sentinels";
import { Secret, UNKNOWN, type ValueObject } from "../../../provider/model/values";

describe("values of the dynamic host", () => {
  it("whatever comes out can be sent: nothing undefined, no bigint, no Date, no half character", () => {
    const odd = {
      absent: undefined,
      nothing: null,
      big: 12n,
      huge: 2n ** 80n,
      date: new Date("2026-11-23T12:00:00Z"),
      never: new Date(Number.NaN),
      notANumber: Number.NaN,
      endless: Number.POSITIVE_INFINITY,
      code: () => 1,
      half: "a\ud800b",
      list: [undefined, 1, Number.NaN, { inner: undefined }],
      secret: new Secret({ deep: new Secret("x") }),
      unknown: UNKNOWN,
    };
    const encoded = encode(odd as unknown as ValueObject);
    assert.deepEqual(encoded, {
      nothing: null,
      big: 12,
      huge: "1208925819614629174706176",
      date: "2026-11-23T12:00:00.000Z",
      half: "a\ufffdb",
      list: [null, 1, null, {}],
      secret: { deep: "x" },
    });
    Struct.fromJavaScript(encoded as Parameters<typeof Struct.fromJavaScript>[0]).serializeBinary();
  });

  it("unknown values go out as the sentinel where a preview asks", () => {
    const sentinel = UNKNOWN_SENTINELS.string;
    assert.deepEqual(encode({ a: UNKNOWN, b: [UNKNOWN, { c: new Secret(UNKNOWN) }] }, "keep"), {
      a: sentinel,
      b: [sentinel, { c: sentinel }],
    });
  });

  it("what comes out is new and open: the host writes into it", () => {
    const inner = Object.freeze({ a: 1 });
    const encoded = encode(Object.freeze({ inner }));
    encoded.__provider = "x";
    (encoded.inner as Record<string, unknown>).b = 2;
    assert.deepEqual(inner, { a: 1 });
  });

  it("Pulumi's own keys and absent values do not come in", () => {
    const properties = {
      __provider: "x",
      __declared: [],
      name: null,
      identifier: "a",
      enforcePolicies: false,
    };
    assert.deepEqual(decode(properties), { identifier: "a", enforcePolicies: false });
  });
});
