import assert from "node:assert/strict";
import { framesOf, parsePosition, programPosition } from "../../../../review/read/position";

const at = (...texts: string[]) =>
  programPosition(framesOf({ stackTrace: texts.map((sourcePosition) => ({ sourcePosition })) }));

describe("source positions", () => {
  it("are read with and without a column", () => {
    assert.deepEqual(parsePosition("project:///src/index.ts#12,15"), {
      file: "src/index.ts",
      line: 12,
      column: 15,
    });
    assert.deepEqual(parsePosition("project:///main.go#7"), { file: "main.go", line: 7, column: undefined });
    assert.equal(parsePosition("project:///../shared/a%20b.ts#1")?.file, "../shared/a b.ts");
    assert.equal(parsePosition("project:///100%.ts#1")?.file, "100%.ts");
    for (const text of [undefined, "", "index.ts#1", "project:///index.ts", "project:///x#y"]) {
      assert.equal(parsePosition(text), undefined);
    }
  });

  it("are the first frame of the program itself", () => {
    const user = "project:///infra/index.ts#6,14";
    const frames = [
      "project:///node_modules/@pulumi/runtime/stack.ts#37,19",
      "project:///../../node_modules/x/y.js#1,1",
      "project:///../../github.com/pulumi/pulumi-yaml@v1.38.1/pkg/server/server.go#316",
      "project:///../../../runtime/asm_amd64.s#1771",
    ];
    assert.deepEqual(at(...frames, user, "project:///other.ts#1,1"), {
      file: "infra/index.ts",
      line: 6,
      column: 14,
    });
    assert.equal(at(...frames), undefined);
    assert.equal(at("project:///runtime/main.go#3")?.file, "runtime/main.go");
  });

  it("stand once each, the resource's own first", () => {
    const own = "project:///a.ts#1,1";
    const frames = framesOf({
      sourcePosition: own,
      stackTrace: [{ sourcePosition: own }, {}, null, { sourcePosition: "project:///b.ts#2,2" }],
    });
    assert.deepEqual(
      frames.map(({ file }) => file),
      ["a.ts", "b.ts"],
    );
  });
});
