/** What is written in any of Pulumi's formats is read back as it was: known, secret, unknown and absent. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ValueObject } from "../../../../provider/model/values";
import type { ResourceState, ReviewModel } from "../../../../review/read/model";
import { createReading } from "../../../../review/read/reading";
import { changes } from "./support/arbitraries";
import { read } from "./support/read";
import { shownBlind, shownMembers } from "./support/shown";
import {
  type Change,
  type State,
  urnOf,
  writeDigest,
  writeEvents,
  writeResourceFile,
  writeState,
} from "./support/writers";

type Show = (inputs: ValueObject) => unknown;

function assertReads(model: ReviewModel, written: readonly Change[], show: Show): void {
  assert.deepEqual(
    model.resources.map(({ urn }) => urn),
    written.map(urnOf),
  );
  written.forEach((change, index) => {
    const resource = model.resources[index];
    assert.equal(resource?.operation, change.op);
    assert.equal(resource?.type, change.type);
    assert.equal(resource?.name, change.name);
    assert.equal(resource?.doubt, undefined);
    assertSide(resource?.before, change.before, show);
    assertSide(resource?.after, change.after, show);
  });
  assert.deepEqual(model.problems, []);
  assert.equal(model.complete, true);
}

function assertSide(side: ResourceState | undefined, written: State | undefined, show: Show): void {
  assert.equal(side === undefined, written === undefined);
  if (side === undefined || written === undefined) return;
  assert.deepEqual(show(side.inputs), show(written.inputs));
  assert.equal(side.protect, written.protect);
}

describe("what is written is read back", () => {
  it("from a digest", () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(0, 2, 4), (list, indent) => {
        assertReads(read(writeDigest(list, indent)), list, shownBlind);
      }),
    );
  });

  it("from events", () => {
    fc.assert(
      fc.property(changes, (list) => {
        assertReads(read(writeEvents(list)), list, shownBlind);
      }),
    );
  });

  it("from saved state, with the secrets that it shows", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const held = list.filter(({ before }) => before !== undefined);
        const { resources, problems } = read(writeState(list));
        assert.deepEqual(problems, []);
        assert.deepEqual(
          resources.map((resource) => [
            resource.urn,
            resource.operation,
            resource.before?.protect,
            shownMembers(resource.before?.inputs ?? {}),
            shownMembers(resource.after?.inputs ?? {}),
          ]),
          held.map((change) => {
            const inputs = shownMembers(change.before?.inputs ?? {});
            return [urnOf(change), "none", change.before?.protect, inputs, inputs];
          }),
        );
      }),
    );
  });

  it("from a file of resources", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const held = list.filter(({ after }) => after !== undefined);
        fc.pre(held.length > 0);
        const { resources } = read(writeResourceFile(list));
        assert.deepEqual(
          resources.map(({ name, after }) => [name, shownMembers(after?.inputs ?? {})]),
          held.map(({ name, after }) => [name, shownMembers(after?.inputs ?? {})]),
        );
      }),
    );
  });

  it("from a digest, events and state of one run together", () => {
    fc.assert(
      fc.property(changes, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (list, order) => {
        const texts = [writeDigest(list), writeEvents(list), writeState(list)];
        const model = read(...order.map((index) => texts[index] ?? ""));
        assert.deepEqual(model.problems, []);
        for (const change of list) {
          const resource = model.resources.find(({ urn }) => urn === urnOf(change));
          assert.equal(resource?.operation, change.op);
          // State shows what the others hide.
          assertSide(resource?.before, change.before, shownMembers);
          assertSide(resource?.after, change.after, shownBlind);
        }
      }),
    );
  });

  it("wherever the chunks are cut, with any line ends, behind a byte order mark", () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 40 }), fc.boolean(), (list, size, windows) => {
        const text = [writeEvents(list), writeDigest(list)].join("");
        const bytes = new TextEncoder().encode(`\uFEFF${windows ? text.replaceAll("\n", "\r\n") : text}`);
        const reading = createReading();
        const input = reading.open("all");
        for (let from = 0; from < bytes.length; from += size) input.write(bytes.subarray(from, from + size));
        input.end();
        assertReads(reading.model(), list, shownBlind);
      }),
      { numRuns: 50 },
    );
  });
});
