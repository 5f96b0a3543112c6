/** Everything by keyboard alone, and every stop of it to be seen. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { session } from "./support/session";

/** What has the focus: its role's word, its name, and whether a person sees that. */
const FOCUS = `(() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const label = one.labels?.[0]?.innerText.trim().split("\\n")[0];
  const text = one.textContent.replaceAll(/\\s+/g, " ").trim();
  return {
    name: label ?? text,
    tag: one.localName,
    visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
})()`;

interface Focus {
  name: string;
  tag: string;
  visible: boolean;
}

describe("by keyboard alone", () => {
  const on = session();
  const focus = (page: Page) => page.evaluate(FOCUS) as Promise<Focus>;

  /** Presses Tab until the element with this name has the focus. Every stop on the way must be visible. */
  async function tabTo(page: Page, name: string, limit = 60): Promise<void> {
    for (let presses = 0; presses < limit; presses += 1) {
      await page.keyboard.press("Tab");
      const at = await focus(page);
      assert.ok(at.visible || at.tag === "body", `the focus cannot be seen on ${at.tag} "${at.name}"`);
      if (at.name === name) return;
    }
    assert.fail(`Tab does not reach "${name}".`);
  }

  it("skips to the content", async () => {
    const { page } = await on.open("");
    await page.keyboard.press("Tab");
    assert.equal((await focus(page)).name, "Skip to content");
    assert.ok(await page.getByRole("link", { name: "Skip to content" }).isVisible());
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal((await focus(page)).name, "Create API");
  });

  it("creates an API, allows offline access, issues a token, lets it die, and refreshes it", async () => {
    const { page } = await on.open("");
    await tabTo(page, "Create API");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Create API" }).waitFor();
    await tabTo(page, "Name");
    await page.keyboard.type("Orders");
    await tabTo(page, "Identifier");
    await page.keyboard.type("https://orders.example/");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();

    await tabTo(page, "Token Expiration (Seconds)");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("900");
    await tabTo(page, "Allow Offline Access");
    await page.keyboard.press("Space");
    await tabTo(page, "Save changes");
    await page.keyboard.press("Enter");
    await page.getByText("Saved.").waitFor();
    // Focus stands on what was saved: the way back is short.
    assert.match((await focus(page)).name, /^Saved\./);

    await page.keyboard.press("Shift+Tab");
    assert.equal((await focus(page)).name, "Issue a token for this API");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Issue a token" }).waitFor();
    await tabTo(page, "Authorization code");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal((await focus(page)).name, "Hybrid");
    await tabTo(page, "Issue token");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Token by hybrid" }).waitFor();

    await tabTo(page, "Advance the clock by 1 hour");
    await page.keyboard.press("Enter");
    await page.getByText("Expired 45 minutes ago").first().waitFor();
    assert.equal((await focus(page)).name, "Advance the clock by 1 hour", "the focus stays where it was");
    await tabTo(page, "Use refresh token");
    await page.keyboard.press("Space");
    await page.getByText("Alive, 15 minutes left").waitFor();
  });

  it("opens and shuts what is masked", async () => {
    const { page } = await on.open(`issue?api=${on.bench.apiId}`);
    await tabTo(page, "Issue token");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Token by" }).waitFor();
    const token = page.locator("pre[aria-label='access token']");
    assert.equal(await token.isVisible(), false);
    await tabTo(page, "Show access token eyJh••••••••");
    await page.keyboard.press("Enter");
    assert.match(await token.innerText(), /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/);
    await page.keyboard.press("Enter");
    assert.equal(await token.isVisible(), false);
  });
});
