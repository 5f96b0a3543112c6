import assert from "node:assert/strict";
import { createRecorder, type Recorder } from "../../../../tenant/demo/record";
import type { Outcome } from "../../../../tenant/demo/result";

const WORKS: Outcome = { works: true, status: 200 };
const REFUSED: Outcome = { works: false, status: 401, reason: "expired" };

describe("the demo's record", () => {
  let now: number;
  let record: Recorder;
  beforeEach(() => {
    now = 100;
    record = createRecorder(() => now);
    record.theft("loot");
  });

  const serve = (atSeconds: number, outcome: Outcome): void => {
    now = atSeconds;
    record.keep({ actor: "thief", action: "calls", expectation: outcome, served: "loot" }, outcome);
  };
  const access = () => record.thefts()[0]?.access;

  it("measures from the theft to the first refusal after the last success", () => {
    serve(999, WORKS);
    serve(1_000, REFUSED);
    serve(2_000, REFUSED);
    assert.deepEqual(access(), { kind: "ends", seconds: 900 });
  });

  it("takes no end for one that was not there", () => {
    serve(999, REFUSED);
    serve(1_000, WORKS);
    assert.deepEqual(access(), { kind: "no end seen", seconds: 900 });
  });

  it("claims no exact end where nobody tried in the second before", () => {
    serve(500, WORKS);
    serve(1_000, REFUSED);
    assert.deepEqual(access(), { kind: "unclear", seconds: 900 });
  });

  it("has none where nothing worked, or nothing was tried", () => {
    assert.deepEqual(access(), { kind: "none" });
    serve(1_000, REFUSED);
    assert.deepEqual(access(), { kind: "none" });
  });

  it("does not mix two thieves", () => {
    serve(999, WORKS);
    record.theft("other");
    record.keep({ actor: "thief", action: "calls", expectation: WORKS, served: "other" }, REFUSED);
    assert.deepEqual(record.thefts(), [
      { name: "loot", access: { kind: "no end seen", seconds: 899 } },
      { name: "other", access: { kind: "none" } },
    ]);
  });

  it("compares each member that is expected, and no others", () => {
    const keep = (expectation: Outcome, outcome: Outcome) => {
      record.keep({ actor: "owner", action: "signs in", expectation }, outcome);
      return record.steps().at(-1)?.asExpected;
    };
    assert.equal(keep(WORKS, { ...WORKS, lifetimeSeconds: 900 }), true);
    assert.equal(keep({ ...WORKS, lifetimeSeconds: 900 }, { ...WORKS, lifetimeSeconds: 901 }), false);
    assert.equal(keep({ ...WORKS, lifetimeSeconds: 900 }, WORKS), false);
    assert.equal(keep(REFUSED, { ...REFUSED, reason: "ERR_JWS_INVALID" }), false, "for another reason");
    assert.equal(keep(REFUSED, { ...REFUSED, status: 500 }), false, "with another status");
  });
});
