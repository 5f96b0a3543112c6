import assert from "node:assert/strict";
import { parseArguments } from "../../bench/arguments";

describe("bench arguments", () => {
  it("have defaults", () => {
    assert.deepEqual(parseArguments([]), { rounds: 5, seconds: 2, only: [], json: false });
  });

  it("are read", () => {
    assert.deepEqual(
      parseArguments([
        "--rounds",
        "3",
        "--seconds",
        "0.5",
        "--only",
        "tenant",
        "--only",
        "authhero",
        "--json",
      ]),
      { rounds: 3, seconds: 0.5, only: ["tenant", "authhero"], json: true },
    );
  });

  for (const argv of [
    ["--rounds", "0"],
    ["--rounds", "51"],
    ["--rounds", "1.5"],
    ["--rounds", ""],
    ["--seconds", "0"],
    ["--seconds", "61"],
    ["--seconds", "soon"],
    ["--unknown"],
    ["tenant"],
  ]) {
    it(`refuse ${argv.join(" ")}`, () => {
      assert.throws(() => parseArguments(argv));
    });
  }
});
