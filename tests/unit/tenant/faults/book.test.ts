import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { createFaultBook, type FaultBook } from "../../../../tenant/faults/book";
import { parseFaults } from "../../../../tenant/faults/parse";
import { FAULT_PRESETS } from "../../../../tenant/faults/presets";

const GET = { method: "GET", path: "/api/v2/clients" };

function sequence(book: FaultBook, length = 30): string {
  return Array.from({ length }, () => book.next(GET)?.id ?? "-").join(" ");
}

describe("fault book", () => {
  it("counts turns, and lets a rule go when it is used up", () => {
    const book = createFaultBook([{ id: "two", times: 2, status: 500 }, "management-api-down"], 1);
    assert.equal(sequence(book, 4), "two two management-api-down management-api-down");
    const shown = book.list().map(({ id, fired, remaining }) => ({ id, fired, remaining }));
    assert.deepEqual(shown, [
      { id: "two", fired: 2, remaining: 0 },
      { id: "management-api-down", fired: 2, remaining: undefined },
    ]);
  });

  it("repeats itself by its seed, also after set and reset", () => {
    const rules = [{ probability: 0.5, status: 500 }];
    const book = createFaultBook(rules, 5);
    const first = sequence(book);
    assert.match(first, /fault-1/);
    assert.match(first, /-( |$)/);
    book.reset();
    assert.equal(sequence(book), first);
    book.set([{ id: "fault-1", ...rules[0] }]);
    assert.equal(sequence(book), first);
    assert.equal(sequence(createFaultBook(rules, 5)), first);
    assert.notEqual(sequence(createFaultBook(rules, 6)), first);
  });

  it("adds at the end, removes by id, clears, and resets to the start", () => {
    const book = createFaultBook([{ status: 500 }], 1);
    assert.deepEqual(
      book.add([{ status: 501 }, { id: "mine", status: 502 }]).map(({ id }) => id),
      ["fault-2", "mine"],
    );
    assert.equal(sequence(book, 1), "fault-1");
    assert.equal(book.remove("fault-1"), true);
    assert.equal(book.remove("fault-1"), false);
    assert.equal(sequence(book, 1), "fault-2");
    book.clear();
    assert.equal(sequence(book, 1), "-");
    book.reset();
    assert.deepEqual(
      book.list().map(({ id }) => id),
      ["fault-1"],
    );
  });

  it("changes nothing when it refuses", () => {
    const book = createFaultBook([{ id: "a", status: 500 }], 1);
    const refused = (error: unknown): boolean => isApiSettingsError(error, "invalid-input");
    assert.throws(() => book.add({ id: "a", status: 501 }), refused);
    assert.throws(
      () =>
        book.add([
          { id: "b", status: 501 },
          { id: "b", status: 501 },
        ]),
      refused,
    );
    assert.throws(() => book.set([{ id: "b", status: 501 }, {}]), refused);
    assert.deepEqual(
      book.list().map(({ rule }) => rule.status),
      [500],
    );
  });

  it("is not changed by those who hold what it gave or was given", () => {
    const rule = { id: "a", status: 500, headers: { x: "1" } };
    const book = createFaultBook([rule], 1);
    rule.headers.x = "2";
    const [listed] = book.list();
    Object.assign(listed?.rule ?? {}, { status: 999 });
    assert.deepEqual(book.list()[0]?.rule, { id: "a", status: 500, headers: { x: "1" } });
  });
});

describe("fault rules from outside", () => {
  const refusals: [string, unknown, RegExp][] = [
    ["an unknown name", "flakey", /There is no fault "flakey"\. Give a rule as an object, or one of .*flaky/],
    ["a name of every object", "constructor", /There is no fault "constructor"/],
    ["nothing to do", { match: {} }, /faults\[0\]: .*does nothing: give at least one of/],
    ["an unknown member", { stauts: 500 }, /stauts/],
    ["a high probability", { status: 500, probability: 2 }, /faults\[0\]\.probability: 2: .*1/],
    ["a text as a number", { status: "500" }, /faults\[0\]\.status: "500": .*number/],
    ["status 100", { status: 100 }, /faults\[0\]\.status: 100: .*200/],
    ["a fraction of a time", { status: 500, times: 0.5 }, /faults\[0\]\.times: 0\.5/],
    ["no times", { status: 500, times: 0 }, /faults\[0\]\.times: 0/],
    ["an endless wait", { latencyMilliseconds: 600_001 }, /faults\[0\]\.latencyMilliseconds: 600001/],
    ["an unknown distribution", { latencyMilliseconds: { kind: "pareto" } }, /latencyMilliseconds/],
    [
      "an upside-down range",
      { latencyMilliseconds: { kind: "uniform", minimumMilliseconds: 2, maximumMilliseconds: 1 } },
      /latencyMilliseconds/,
    ],
    ["reset in between", { reset: "during" }, /faults\[0\]\.reset: "during"/],
    ["reset and no answer", { reset: "after", noAnswer: true }, /both reset and noAnswer/],
    ["status and rate limit", { status: 500, rateLimit: {} }, /both status and rateLimit/],
    ["a header that forges another", { headers: { a: "b\r\nset-cookie: c" } }, /header/],
    ["a header without a name", { headers: { "": "b" } }, /header/],
    ["a relative path", { match: { path: "api" }, status: 500 }, /faults\[0\]\.match\.path: "api"/],
    ["a list in a list", [[{ status: 500 }]], /faults\[0\]/],
    ["nothing", null, /faults\[0\]: null/],
  ];
  for (const [what, given, message] of refusals) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => parseFaults(given),
        (error) => {
          assert.ok(isApiSettingsError(error, "invalid-input"));
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it("says which rule of several it is", () => {
    assert.throws(() => parseFaults([{ status: 500 }, "flaky", { status: 1 }]), /faults\[2\]\.status: 1/);
  });

  it("takes every preset, and puts its rules in its place", () => {
    for (const [name, { rules, what }] of Object.entries(FAULT_PRESETS)) {
      assert.deepEqual(parseFaults(name), rules, name);
      assert.deepEqual(parseFaults(rules), rules, `${name} stands the check itself`);
      assert.match(what, /\.$/);
    }
  });
});
