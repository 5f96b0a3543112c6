/** What axe-core finds on each page, in light and dark; and that pages fit into narrow and enlarged windows. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import { STOPS } from "./support/pages";
import { session } from "./support/session";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("accessibility", () => {
  const on = session();

  for (const colorScheme of ["light", "dark"] as const) {
    for (const { name, go } of STOPS) {
      it(`axe finds nothing on ${name}, ${colorScheme}`, async () => {
        const { page } = await on.open("new", { colorScheme });
        await go(page, on.bench);
        await page.evaluate(AXE);
        const options = JSON.stringify({ runOnly: { type: "tag", values: RULES } });
        const results = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults;
        const found = results.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
        );
        assert.deepEqual(found, []);
        // A rule that cannot decide is not one that found nothing; of contrast it must have seen something.
        assert.ok(
          results.passes.some(({ id }) => id === "color-contrast"),
          "contrast was looked at",
        );
        const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        assert.equal(background === "rgb(17, 24, 26)", colorScheme === "dark", String(background));
      });
    }
  }

  // 320 px is what 1280 px are at 400 % (WCAG 2.2, 1.4.10); 640 px what they are at 200 % (1.4.4).
  for (const width of [320, 360, 640]) {
    for (const { name, go } of STOPS) {
      it(`${name} fits into ${width} px`, async () => {
        const { page } = await on.open("new", { viewport: { width, height: 640 } });
        await go(page, on.bench);
        const seen = await page.evaluate("document.documentElement.scrollWidth");
        assert.equal(seen, width);
        const cut = await page.evaluate(`[...document.querySelectorAll("main *, header *, .clock *")]
          .filter((one) => one.checkVisibility() && getComputedStyle(one).clipPath === "none" && !one.closest(".unseen, thead"))
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).map((one) => one.outerHTML.slice(0, 120))`);
        assert.deepEqual(cut, []);
      });
    }
  }

  it("has one heading of the first level and the landmarks, on every page", async () => {
    const { page } = await on.open("new");
    for (const { name, go } of STOPS) {
      await go(page, on.bench);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, name);
      for (const landmark of ["banner", "navigation", "main", "contentinfo"] as const) {
        assert.equal(await page.getByRole(landmark).count(), 1, `${name}: ${landmark}`);
      }
    }
  });

  it("moves nothing for people who want no motion", async () => {
    const moving = `getComputedStyle(document.querySelector("#allow_offline_access"), "::after").transitionDuration`;
    const still = await on.open(`apis/${on.bench.apiId}`, { reducedMotion: "reduce" });
    assert.equal(await still.page.evaluate(moving), "0s");
    const usual = await on.open(`apis/${on.bench.apiId}`, { reducedMotion: "no-preference" });
    assert.notEqual(await usual.page.evaluate(moving), "0s");
  });
});
