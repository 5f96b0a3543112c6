import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isUnknownSentinel } from "../../../../provider/model/sentinels";
import { isObject, Secret, UNKNOWN, type Value, type ValueObject } from "../../../../provider/model/values";
import { decodeProperties } from "../../../../provider/plugin/wire/decode";
import { encodeProperties } from "../../../../provider/plugin/wire/encode";

const key = fc.string({ unit: "binary", maxLength: 8 }).filter((text) => text !== "__proto__");
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.string({ unit: "binary" }),
    fc.constant(UNKNOWN),
    tie("value").map((hidden) => new Secret(hidden)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }).map((object) => ({ ...object }) as ValueObject),
  ),
}));
const values = fc.dictionary(key, value, { maxKeys: 4 }).map((object) => ({ ...object }) as ValueObject);

/** Through the bytes, as on the wire. */
function overTheWire(sent: ValueObject, unknowns: "keep" | "drop"): ValueObject {
  return decodeProperties(Struct.deserializeBinary(encodeProperties(sent, unknowns).serializeBinary()));
}

describe("wire values", () => {
  it("come back as they went, secrets secret and unknowns unknown, at any depth", () => {
    fc.assert(
      fc.property(values, (sent) => {
        assert.deepEqual(comparable(overTheWire(sent, "keep")), comparable(sent));
      }),
    );
  });

  it("hold no unknown where the engine refuses one", () => {
    fc.assert(
      fc.property(values, (sent) => {
        const texts =
          JSON.stringify(encodeProperties(sent, "drop").toJavaScript()).match(/[0-9a-f-]{36}/g) ?? [];
        assert.deepEqual(texts.filter(isUnknownSentinel), []);
      }),
    );
  });

  it("can be made from anything", () => {
    fc.assert(
      fc.property(
        fc.object({
          withDate: true,
          withBigInt: true,
          withNullPrototype: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (odd) => {
          encodeProperties(odd as ValueObject).serializeBinary();
        },
      ),
    );
  });

  it("give no object another prototype", () => {
    const sent = JSON.parse('{"a": {"__proto__": {"polluted": true}}}') as ValueObject;
    const { a } = overTheWire(sent, "keep");
    assert.equal((a as { polluted?: boolean }).polluted, undefined);
    assert.equal(Object.getPrototypeOf(a), Object.prototype);
  });

  it("make an absent struct an empty object", () => assert.deepEqual(decodeProperties(undefined), {}));
});

/** Secrets are made visible for comparison; `equal` would look through them. */
function comparable(item: Value): unknown {
  if (item === UNKNOWN) return "(unknown)";
  if (item instanceof Secret) return { "(secret)": comparable(item.reveal()) };
  if (Array.isArray(item)) return item.map(comparable);
  if (isObject(item))
    return Object.fromEntries(Object.entries(item).map(([name, member]) => [name, comparable(member)]));
  return item;
}
