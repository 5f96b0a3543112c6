/** TypeScript of the documentation compiles; whole programs are previewed by the real engine. */
import assert from "node:assert/strict";
import path from "node:path";
import { packedModules } from "../engine/support/bench";
import { NOT_PREVIEWED } from "./not-run";
import { typeErrors } from "./support/compile";
import { isPreviewedAlone } from "./support/kinds";
import { place } from "./support/markdown";
import { BLOCKS } from "./support/pages";
import { previewAlone } from "./support/preview";

describe("programs of the documentation", function () {
  this.timeout(120_000);

  it("all TypeScript compiles, strictly, against the packed package", async () => {
    const { root, modules } = await packedModules();
    const blocks = BLOCKS.filter(({ language }) => language === "ts");
    assert.deepEqual(await typeErrors(blocks, path.join(root, "docs-types"), modules), []);
  });

  for (const block of BLOCKS.filter((each) => isPreviewedAlone(each, Object.keys(NOT_PREVIEWED)))) {
    it(`${place(block)} is previewed`, () => previewAlone(block));
  }
});
