/** The countdown to a token's end, which follows the tenant's clock whoever moves it. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { session } from "./support/session";

describe("the countdown", () => {
  const on = session();
  const life = (page: Page) => page.getByRole("timer").first();
  const announcer = (page: Page) => page.locator("#announcer");

  /** The page of a token of the API; its timers run when the test says so. */
  async function token({ frozen = true } = {}): Promise<Page> {
    if (!frozen) on.bench.tenant.clock.resume();
    const { page } = await on.open(`issue?api=${on.bench.apiId}`);
    await page.clock.install();
    await page.getByRole("button", { name: "Issue token" }).click();
    await life(page).waitFor();
    return page;
  }

  async function secondsLeft(page: Page): Promise<number> {
    const [, minutes = "0", , seconds = "0"] =
      /Alive, (\d+) minutes?( (\d+) seconds?)? left/.exec(await life(page).innerText()) ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }

  it("runs by the second while the tenant's clock runs", async () => {
    const page = await token({ frozen: false });
    await page.clock.pauseAt(Date.now() + 1_000);
    const before = await secondsLeft(page);
    assert.ok(before > 880 && before <= 900, String(before));
    await page.clock.runFor(3_000);
    const between = before - (await secondsLeft(page));
    assert.ok(between >= 3 && between <= 4, `${between} s of 3`);
  });

  it("stands still while the tenant's clock stands still", async () => {
    const page = await token();
    // Shorter than it takes the script to look at the tenant's clock again.
    await page.clock.runFor(4_000);
    assert.equal(await life(page).innerText(), "Alive, 15 minutes left");
    assert.match(await page.locator("#clock").innerText(), /2026-03-01 00:00:00 UTC\s+stands still/);
  });

  it("shows the token's end when the clock is advanced, without another page, and says it aloud", async () => {
    const page = await token();
    const address = page.url();
    await page.evaluate("window.notReloaded = true");
    await page.getByRole("button", { name: "Advance the clock by 15 min" }).click();
    await page.getByText("Expired 0 seconds ago").waitFor();
    assert.equal(await life(page).getAttribute("data-state"), "dead");
    assert.equal(await announcer(page).textContent(), "Access token has expired.");
    assert.match(await page.locator("#clock").innerText(), /2026-03-01 00:15:00 UTC/);
    assert.equal(await page.evaluate("window.notReloaded"), true);
    assert.equal(page.url(), address);
    await page.getByRole("button", { name: "Call /userinfo with it" }).click();
    await page.getByText("/userinfo: 401 refused").waitFor();
  });

  it("brings it back to life when the clock is reset", async () => {
    const page = await token();
    await page.getByRole("button", { name: "Advance the clock by 30 days" }).click();
    await page.getByText("Expired 29 days 23 hours 45 minutes ago").waitFor();
    await page.getByRole("button", { name: "Reset the clock" }).click();
    await page.getByText("Alive, 15 minutes left").waitFor();
    assert.match((await announcer(page).textContent()) ?? "", /alive again/);
  });

  it("follows a clock that somebody else moves", async () => {
    const page = await token();
    on.bench.tenant.clock.advance("14m");
    await page.clock.runFor(6_000);
    await page.getByText("Alive, 1 minute left").waitFor();
    on.bench.tenant.clock.advance("2m");
    await page.clock.runFor(6_000);
    await page.getByText("Expired 1 minute ago").waitFor();
  });

  it("is told to screen readers at few moments, politely, and never by the second", async () => {
    const page = await token({ frozen: false });
    assert.equal(await announcer(page).getAttribute("aria-live"), "polite");
    assert.equal(await life(page).getAttribute("aria-live"), "off");
    await page.evaluate(
      "window.said = []; new MutationObserver(() => said.push(announcer.textContent)).observe(announcer, { childList: true })",
    );
    // The script asks for the tenant's clock in between, which would put it back to the true time.
    await page.route("**/_tenant/clock", (route) => route.abort("aborted"));
    await page.clock.fastForward(1_000);
    await page.clock.runFor(905_000);
    const said = (await page.evaluate("window.said")) as string[];
    assert.deepEqual(said, [
      "Access token: 5 minutes left.",
      "Access token: 1 minute left.",
      "Access token: 10 seconds left.",
      "Access token has expired.",
    ]);
  });
});
