/** What the steps of one run about one resource come to. */
import assert from "node:assert/strict";
import type { ReviewResource } from "../../../../review/read/model";
import { read } from "./support/read";

const URN = "urn:pulumi:dev::iam::a:b:C::x";
const state = (n: number, more: object = {}) => ({ urn: URN, type: "a:b:C", inputs: { n }, ...more });

type Told = [op: string, old: object | null, now: object | null];

/** Through events, which tell of every step. */
function joined(steps: readonly Told[], more: readonly object[] = []): ReviewResource {
  const payloads = steps.flatMap(([op, old, now]) => {
    const metadata = { op, urn: URN, old, new: now };
    return [{ resourcePreEvent: { metadata } }, { resOutputsEvent: { metadata } }];
  });
  const end = [...more, { summaryEvent: { result: "succeeded" } }, { cancelEvent: {} }];
  const lines = [...payloads, ...end].map((payload, sequence) => JSON.stringify({ sequence, ...payload }));
  const [resource, ...others] = read(lines.join("\n")).resources;
  assert.ok(resource !== undefined && others.length === 0);
  return resource;
}

/** Through a digest, which may leave steps and sides out. */
function digested(...steps: readonly Told[]): ReviewResource {
  const list = steps.map(([op, oldState, newState]) => ({ op, urn: URN, oldState, newState }));
  const [resource] = read(JSON.stringify({ steps: list, changeSummary: {} })).resources;
  assert.ok(resource !== undefined);
  return resource;
}

const summary = ({ operation, before, after }: ReviewResource) => [
  operation,
  before?.inputs.n,
  after?.inputs.n,
];

describe("the steps of a resource", () => {
  const pending = state(1, { delete: true });
  const cases: [what: string, steps: Told[], expected: unknown[]][] = [
    ["same", [["same", state(1), state(1)]], ["same", 1, 1]],
    ["create", [["create", null, state(2)]], ["create", undefined, 2]],
    ["update", [["update", state(1), state(2)]], ["update", 1, 2]],
    ["delete", [["delete", state(1), null]], ["delete", 1, undefined]],
    ["read", [["read", null, state(2)]], ["read", undefined, 2]],
    ["import", [["import", null, state(2)]], ["import", undefined, 2]],
    ["discard", [["discard", state(1), null]], ["discard", 1, undefined]],
    ["read-discard", [["read-discard", state(1), null]], ["discard", 1, undefined]],
    ["import-replacement", [["import-replacement", state(1), state(2)]], ["replace", 1, 2]],
    [
      "a replacement, created first",
      [
        ["create-replacement", state(1), state(2)],
        ["replace", state(1), state(2)],
        ["delete-replaced", pending, null],
      ],
      ["replace", 1, 2],
    ],
    [
      "a replacement, deleted first",
      [
        ["delete-replaced", state(1), null],
        ["replace", state(1), state(2)],
        ["create-replacement", state(1), state(2)],
      ],
      ["replace", 1, 2],
    ],
    [
      "what an earlier run left to be deleted",
      [
        ["delete-replaced", pending, null],
        ["same", state(2), state(2)],
      ],
      ["same", 2, 2],
    ],
    [
      "the same, told the other way round",
      [
        ["update", state(2), state(3)],
        ["delete", pending, null],
      ],
      ["update", 2, 3],
    ],
    [
      "a refresh that finds nothing, then an update",
      [
        ["refresh", state(1), state(1)],
        ["update", state(1), state(2)],
      ],
      ["update", 1, 2],
    ],
    ["a refresh that finds nothing left", [["refresh", state(1), null]], ["delete", 1, undefined]],
  ];
  for (const [what, steps, expected] of cases) {
    it(`${what}`, () => {
      const resource = joined(steps);
      assert.deepEqual(summary(resource), expected);
      assert.equal(resource.doubt, undefined);
      assert.equal(resource.drift, undefined);
      assert.deepEqual(resource.rawOperations, [...new Set(steps.map(([op]) => op))]);
    });
  }

  it("that only tidy up say nothing of what there is now", () => {
    assert.deepEqual(summary(joined([["delete-replaced", pending, null]])), ["none", undefined, undefined]);
  });

  it("tell that the code of a dynamic provider has changed", () => {
    const coded = (code: unknown) => state(1, { inputs: { n: 1, __provider: code } });
    assert.equal(joined([["update", coded("a"), coded("b")]]).providerCodeChanged, true);
    assert.equal(joined([["update", coded("a"), coded("a")]]).providerCodeChanged, false);
    assert.equal(joined([["update", state(1), coded("a")]]).providerCodeChanged, false);
  });

  it("that leave a side out are in doubt", () => {
    assert.match(digested(["update", state(1), null]).doubt ?? "", /what the resource will be/);
    assert.match(digested(["update", null, state(1)]).doubt ?? "", /what the resource was/);
    assert.match(digested(["replace", null, state(1)]).doubt ?? "", /what the resource was/);
    assert.equal(digested(["delete", state(1), null]).doubt, undefined);
    assert.equal(digested(["create", null, state(1)]).doubt, undefined);
  });

  it("that failed are in doubt", () => {
    const failed = { resOpFailedEvent: { metadata: { op: "update", urn: URN }, status: 1 } };
    assert.match(joined([["update", state(1), state(2)]], [failed]).doubt ?? "", /operation failed/);
  });

  it("that began to refresh and did not end are in doubt", () => {
    const metadata = { op: "refresh", urn: URN, old: state(1), new: state(1) };
    const [resource] = read(JSON.stringify({ sequence: 0, resourcePreEvent: { metadata } })).resources;
    assert.equal(resource?.operation, "refresh");
    assert.ok(resource?.doubt);
  });
});

