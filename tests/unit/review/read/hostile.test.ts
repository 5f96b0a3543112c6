/** Inputs that are damaged, cut, huge, from the future or meant to do harm. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { isApiSettingsError } from "../../../../provider/model/errors";
import type { ReviewModel } from "../../../../review/read/model";
import { readInputs } from "../../../../review/read/reading";
import { changes } from "./support/arbitraries";
import { fixture } from "./support/fixtures";
import { read, resourceNamed } from "./support/read";
import { shown, shownBlind } from "./support/shown";
import { urnOf, writeDigest, writeEvents, writeState } from "./support/writers";

const codes = (model: ReviewModel) => model.problems.map(({ code }) => code);
const URN = "urn:pulumi:dev::iam::a:b:C::x";
const api = (inputs: object, more: object = {}) => ({ urn: URN, type: "a:b:C", inputs, ...more });
const digestOf = (step: object, more: object = {}) =>
  JSON.stringify({ steps: [step], changeSummary: {}, ...more });
const refused = (text: string | Uint8Array, message: RegExp) =>
  assert.throws(
    () => read(text),
    (error) => isApiSettingsError(error, "invalid-input") && message.test(error.message) && !!error.wayOut,
  );

describe("inputs that are something else", () => {
  it("are refused with a way out", () => {
    refused("", /pulumi preview --json/);
    refused("Previewing update (dev):\n  + create\n", /pulumi preview --json/);
    refused('{"a": 1}', /nothing that can be reviewed/);
    refused(JSON.stringify({ manifest: {}, resourcePlans: {} }), /saved plan/);
    refused(
      JSON.stringify({ result: "succeeded", duration: 1, summary: {}, resources: [] }),
      /--output json/,
    );
    refused(new Uint8Array([0, 255, 1, 254]), /nothing that can be reviewed/);
  });

  it("are problems beside others that can be read", () => {
    const model = read(fixture("events.ndjson"), "hello");
    assert.deepEqual(codes(model), ["unrecognised"]);
    assert.equal(model.complete, false);
  });

  it("never have their text quoted", () => {
    const model = read(`${fixture("events.ndjson")}{"password": "hunter2"}\n{"x": hunter2}\n`);
    assert.deepEqual(codes(model), ["unrecognised", "unreadable"]);
    assert.ok(!JSON.stringify(model).includes("hunter2"));
  });
});

describe("text between JSON", () => {
  const digest = writeDigest([{ op: "create", type: "a:b:C", name: "x", after: { inputs: { a: 1 } } }]);
  for (const noise of [
    "hello",
    "[warning] something { odd",
    "[1/5] resolving",
    "{ not: 'json' }",
    "  - item",
    "\u001b[31mred\u001b[0m",
    "}{",
  ]) {
    it(`${JSON.stringify(noise)} is passed over`, () => {
      const model = read(`${noise}\n${digest}\n${noise}\n`);
      assert.equal(model.resources.length, 1);
      assert.deepEqual(model.problems, []);
    });
  }

  it("that begins like JSON and does not end hides nothing behind it", () => {
    for (const noise of ['{"unended', '["a",', "[1, 2"]) {
      const model = read(`${noise}\n${digest}\n`);
      assert.equal(model.resources.length, 1, noise);
      assert.deepEqual(codes(model), ["unreadable"]);
      assert.equal(model.complete, false);
    }
  });

  it("may be several documents on one line", () => {
    const line = writeEvents([]).replaceAll("\n", "");
    assert.equal(read(line).runs[0]?.outcome, "succeeded");
    assert.equal(read("{}".repeat(100_000) + line).runs.length, 1);
  });
});

describe("cut inputs", () => {
  const texts = { digest: writeDigest, events: writeEvents, state: writeState };
  for (const [what, write] of Object.entries(texts)) {
    it(`a ${what} cut anywhere tells whole resources only, and that it is cut`, () => {
      fc.assert(
        fc.property(changes, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
          const text = write(list);
          const end = Math.floor(share * (text.trimEnd().length - 1));
          let model: ReviewModel;
          try {
            model = read(text.slice(0, end));
          } catch (error) {
            assert.ok(isApiSettingsError(error, "invalid-input"));
            return;
          }
          // The last event only closes a log; without it everything is there.
          if (what !== "events" || model.runs[0]?.changes === undefined) {
            assert.equal(model.complete, false);
            assert.ok(codes(model).includes("truncated"));
          }
          for (const resource of model.resources) {
            const change = list.find((one) => urnOf(one) === resource.urn);
            assert.ok(change !== undefined);
            if (resource.before !== undefined) {
              assert.deepEqual(shownBlind(resource.before.inputs), shownBlind(change.before?.inputs ?? {}));
            }
            if (resource.after !== undefined && what !== "state") {
              assert.deepEqual(shownBlind(resource.after.inputs), shownBlind(change.after?.inputs ?? {}));
            }
            assert.equal(resource.operation, what === "state" ? "none" : change.op);
          }
        }),
        { numRuns: 300 },
      );
    });
  }

  it("a digest tells the steps before the cut", () => {
    const text = fixture("preview-with-eventlog.json");
    for (const inside of ["d-fresh", '"d-fresh"']) {
      const model = read(text.slice(0, text.indexOf(inside) + 1));
      assert.ok(model.resources.length >= 5);
      assert.equal(model.runs[0]?.incompleteBecause, "The digest ends in the middle.");
      assert.equal(model.outcome, "unknown");
    }
  });

  it("an event or a resource alone is not read by half, though a list in it has whole items", () => {
    const half = `"inputs":{"scopes":[{"value":"a"},{"val`;
    const metadata = `{"op":"create","urn":"${URN}","new":{"urn":"${URN}","type":"a:b:C",${half}`;
    refused(`{"sequence":0,"resourcePreEvent":{"metadata":${metadata}`, /ends in the middle/);
    refused(`{"type":"a:b:C","name":"x",${half}`, /ends in the middle/);
  });

  it("what is left of a damaged document is not taken for documents of its own", () => {
    const resource = (name: string, text: string) =>
      ({ op: "same", type: "a:b:C", name, before: { inputs: { text } } }) as const;
    const text = writeState([resource("x", "DAMAGE"), resource("y", "")]);
    refused(text.replace("DAMAGE", "dam\nage"), /cut in the middle of a text/);
  });

  it("a log without its end may lack something", () => {
    const lines = fixture("events.ndjson").trimEnd().split("\n");
    const model = read(lines.slice(0, -3).join("\n"));
    assert.equal(model.runs[0]?.incompleteBecause, "The events end before the run does.");
    assert.equal(model.outcome, "unknown");
    const cancelled = read(`${lines.slice(0, -3).join("\n")}\n${lines.at(-1)}\n`);
    assert.equal(cancelled.runs[0]?.incompleteBecause, "The run ended without a summary.");
  });
});

describe("hostile inputs", () => {
  it("nested deeply are told, not followed", () => {
    const bomb = "[".repeat(2_000_000);
    for (const text of [`${bomb}\n`, bomb, `${bomb}${"]".repeat(2_000_000)}`, '{"a":'.repeat(500_000)]) {
      const model = read(writeState([]), text);
      assert.deepEqual(codes(model), ["unreadable", "unrecognised"]);
      assert.match(model.problems[0]?.message ?? "", /200 levels/);
    }
    const secret = `${'{"a":'.repeat(150)}1${"}".repeat(150)}`;
    assert.equal(
      read(digestOf({ op: "same", urn: URN, oldState: api({ a: JSON.parse(secret) }) })).resources.length,
      1,
    );
  });

  it("naming a member twice are told", () => {
    const text = digestOf({ op: "create", urn: URN, newState: api({ lifetime: 1 }) });
    const model = read(text.replace('"lifetime":1', '"lifetime":300,"lifetime":2592000'));
    assert.deepEqual(codes(model), ["duplicate-key"]);
    assert.equal(resourceNamed(model, "x").after?.inputs.lifetime, 2_592_000);
    assert.deepEqual(codes(read(text.replace('"lifetime":1', '"a:b\\"":{"a:b\\"":":"}'))), []);
  });

  it("with names of what every object has change nothing", () => {
    const names =
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1}';
    const text = `{"steps":[{"op":"create","urn":"${URN}","newState":{"urn":"${URN}","type":"a:b:C","inputs":${names},"__proto__":{"protect":true}}}],"changeSummary":${names}}`;
    const model = read(
      text,
      `{"sequence":0,"__proto__":{},"constructor":{}}\n`,
      `{"sequence":0,"toStringEvent":{}}`,
    );
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal(resourceNamed(model, "x").after?.protect, false);
    assert.deepEqual(shown(resourceNamed(model, "x").after?.inputs.toString as never), { known: 1 });
    assert.ok(codes(model).includes("newer-pulumi"));
  });

  it("with members of wrong kinds are read as far as they go", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.constantFrom("steps", "deployment", "resourcePreEvent", "type"),
        (json, key) => {
          try {
            read(`{"${key}": ${json}, "changeSummary": ${json}}`, `[${json}]`, json);
          } catch (error) {
            assert.ok(isApiSettingsError(error, "invalid-input"));
          }
        },
      ),
      { numRuns: 500 },
    );
    const model = read(
      JSON.stringify({ steps: [null, 1, { op: "create" }, { urn: URN, op: 5 }], changeSummary: [] }),
    );
    assert.ok(codes(model).includes("unreadable"));
  });

  it("that are any text at all end in a model or a clear error", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n1a'.split("")) }), (text) => {
        assert.throws(
          () => read(text),
          (error) => isApiSettingsError(error, "invalid-input"),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("with a text of 1 MB and every odd character pass through unchanged", () => {
    const odd = `"<script>\u001b[31m\n\r\u2028|\`-->\u202e${"x".repeat(1_000_000)}`;
    const urn = `urn:pulumi:dev::iam::a:b:C::${odd}`;
    const model = read(
      digestOf({ op: "create", urn, newState: { urn, type: "a:b:C", inputs: { [odd]: odd } } }),
    );
    assert.equal(model.resources[0]?.name, odd);
    assert.equal(model.resources[0]?.after?.inputs[odd], odd);
  });

  it("with a line of 10 MB are read", () => {
    const event = {
      resourcePreEvent: {
        metadata: { op: "create", urn: URN, old: null, new: api({ a: "x".repeat(10_000_000) }) },
      },
    };
    const model = read(
      `${JSON.stringify({ sequence: 0, ...event })}\n${JSON.stringify({ sequence: 1, summaryEvent: { result: "succeeded" } })}\n`,
    );
    assert.equal(String(resourceNamed(model, "x").after?.inputs.a).length, 10_000_000);
  });

  it("with a thousand faults of a kind name twenty", () => {
    const model = read(`${'{"a":1}\n'.repeat(1000)}${writeState([])}`);
    assert.equal(model.problems.length, 21);
    assert.equal(model.problems.at(-1)?.message, "980 more of this kind.");
  });
});

describe("encodings", () => {
  const text = writeEvents([{ op: "create", type: "a:b:C", name: "zoë 𝄞", after: { inputs: { a: "é" } } }]);

  it("UTF-8 cut inside a character is put together", async () => {
    const bytes = new TextEncoder().encode(text);
    const chunks = [...bytes].map((byte) => new Uint8Array([byte]));
    const model = await readInputs([{ name: "log", chunks }]);
    assert.equal(resourceNamed(model, "zoë 𝄞").after?.inputs.a, "é");
    assert.deepEqual(model.problems, []);
  });

  it("UTF-16 as PowerShell writes it is read", () => {
    assert.equal(resourceNamed(read(Buffer.from(`\uFEFF${text}`, "utf16le")), "zoë 𝄞").after?.inputs.a, "é");
  });

  it("bytes that are no text are told", () => {
    const model = read(Buffer.from(text.replaceAll("𝄞", ""), "latin1"));
    assert.deepEqual(codes(model), ["encoding"]);
  });
});

describe("newer versions of Pulumi", () => {
  it("unknown events are counted, and the rest is read", () => {
    const log = fixture("events.ndjson").replace('{"policyLoadEvent":{}}', "");
    const model = read(`${log.trimEnd()}\n{"sequence":200,"timestamp":1,"quantumEvent":{"urn":"x"}}\n`);
    assert.deepEqual(
      model.problems.map(({ code, message }) => [code, message]),
      [["newer-pulumi", '1 events of the kind "quantumEvent", which this version does not know.']],
    );
    assert.equal(model.resources.length > 5, true);
  });

  it("unknown operations are kept and told", () => {
    const step = { op: "transmogrify", urn: URN, oldState: api({ a: 1 }), newState: api({ a: 2 }) };
    const model = read(digestOf(step));
    assert.equal(resourceNamed(model, "x").operation, "unknown");
    assert.deepEqual(resourceNamed(model, "x").rawOperations, ["transmogrify"]);
    assert.equal(resourceNamed(model, "x").after?.inputs.a, 2);
    assert.deepEqual(model.problems[0]?.urns, [URN]);
  });

  it("a state of a later version is read, and told", () => {
    const text = writeState([]).replace('"version": 3', '"version": 9');
    assert.deepEqual(codes(read(text)), ["newer-pulumi"]);
    assert.deepEqual(codes(read(text.replace('"version": 9', '"version": 4'))), []);
  });
});
