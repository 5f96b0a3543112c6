import assert from "node:assert/strict";
import { parseArguments } from "../../../../tools/suite/arguments.mjs";
import { groups } from "../../../../tools/suite/groups.mjs";
import { select } from "../../../../tools/suite/select.mjs";

const names = groups.map(({ name }) => name);
const parse = (...argv: string[]) => parseArguments(argv, names);
const selected = (...argv: string[]) => {
  const { chosen, leftOut } = select(groups, parse(...argv));
  return { chosen: chosen.map(({ group }) => group.name), leftOut: leftOut.map(({ group }) => group.name) };
};

describe("tools/suite: what is asked for", () => {
  it("is everything without arguments, each group with its own folder's files", () => {
    assert.deepEqual(selected(), { chosen: names, leftOut: [] });
    for (const { group, specs } of select(groups, parse()).chosen) {
      assert.deepEqual(specs, group.folder ? [`tests/${group.name}/**/*.test.ts`] : []);
    }
  });

  it("is some groups, or all but some", () => {
    assert.deepEqual(selected("grpc", "unit").chosen, ["unit", "grpc"]);
    const { chosen, leftOut } = selected("--without", "engine,docs", "--without=types");
    assert.deepEqual(leftOut, ["types", "docs", "engine"]);
    assert.deepEqual(
      chosen,
      names.filter((name) => !leftOut.includes(name)),
    );
  });

  it("is words of a title, taken literally and without regard to case", () => {
    assert.equal(parse("unit", "gRPC").grep, "/gRPC/i");
    assert.equal(parse("a/b", "(c)").grep, "/a\\/b \\(c\\)/i");
    assert.equal(parse("--grep", "a.c").grep, "a.c");
    assert.throws(() => parse("a", "--grep", "b"), /not both/);
  });

  it("is a file or a folder of tests, in the group it belongs to", () => {
    const { chosen } = select(groups, parse("./tests/unit/tools/", "tests/engine/a.test.ts"));
    assert.deepEqual(
      chosen.map(({ group, specs }) => [group.name, specs]),
      [
        ["unit", ["tests/unit/tools/**/*.test.ts"]],
        ["engine", ["tests/engine/a.test.ts"]],
      ],
    );
    assert.throws(() => select(groups, parse("tests/units/a.test.ts")), /in none of the folders/);
  });

  it("is refused when it makes no sense, with the usage", () => {
    assert.throws(() => parse("--bogus"), /not an option of the tests\.\nnpm test/);
    assert.throws(() => parse("--without", "everything"), /"everything" is no group of tests: unit, /);
    assert.throws(() => parse("--without"), /needs a value/);
    assert.throws(() => parse("--grep", "--list"), /needs a value/);
  });
});
