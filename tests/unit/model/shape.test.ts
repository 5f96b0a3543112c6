import assert from "node:assert/strict";
import * as z from "zod";
import { shapeAt, shapeOf } from "../../../provider/model/shape";

describe("shapeOf", () => {
  it("reads plain types", () => {
    assert.deepEqual(shapeOf(z.boolean()), { kind: "boolean" });
    assert.deepEqual(shapeOf(z.int()), { kind: "integer" });
    assert.deepEqual(shapeOf(z.number()), { kind: "number" });
    assert.deepEqual(shapeOf(z.string()), { kind: "string" });
    assert.deepEqual(shapeOf(z.unknown()), { kind: "json" });
  });

  it("reads the values of an enumeration, also of one value", () => {
    assert.deepEqual(shapeOf(z.enum(["a", "b"])), { kind: "string", values: ["a", "b"] });
    assert.deepEqual(shapeOf(z.enum(["a"])), { kind: "string", values: ["a"] });
    assert.deepEqual(shapeOf(z.literal("a")), { kind: "string", values: ["a"] });
  });

  it("reads lists and maps", () => {
    assert.deepEqual(shapeOf(z.array(z.record(z.string(), z.unknown()))), {
      kind: "array",
      items: { kind: "map", items: { kind: "json" } },
    });
    assert.deepEqual(shapeOf(z.record(z.string(), z.int())), { kind: "map", items: { kind: "integer" } });
  });

  it("reads members with their descriptions and whether they are required", () => {
    const type = z.strictObject({ a: z.string().describe("An a."), b: z.boolean().optional() });
    assert.deepEqual(shapeOf(type), {
      kind: "object",
      members: {
        a: { shape: { kind: "string" }, required: true, description: "An a." },
        b: { shape: { kind: "boolean" }, required: false, description: undefined },
      },
    });
  });

  it("gives one answer for one type", () => {
    const type = z.strictObject({ a: z.string() });
    assert.equal(shapeOf(type), shapeOf(type));
  });
});

describe("shapeAt", () => {
  const shape = shapeOf(
    z.strictObject({ list: z.array(z.strictObject({ v: z.int() })), map: z.record(z.string(), z.boolean()) }),
  );
  it("walks members, items and entries of maps", () => {
    assert.equal(shapeAt(shape, []), shape);
    assert.deepEqual(shapeAt(shape, ["list", 3, "v"]), { kind: "integer" });
    assert.deepEqual(shapeAt(shape, ["map", "any"]), { kind: "boolean" });
  });
  it("knows nothing beyond what is declared", () => {
    assert.equal(shapeAt(shape, ["other"]), undefined);
    assert.equal(shapeAt(shape, ["list", 0, "v", "x"]), undefined);
    assert.equal(shapeAt(shape, ["list", 0, "other", "x"]), undefined);
  });
});
