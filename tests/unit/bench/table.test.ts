import assert from "node:assert/strict";
import { type Column, cell, table, verdicts } from "../../bench/table";

const same = (value: number) => ({ minimum: value, median: value, maximum: value });

describe("bench table", () => {
  const columns: Column[] = [
    {
      name: "ours",
      figures: { start: { minimum: 90, median: 101.4, maximum: 1234.5 }, tokens: same(2_000) },
    },
    { name: "a peer", figures: { start: same(7) } },
  ];

  it("has a row for each measured figure, a column for each subject, and aligns them", () => {
    const lines = [
      "                                                      ours   a peer",
      "Process start to ready line, ms             101 (90–1,235)  7 (7–7)",
      "Client-credentials tokens, per second  2,000 (2,000–2,000)        –",
    ];
    assert.equal(table(columns), lines.join("\n"));
  });

  it("shows a gap where a subject cannot do something", () => {
    assert.equal(cell(undefined), "–");
  });

  it("rounds to one decimal below ten, to none above", () => {
    assert.equal(cell({ minimum: 0.14, median: 9.96, maximum: 10.4 }), "10 (0.1–10)");
    assert.equal(cell({ minimum: 1_234.4, median: 1_234.5, maximum: 98_765.4 }), "1,235 (1,234–98,765)");
  });

  it("measures our median against the targets, which are upper limits", () => {
    const ours = (start: number): string[] => verdicts({ name: "ours", figures: { start: same(start) } });
    assert.deepEqual(ours(399), ["Process start to ready line: 399 ms, target under 400: met"]);
    assert.deepEqual(ours(400), ["Process start to ready line: 400 ms, target under 400: MISSED"]);
    assert.deepEqual(verdicts({ name: "ours", figures: { tokens: same(1) } }), []);
  });
});
