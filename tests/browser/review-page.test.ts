/** The page of a review in a real browser: no network, no script, nothing injected, readable in light, dark and narrow. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { renderHtml } from "../../review/render/html/page";
import { renderJunit } from "../../review/render/junit";
import type { Report } from "../../review/report/report";
import { DIGEST, EVENTS, preview, reportOf } from "../unit/review/report/support/reports";
import { launch, openWindow } from "./support/chromium";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const HOME = "http://review.test";
const NOW = new Date("2026-11-26T12:00:00Z");

const HOSTILE =
  "<script>document.title='owned'</script></style></title><img src=x onerror=\"document.title='owned'\">\u202e\u001b[31m'\" &amp; <!-- ]]>";

describe("the page of a review", () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const real = reportOf([DIGEST, EVENTS], { users: 50_000, assertions: ["restricted <= 15m"] });

  async function open(report: Report, options: BrowserContextOptions = {}) {
    const window = await openWindow(browser, HOME, options);
    await window.page.route(`${HOME}/**`, (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: renderHtml(report, { now: NOW }) }),
    );
    await window.page.goto(`${HOME}/`);
    return window;
  }

  for (const colorScheme of ["light", "dark"] as const) {
    it(`axe finds nothing, ${colorScheme}`, async () => {
      const { page, context } = await open(real, { colorScheme });
      // The page allows no script, so the check stands outside of it.
      const results = (await page.evaluate(
        `${AXE}; axe.run(document, ${JSON.stringify({ runOnly: { type: "tag", values: RULES } })})`,
      )) as AxeResults;
      const found = results.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
      );
      assert.deepEqual(found, []);
      assert.ok(
        results.passes.some(({ id }) => id === "color-contrast"),
        "contrast was looked at",
      );
      await context.close();
    });
  }

  for (const width of [320, 360, 640, 1_280]) {
    it(`fits into ${width} px`, async () => {
      const { page, context } = await open(real, { viewport: { width, height: 800 } });
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
      await context.close();
    });
  }

  it("says the verdict first, asks for nothing, and breaks no rule of its own policy", async () => {
    const { page, faults, context } = await open(real);
    const [first] = (await page.locator("main").innerText()).split("\n");
    assert.equal(first, "BLOCKED");
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    assert.equal(await page.getByRole("img").count(), 1, "the plot");
    assert.match(await page.locator("main").innerText(), /A token stolen now works until/);
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("runs and shows nothing of a hostile name but its text", async () => {
    const names = [
      preview(
        [{ op: "update", name: HOSTILE, before: { tokenLifetime: 60 }, after: { tokenLifetime: 2_592_000 } }],
        {},
        HOSTILE,
        HOSTILE,
      ),
    ];
    const report = reportOf(names, { commit: HOSTILE, trustNotes: [HOSTILE], assertions: ["all <= 1m"] });
    const { page, faults, context } = await open(report);
    assert.notEqual(await page.title(), "owned");
    assert.equal(await page.locator("script, img, style:not(head style)").count(), 0);
    assert.ok((await page.locator("main").innerText()).includes("<script>document.title='owned'</script>"));
    const content = await page.content();
    for (const character of ["\u202e", "\u001b"]) assert.ok(!content.includes(character));
    assert.deepEqual(faults, []);
    await context.close();
  });

  it("and its JUnit file is XML to a real parser, with every case once", async () => {
    const step = (identifier: string) => ({
      op: "update",
      before: { identifier, tokenLifetime: 60 },
      after: { identifier, tokenLifetime: 2_592_000 },
    });
    const names = [HOSTILE, "a\u0000b\u001bc", "a\ud800b\uffff", "orders"];
    const report = reportOf([
      preview(
        names.map((name, index) => ({ ...step(`https://api${index}.example`), name })),
        {},
        HOSTILE,
      ),
    ]);
    const { page, context } = await open(real);
    const read = `(() => {
      const parsed = new DOMParser().parseFromString(${JSON.stringify(renderJunit(report))}, "application/xml");
      return {
        error: parsed.querySelector("parsererror")?.textContent,
        names: [...parsed.querySelectorAll("testcase")].map((one) => one.getAttribute("name")),
        failures: parsed.querySelectorAll("failure").length,
        suite: parsed.querySelector("testsuite").getAttribute("name"),
      };
    })()`;
    const {
      error,
      names: cases,
      failures,
      suite,
    } = (await page.evaluate(read)) as {
      error: string | undefined;
      names: string[];
      failures: number;
      suite: string;
    };
    assert.equal(error, undefined);
    assert.equal(new Set(cases).size, cases.length);
    assert.equal(failures, names.length);
    assert.ok(suite.includes("<script>"), "text, not markup");
    await context.close();
  });

  it("stays small: 20 changes in less than 100 kB", () => {
    const steps = Array.from({ length: 20 }, (_, index) => ({
      op: "update",
      name: `api${index}`,
      before: { tokenLifetime: 300 },
      after: { tokenLifetime: 2_592_000, allowOfflineAccess: true },
    }));
    const page = renderHtml(reportOf([preview(steps)]), { now: NOW });
    assert.ok(Buffer.byteLength(page) < 100_000, `${Buffer.byteLength(page)} bytes`);
  });
});
