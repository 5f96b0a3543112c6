import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { groups } from "../../../../tools/suite/groups.mjs";
import { share } from "../../../../tools/suite/run-group.mjs";

const root = path.resolve(__dirname, "../../../..");
const unit = groups.find(({ name }) => name === "unit");
const grpc = groups.find(({ name }) => name === "grpc");

function unitTestFiles(): string[] {
  return readdirSync(path.join(root, "tests/unit"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `tests/unit/${file.split(path.sep).join("/")}`)
    .sort();
}

describe("tools/suite/run-group: share", () => {
  it("deals every file of the group to exactly one process", () => {
    assert.ok(unit);
    const shares = share(unit, ["tests/unit/**/*.test.ts"], root);
    assert.equal(shares.length, 2);
    const files = shares.flat();
    assert.equal(new Set(files).size, files.length);
    assert.ok(files.includes("tests/unit/tools/suite/share.test.ts"));
    assert.deepEqual([...files].sort(), unitTestFiles());
    assert.ok(files.every((file) => file.endsWith(".test.ts")));
  });

  it("leaves one process alone with its patterns, and what was chosen by path", () => {
    assert.ok(unit && grpc);
    assert.deepEqual(share(grpc, ["tests/grpc/**/*.test.ts"], root), [["tests/grpc/**/*.test.ts"]]);
    assert.deepEqual(share(unit, ["tests/unit/cli/tenant.test.ts"], root), [
      ["tests/unit/cli/tenant.test.ts"],
    ]);
  });
});
