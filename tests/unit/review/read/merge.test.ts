/** Several inputs about one resource. */
import assert from "node:assert/strict";
import { Secret, UNKNOWN, type Value } from "../../../../provider/model/values";
import { mergeStates } from "../../../../review/read/merge-values";
import { read, resourceNamed } from "./support/read";
import { shown } from "./support/shown";
import { type Change, writeDigest, writeEvents, writeState } from "./support/writers";

const update = (before: number, after: number): Change => ({
  op: "update",
  type: "a:b:C",
  name: "x",
  before: { inputs: { lifetime: before, kept: 1 } },
  after: { inputs: { lifetime: after, kept: 1 } },
});
const problems = (...texts: string[]) => read(...texts).problems;

describe("contradictions", () => {
  it("between a run and a state of another time are told, by property, without values", () => {
    const [problem, ...others] = problems(writeState([update(301, 0)]), writeEvents([update(302, 303)]));
    assert.equal(others.length, 0);
    assert.equal(problem?.code, "contradiction");
    assert.match(
      problem?.message ?? "",
      /^input 2 and input 1 contradict .* what the stack held \(lifetime\)/,
    );
    assert.doesNotMatch(problem?.message ?? "", /30[123]/);
    assert.deepEqual(problem?.urns, ["urn:pulumi:dev::iam::a:b:C::x"]);
  });

  it("between two runs are told, and the events are taken", () => {
    const model = read(writeDigest([update(300, 1)]), writeEvents([update(300, 2)]));
    assert.equal(resourceNamed(model, "x").after?.inputs.lifetime, 2);
    assert.match(model.problems[0]?.message ?? "", /what the stack will hold \(lifetime\)/);
    const { before } = update(1, 1);
    const deletion: Change = { op: "delete", type: "a:b:C", name: "x", ...(before ? { before } : {}) };
    const messages = problems(writeDigest([update(1, 2)]), writeEvents([deletion])).map(
      ({ message }) => message,
    );
    assert.ok(messages.some((message) => message.includes("what happens to the resource")));
  });

  it("between a creation and a state that has the resource are told", () => {
    const creation: Change = { op: "create", type: "a:b:C", name: "x", after: { inputs: {} } };
    assert.equal(problems(writeEvents([creation]), writeState([update(1, 2)]))[0]?.code, "contradiction");
  });

  it("between stacks are told", () => {
    const other = writeState([update(1, 2)]).replaceAll("urn:pulumi:dev::", "urn:pulumi:prod::");
    const model = read(writeEvents([update(1, 2)]), other);
    assert.equal(model.stacks.length, 2);
    assert.match(model.problems[0]?.message ?? "", /iam\/dev, iam\/prod/);
  });

  it("are not seen where there are none", () => {
    const same = [update(1, 2)];
    assert.deepEqual(problems(writeEvents(same), writeDigest(same), writeState(same), writeEvents(same)), []);
  });
});

describe("counts", () => {
  it("that are greater than what is told are a problem", () => {
    const text = writeDigest([update(1, 2)]).replace('"update": 1', '"update": 3, "same": 40');
    assert.deepEqual(
      problems(text).map(({ code, message }) => [code, message]),
      [["not-told", "The run counts 3 resources to update and tells of 1."]],
    );
  });
});

describe("two tellings of a state", () => {
  const merge = (a: Value, b: Value) => {
    const conflicts = new Set<string>();
    const state = (v: Value) => ({ inputs: { v }, outputs: { v }, id: undefined, protect: undefined });
    const { inputs, outputs } = mergeStates(state(a), state(b), conflicts);
    assert.deepEqual(shown(outputs?.v), shown(inputs.v));
    return { value: shown(inputs.v), conflict: conflicts.size > 0 };
  };
  const cases: [what: string, a: Value, b: Value, value: unknown][] = [
    ["a secret that one shows", new Secret(UNKNOWN), new Secret(1), { secret: { known: 1 } }],
    [
      "a masked text that the other has in clear",
      new Secret(UNKNOWN),
      "clear",
      { secret: { known: "clear" } },
    ],
    ["unknown twice", UNKNOWN, UNKNOWN, "unknown"],
    [
      "a secret inside a list",
      [1, new Secret(UNKNOWN)],
      [1, new Secret("s")],
      { list: [{ known: 1 }, { secret: { known: "s" } }] },
    ],
    [
      "a secret inside an object",
      { a: new Secret(UNKNOWN) },
      { a: new Secret("s") },
      { object: [["a", { secret: { known: "s" } }]] },
    ],
  ];
  for (const [what, a, b, value] of cases) {
    it(`${what} becomes one`, () => {
      assert.deepEqual(merge(a, b), { value, conflict: false });
      assert.deepEqual(merge(b, a), { value, conflict: false });
    });
  }
  const contradictions: [what: string, a: Value, b: Value][] = [
    ["two numbers", 1, 2],
    ["a number and a text", 1, "1"],
    ["unknown and known", UNKNOWN, 1],
    ["unknown and secret", UNKNOWN, new Secret(UNKNOWN)],
    ["two secrets that both show", new Secret(1), new Secret(2)],
    ["a secret and a number, which no mask hides", new Secret(UNKNOWN), 300],
    ["lists of other lengths", [1], [1, 2]],
    ["objects with other members", { a: 1 }, { b: 1 }],
  ];
  for (const [what, a, b] of contradictions) {
    it(`${what} contradict each other, and the first stays`, () => {
      assert.deepEqual(merge(a, b), { value: shown(a), conflict: true });
      assert.deepEqual(merge(b, a), { value: shown(b), conflict: true });
    });
  }

  it("outputs that one leaves out are no contradiction, inputs are", () => {
    const conflicts = new Set<string>();
    const rest = { id: undefined, protect: undefined };
    const merged = mergeStates(
      { ...rest, inputs: { a: 1 }, outputs: { a: 1 } },
      { ...rest, inputs: { b: 1 }, outputs: { b: 1 } },
      conflicts,
    );
    assert.deepEqual([...conflicts], ["a", "b"]);
    assert.deepEqual(merged.outputs, { b: 1, a: 1 });
    assert.deepEqual(merged.inputs, { a: 1 });
  });
});
