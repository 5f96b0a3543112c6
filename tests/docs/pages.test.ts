/** Links lead somewhere, codes are complete, and nothing private is in a page. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { packPolicies } from "../../policy/pack/policies";
import { startRun } from "../../policy/pack/run";
import { ERROR_CODES } from "../../provider/model/errors";
import { REPOSITORY } from "../../tools/support/packed-package";
import { brokenLinks, privateNames } from "./support/links";
import { PAGES } from "./support/pages";

describe("pages", () => {
  for (const page of PAGES) {
    it(`${page.path}: links and anchors lead somewhere, and nothing private is in it`, () => {
      assert.deepEqual(brokenLinks(page, REPOSITORY), []);
      assert.deepEqual(privateNames(page), []);
    });
  }

  it("every page can be reached from an index", () => {
    const reached = new Set<string>();
    const queue = ["README.md", "docs/README.md"];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      const page = PAGES.find((candidate) => candidate.path === file);
      for (const { target } of page?.links ?? []) {
        if (!/^[a-z]+:/.test(target) && target.includes(".md"))
          queue.push(path.posix.join(path.posix.dirname(file), target.split("#")[0] ?? ""));
      }
    }
    assert.deepEqual(
      PAGES.map((page) => page.path).filter((file) => file.startsWith("docs/") && !reached.has(file)),
      [],
    );
  });

  it("docs/reference/errors.md has every code", () => {
    const text = readFileSync(path.join(REPOSITORY, "docs/reference/errors.md"), "utf8");
    assert.deepEqual(
      Object.keys(ERROR_CODES).filter((code) => !text.includes(`\`${code}\``)),
      [],
    );
  });

  it("every policy of the pack points to a section", () => {
    const urls = packPolicies(startRun(() => "2026-12-24")).map(({ url }) => url);
    assert.ok(urls.length > 13);
    for (const url of urls) {
      const [, file, anchor = ""] = /\/blob\/main\/(.+)#(.+)$/.exec(url) ?? [];
      const page = PAGES.find((candidate) => candidate.path === file);
      assert.ok(page?.anchors.has(anchor), `${file} has no section ${anchor}`);
    }
  });
});
