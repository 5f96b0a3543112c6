import assert from "node:assert/strict";
import * as z from "zod";
import type { Field } from "../../../../provider/model/field";
import { WIRE_FIELDS } from "../../../../provider/model/table";
import { ManagementError } from "../../../../tenant/management/errors";
import { bodySchema } from "../../../../tenant/management/validation/json-schema";
import { createCheck } from "../../../../tenant/management/validation/validate";

/** A field that does not exist, as somebody might add it to the table tomorrow. */
const experiment: Field & { wire: string } = {
  name: "experiment",
  wire: "an_experiment",
  role: "input",
  title: "Experiment",
  description: "For this test.",
  source: "this test",
  type: z.strictObject({
    innerLimit: z.int(),
    tagList: z.array(z.string()).optional(),
    free: z.record(z.string(), z.json()).optional(),
    openPart: z.strictObject({ known: z.boolean().optional() }).optional(),
  }),
  whenRemoved: "null",
  server: [
    { kind: "max", value: 10, on: "innerLimit", source: "this test" },
    { kind: "min", value: 1, on: "innerLimit", source: "this test" },
    { kind: "maxItems", value: 2, on: "tagList", source: "this test" },
    { kind: "maxLength", value: 3, on: "tagList[]", source: "this test" },
    { kind: "open", value: true, on: "openPart", source: "this test" },
  ],
  preview: [{ kind: "max", value: 5, on: "innerLimit", source: "ours alone" }],
};

describe("schemas from the field table", () => {
  const check = createCheck("Payload", bodySchema([experiment], { required: true }));
  const refusal = (value: unknown): string => {
    try {
      check({ an_experiment: value });
    } catch (error) {
      assert.ok(error instanceof ManagementError);
      return error.message;
    }
    return "";
  };

  it("take wire names, null where null clears, and free members where the field has them", () => {
    for (const value of [
      { inner_limit: 10 },
      { inner_limit: 1, tag_list: ["abc", "b"], free: { anyName: [null, { x: 1 }] } },
      { inner_limit: 1, open_part: { known: true, unknown: 1 } },
      null,
    ]) {
      assert.equal(refusal(value), "", JSON.stringify(value));
    }
  });

  it("enforce server limits at any depth, and no limits of ours", () => {
    assert.match(
      refusal({ inner_limit: 11 }),
      /'Value 11 is greater than maximum 10' on property an_experiment\.inner_limit\./,
    );
    assert.match(refusal({ inner_limit: 0 }), /'Value 0 is less than minimum 1'/);
    assert.equal(refusal({ inner_limit: 6 }), "", "above the preview limit");
    assert.match(
      refusal({ inner_limit: 1, tag_list: ["a", "b", "c"] }),
      /'Array is too long \(3\), maximum 2'/,
    );
    assert.match(
      refusal({ inner_limit: 1, tag_list: ["a", "long"] }),
      /'String is too long \(4 chars\), maximum 3' on property an_experiment\.tag_list\[1\]\./,
    );
  });

  it("refuse names of programs, unknown members and missing ones", () => {
    assert.match(refusal({ innerLimit: 1 }), /Missing required property: inner_limit/);
    assert.match(
      refusal({ inner_limit: 1, x: 1 }),
      /'Additional properties not allowed: x' on property an_experiment\./,
    );
    assert.match(
      refusal({ inner_limit: 1, open_part: { known: 1 } }),
      /Expected type boolean but found type integer/,
    );
    assert.match(refusal("text"), /'Expected type object,null but found type string'/);
  });

  it("make null the exception: only fields that null clears take it", () => {
    const { whenRemoved: _, ...without } = experiment;
    const strict = createCheck("Payload", bodySchema([without], { required: false }));
    assert.throws(() => strict({ an_experiment: null }), /found type null/);
  });

  it("say so when the table names a place that does not exist", () => {
    const wrong: typeof experiment = {
      ...experiment,
      server: [{ kind: "max", value: 1, on: "nowhere", source: "" }],
    };
    assert.throws(() => bodySchema([wrong], { required: false }), /an_experiment has no nowhere/);
  });

  it("cover every numeric and textual limit of the real table", () => {
    const checkReal = createCheck("Payload", bodySchema(WIRE_FIELDS, { required: false }));
    let checked = 0;
    for (const field of WIRE_FIELDS) {
      for (const { kind, value, on } of field.server ?? []) {
        if (on !== undefined) continue;
        const [good, bad] = atLimit(kind, Number(value)) ?? [];
        if (good === undefined) continue;
        checkReal({ [field.wire]: good });
        assert.throws(() => checkReal({ [field.wire]: bad }), ManagementError, `${field.wire} ${kind}`);
        checked++;
      }
    }
    assert.ok(checked >= 10, `${checked} limits`);
  });
});

/** A value that just keeps a limit and one that just breaks it. */
function atLimit(kind: string, value: number): [unknown, unknown] | undefined {
  switch (kind) {
    case "min":
      return [value, value - 1];
    case "max":
      return [value, value + 1];
    case "minLength":
      return ["x".repeat(value), "x".repeat(value - 1)];
    case "maxLength":
      return ["x".repeat(value), "x".repeat(value + 1)];
    case "maxItems":
      return [Array(value).fill({ value: "x" }), Array(value + 1).fill({ value: "x" })];
    default:
      return undefined;
  }
}
