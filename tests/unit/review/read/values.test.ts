/** How each kind of value looks in each format, one by one. */
import assert from "node:assert/strict";
import { UNKNOWN_SENTINELS } from "../../../../provider/model/sentinels";
import { type Masking, readProperties, readValue } from "../../../../review/read/properties";
import { read, resourceNamed } from "./support/read";
import { shown, shownMembers } from "./support/shown";
import { SECRET_SIGNATURE, SIGNATURE } from "./support/writers";

const secret = (members: object) => ({ [SIGNATURE]: SECRET_SIGNATURE, ...members });
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const BLIND = { secret: "unknown" };

describe("values", () => {
  const cases: [what: string, written: unknown, read: unknown][] = [
    ["a secret of an event log", secret({ ciphertext: "[secret]" }), BLIND],
    ["an encrypted secret of a state", secret({ ciphertext: "v1:a:b" }), BLIND],
    ["a secret of a state shown in clear", secret({ plaintext: "300" }), { secret: { known: 300 } }],
    ["a text shown in clear", secret({ plaintext: '"300"' }), { secret: { known: "300" } }],
    [
      "an object shown in clear",
      secret({ plaintext: '{"a":[1]}' }),
      { secret: { object: [["a", { list: [{ known: 1 }] }]] } },
    ],
    ["a secret whose clear text is damaged", secret({ plaintext: "{" }), BLIND],
    ["a secret with an unknown inside", secret({ plaintext: `"${UNKNOWN_SENTINELS.string}"` }), BLIND],
    ["a secret of the engine's protocol", secret({ value: "x" }), { secret: { known: "x" } }],
    ["a secret that says nothing", secret({}), BLIND],
    ["a hidden text", "[secret]", BLIND],
    ["an output", { [SIGNATURE]: OUTPUT, value: 1 }, { known: 1 }],
    ["a secret output", { [SIGNATURE]: OUTPUT, value: 1, secret: true }, { secret: { known: 1 } }],
    ["an unknown output", { [SIGNATURE]: OUTPUT }, "unknown"],
    ["an unknown secret output", { [SIGNATURE]: OUTPUT, secret: true }, BLIND],
    ["a resource", { [SIGNATURE]: RESOURCE, urn: "urn:x", id: "rs_1" }, { known: "rs_1" }],
    ["a resource that has no id yet", { [SIGNATURE]: RESOURCE, urn: "urn:x", id: "" }, "unknown"],
    ["a component", { [SIGNATURE]: RESOURCE, urn: "urn:x" }, { known: "urn:x" }],
    [
      "an asset, which no rule reads",
      { [SIGNATURE]: ASSET, hash: "h" },
      {
        object: [
          [SIGNATURE, { known: ASSET }],
          ["hash", { known: "h" }],
        ],
      },
    ],
    ["a text of the human display", "output<string>", { known: "output<string>" }],
    ["a text of ours", "[unknown]", { known: "[unknown]" }],
    ["zero", 0, { known: 0 }],
    ["false", false, { known: false }],
    ["an empty text", "", { known: "" }],
    ["an empty list", [], { list: [] }],
    ...Object.entries(UNKNOWN_SENTINELS).map(([type, text]): [string, unknown, unknown] => [
      `an unknown ${type}`,
      text,
      "unknown",
    ]),
  ];
  for (const [what, written, expected] of cases) {
    for (const masking of ["masked", "as-written"] satisfies Masking[]) {
      it(`${what} (${masking})`, () => {
        assert.deepEqual(shown(readValue(written, masking)), expected);
        const nested = readProperties({ list: [{ member: written }] }, masking);
        assert.deepEqual(shown(nested.list), { list: [{ object: [["member", expected]] }] });
      });
    }
  }

  it("null is absent, at any depth", () => {
    const read = readProperties({ a: null, b: { c: null, d: [null, 1] } }, "as-written");
    assert.deepEqual(shownMembers(read), [["b", { object: [["d", { list: [{ known: 1 }] }]] }]]);
  });

  it("texts in which the engine masked something are not what the resource has", () => {
    for (const text of ["https://[secret]/api", "a [credential]"]) {
      assert.deepEqual(shown(readValue(text, "masked")), BLIND);
      assert.deepEqual(shown(readValue(text, "as-written")), { known: text });
    }
  });

  it("members called __proto__ are members", () => {
    const read = readProperties(JSON.parse('{"a":{"__proto__":{"polluted":1}}}'), "as-written");
    assert.deepEqual(shown(read.a), { object: [["__proto__", { object: [["polluted", { known: 1 }]] }]] });
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it("Pulumi's own keys are left out at the top only", () => {
    const read = readProperties({ __provider: "code", __defaults: [], a: { __defaults: 1 } }, "as-written");
    assert.deepEqual(shownMembers(read), [["a", { object: [["__defaults", { known: 1 }]] }]]);
  });
});

describe("a property that is secret on one side only", () => {
  it("is hidden on both, and stays readable for rules", () => {
    const type = "a:b:C";
    const resource = (value: unknown) => ({ urn: "urn:pulumi:s::p::a:b:C::x", type, inputs: { key: value } });
    const step = { op: "update", urn: "urn:pulumi:s::p::a:b:C::x" };
    const text = JSON.stringify({
      steps: [{ ...step, oldState: resource("[secret]"), newState: resource("in clear now") }],
      changeSummary: { update: 1 },
    });
    const { before, after } = resourceNamed(read(text), "x");
    assert.deepEqual(shown(before?.inputs.key), BLIND);
    assert.deepEqual(shown(after?.inputs.key), { secret: { known: "in clear now" } });
  });
});
