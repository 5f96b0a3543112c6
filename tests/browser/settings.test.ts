/** An API's settings as a person changes them, and what a token says that is issued afterwards. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { session } from "./support/session";

const LIFETIME = "Token Expiration (Seconds)";

describe("settings of an API", () => {
  const on = session();

  it("reads seconds aloud while they are typed, and says at once what is too much", async () => {
    const { page } = await on.open(`apis/${on.bench.apiId}`);
    const human = page.locator("#token_lifetime-human");
    assert.equal(await human.textContent(), "= 15 minutes");
    for (const [typed, expected] of [
      ["5400", "= 1 hour 30 minutes"],
      ["86,400", "= 24 hours"],
      ["2592000", "= 30 days"],
      ["2592001", "More than 30 days, the most that the tenant takes"],
      ["-1", "Less than 0, the least that the tenant takes"],
      ["1.5", "Not a whole number of seconds"],
      ["", "Not a whole number of seconds"],
    ] as const) {
      await page.getByLabel(LIFETIME).fill(typed);
      assert.equal(await human.textContent(), expected);
    }
  });

  it("refuses what breaks a limit, with focus on the reason and a way to the field", async () => {
    const { page } = await on.open(`apis/${on.bench.apiId}`);
    await page.getByLabel(LIFETIME).fill("2592001");
    await page.getByRole("button", { name: "Save changes" }).click();
    const alert = page.getByRole("alert");
    assert.match(await alert.innerText(), /2592001 is more than the maximum of 2592000 s \(30 days\)/);
    assert.equal(await page.locator("[role=alert]:focus").count(), 1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#token_lifetime:target").count(), 1);
    assert.equal(await page.getByLabel(LIFETIME).inputValue(), "2592001");
    assert.equal((await on.bench.manage("GET", `resource-servers/${on.bench.apiId}`)).token_lifetime, 900);
  });

  it("changes the next token, and not the one that was issued", async () => {
    const { page } = await on.open(`issue?api=${on.bench.apiId}`);
    await issue(page);
    assert.match(await page.locator("main").innerText(), /Alive, 15 minutes left/);
    const first = page.url();

    await page.goto(on.bench.at(`apis/${on.bench.apiId}`));
    await page.getByLabel(LIFETIME).fill("300");
    await page.getByRole("button", { name: "Save changes" }).click();
    const message = page.getByRole("status").filter({ hasText: "Saved." });
    assert.match(
      await message.innerText(),
      /is now 300 s \(5 minutes\)\. It reaches tokens issued from now on; 1 issued token keeps its, until 2026-03-01 00:15:00 UTC/,
    );
    assert.match(
      await page.getByRole("region", { name: "Who changed what" }).innerText(),
      /This dashboard · Update a resource server\s+Token Expiration \(Seconds\): 300 s \(5 minutes\)/,
    );

    await page.getByRole("link", { name: "Issue a token for this API" }).click();
    await issue(page);
    assert.match(await page.locator("main").innerText(), /Alive, 5 minutes left/);
    await page.goto(first);
    assert.match(
      await page.locator("main").innerText(),
      /Alive, 15 minutes left[\s\S]*The setting is 300 s \(5 minutes\) by now/,
    );
  });

  it("switches offline access: a refresh token comes afterwards, and not before", async () => {
    const { page } = await on.open(`issue?api=${on.bench.apiId}`);
    await issue(page);
    const refresh = page.getByRole("region", { name: "Refresh token" });
    assert.match(await refresh.innerText(), /Not issued[\s\S]*the API does not allow offline access/);
    assert.equal(await page.getByRole("button", { name: "Use refresh token" }).count(), 0);

    await page.getByRole("link", { name: "Banking" }).click();
    const toggle = page.getByRole("switch", { name: "Allow Offline Access" });
    assert.equal(await toggle.isChecked(), false);
    await toggle.check();
    await page.getByRole("button", { name: "Save changes" }).click();
    assert.equal(await toggle.isChecked(), true);
    assert.equal(
      (await on.bench.manage("GET", `resource-servers/${on.bench.apiId}`)).allow_offline_access,
      true,
    );

    await page.getByRole("link", { name: "Issue a token for this API" }).click();
    await issue(page);
    assert.match(await refresh.innerText(), /Issued[\s\S]*the API allowed offline access/);
    await page.getByRole("button", { name: "Advance the clock by 1 hour" }).click();
    await page.getByText("Expired 45 minutes ago").waitFor();
    await page.getByRole("button", { name: "Use refresh token" }).click();
    await page.getByText("Alive, 15 minutes left").waitFor();
  });

  it("filters the list", async () => {
    await on.bench.manage("POST", "resource-servers", { name: "To-do", identifier: "urn:todo" });
    const { page } = await on.open("");
    const names = () => page.locator("tbody th a").filter({ visible: true }).allInnerTexts();
    assert.deepEqual(await names(), ["Auth0 Management API", "Banking", "To-do"]);
    await page.getByLabel("Filter by name or identifier").fill("BANK");
    assert.deepEqual(await names(), ["Banking"]);
    assert.equal(await page.locator("#filter-count").textContent(), "1 of 3 APIs");
    await page.getByLabel("Filter by name or identifier").fill("urn:todo");
    assert.deepEqual(await names(), ["To-do"]);
  });

  async function issue(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Issue token" }).click();
    await page.getByRole("heading", { level: 1, name: "Token by" }).waitFor();
  }
});