describe("a refresh", () => {
  it("compares outputs only where both steps tell of them", () => {
    const told = state(1, { outputs: { n: 1 } });
    const resource = (found: object) =>
      joined([
        ["refresh", told, told],
        ["update", found, state(2)],
      ]);
    assert.equal(resource(state(1)).drift, undefined);
    assert.equal(resource(state(1, { outputs: { n: 9 } })).drift?.after?.outputs?.n, 9);
  });

  it("that has ended is not ended again by a step without a beginning", () => {
    const metadata = { urn: URN, old: state(1), new: state(1) };
    const events = [
      { resourcePreEvent: { metadata: { ...metadata, op: "refresh" } } },
      { resOutputsEvent: { metadata: { ...metadata, op: "same" } } },
      { resOutputsEvent: { metadata: { ...metadata, op: "update", new: state(2) } } },
    ];
    const text = events.map((event, sequence) => JSON.stringify({ sequence, ...event })).join("\n");
    assert.deepEqual(read(text).resources.map(summary), [["update", 1, 2]]);
    assert.deepEqual(read(text).resources[0]?.rawOperations, ["same", "update"]);
  });
});

describe("the kind of a run", () => {
  const run = (...payloads: object[]) =>
    read(payloads.map((payload, sequence) => JSON.stringify({ sequence, ...payload })).join("\n")).runs[0];
  const event = { resourcePreEvent: { metadata: { op: "create", urn: URN, new: state(1) }, planning: true } };

  it("is told by its summary, or by its events", () => {
    assert.equal(run(event, { summaryEvent: { isPreview: false, result: "succeeded" } })?.kind, "update");
    assert.equal(run(event, { summaryEvent: { isPreview: true, result: "succeeded" } })?.kind, "preview");
    assert.equal(run(event)?.kind, "preview");
    assert.equal(run({ resourcePreEvent: { ...event.resourcePreEvent, planning: false } })?.kind, "update");
  });

  it("does not hide how it ended", () => {
    assert.equal(run(event, { summaryEvent: { result: "canceled" } })?.outcome, "failed");
    assert.equal(run(event, { errorEvent: { error: "boom" } })?.outcome, "failed");
    const error = { diagnosticEvent: { severity: "error", message: "<{%reset%}>error: boom<{%reset%}>\n" } };
    assert.equal(run(event, error)?.outcome, "failed");
    assert.equal(run(event)?.outcome, "unknown");
  });
});

describe("diagnostics", () => {
  it("are errors and warnings, the same from events and digest; nothing else", () => {
    const severities = ["debug", "info", "info#err", "warning", "error", "surprise"];
    const events = severities.map((severity, sequence) =>
      JSON.stringify({
        sequence,
        diagnosticEvent: {
          severity,
          prefix: `${severity}: `,
          message: `<{%bold%}>${severity} text<{%reset%}>\n`,
          urn: URN,
        },
      }),
    );
    events.push(
      JSON.stringify({
        sequence: 9,
        diagnosticEvent: { severity: "error", message: "passing", ephemeral: true },
      }),
    );
    events.push(JSON.stringify({ sequence: 10, summaryEvent: { result: "failed" } }));
    const digest = {
      diagnostics: severities.map((severity) => ({
        severity,
        message: `${severity}: ${severity} text\n`,
        urn: URN,
      })),
      changeSummary: {},
    };
    const expected = [
      { severity: "warning", message: "warning text", urn: URN },
      { severity: "error", message: "error text", urn: URN },
    ];
    assert.deepEqual(read(events.join("\n")).diagnostics, expected);
    assert.deepEqual(read(JSON.stringify(digest)).diagnostics, expected);
    assert.deepEqual(read(events.join("\n"), JSON.stringify(digest)).diagnostics, expected);
  });
});
