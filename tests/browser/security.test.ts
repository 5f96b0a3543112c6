/** What other pages can do to the dashboard in a real browser: nothing. And what it does without its script: everything. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { openWindow } from "./support/chromium";
import { session } from "./support/session";

describe("the dashboard among other pages", () => {
  const on = session();

  let evil: Server;
  let html = "";
  before(async () => {
    evil = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
    await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
  });
  after(() => {
    evil.closeAllConnections();
    evil.close();
  });

  /**
   * A page of another site on the same machine: browsers keep pages of the network away from it anyway. What it does
   * wrong is not the dashboard's fault, so its window is not watched.
   */
  async function evilPage(text: string): Promise<Page> {
    html = text;
    const { page } = await openWindow(on.browser, on.bench.tenant.url);
    await page.goto(`http://localhost:${(evil.address() as AddressInfo).port}/`);
    return page;
  }

  const lifetime = async (): Promise<number> =>
    (await on.bench.manage("GET", `resource-servers/${on.bench.apiId}`)).token_lifetime;

  it("cannot be put into a frame", async () => {
    const { url } = on.bench.tenant;
    // The first address may be framed: what keeps the second out is not the test.
    for (const [address, word, shown] of [
      [`${url}/.well-known/jwks.json`, "kid", true],
      [on.bench.at(""), "Create API", false],
    ] as const) {
      const page = await evilPage(`<iframe src="${address}"></iframe>`);
      const [, frame] = page.frames();
      assert.equal(await frame?.evaluate(`document.body.innerText.includes("${word}")`), shown, address);
      await page.context().close();
    }
  });

  it("takes no form of another site, whatever it sends", async () => {
    for (const field of ["", `<input name="form_token" value="x">`]) {
      const page = await evilPage(`<form method="post" action="${on.bench.at(`apis/${on.bench.apiId}`)}">
        <input name="token_lifetime" value="2592000">${field}</form>`);
      const [response] = await Promise.all([
        page.waitForNavigation(),
        page.evaluate("document.forms[0].submit()"),
      ]);
      assert.equal(response?.status(), 403);
      await page.context().close();
    }
    assert.equal(await lifetime(), 900);
  });

  it("lets no script of another site read or set anything", async () => {
    const page = await evilPage("<p>Hello</p>");
    for (const [path, init] of [
      ["", "{}"],
      ["clock", "{}"],
      [
        "clock",
        `{ method: "POST", headers: { "content-type": "application/json" }, body: '{"advance":"30d"}' }`,
      ],
      ["clock", `{ method: "POST", body: '{"advance":"30d"}' }`],
      ["time", `{ method: "POST", body: new URLSearchParams({ advance: "30d" }), credentials: "include" }`],
    ] as const) {
      const url = JSON.stringify(on.bench.at(path));
      assert.equal(
        await page.evaluate(`fetch(${url}, ${init}).then(() => "read", () => "refused")`),
        "refused",
        path,
      );
      await page.evaluate(`fetch(${url}, { ...${init}, mode: "no-cors" }).catch(() => {})`);
    }
    assert.equal(on.bench.tenant.clock.now().toISOString(), "2026-03-01T00:00:00.000Z");
    await page.context().close();
  });

  it("does not answer to a name that somebody points at this machine (DNS rebinding)", async () => {
    const { page, context } = await openWindow(on.browser, on.bench.tenant.url);
    const { port } = new URL(on.bench.tenant.url);
    const response = await page.goto(`http://rebound.example:${port}/_tenant/`);
    assert.equal(response?.status(), 421);
    assert.equal(await page.getByText("Create API").count(), 0);
    await context.close();
  });

  it("runs nothing of what it shows", async () => {
    const attack = `"><img src=x onerror="window.owned=1"><script>window.owned=1</script>`;
    const identifier = `urn:${attack}`;
    const api = await on.bench.manage("POST", "resource-servers", {
      identifier,
      allow_offline_access: true,
      scopes: [{ value: attack.replaceAll(" ", "/"), description: attack }],
    });
    const { page } = await on.open("");
    for (const path of ["", `apis/${api.id}`, `issue?api=${api.id}`]) {
      await page.goto(on.bench.at(path));
      assert.equal(await page.evaluate("window.owned ?? 0"), 0, path);
      assert.equal(await page.locator("img[src=x]").count(), 0, path);
      assert.ok((await page.locator("main").innerText()).includes(`"><img src=x`), path);
    }
    await page.getByRole("button", { name: "Issue token" }).click();
    await page.getByRole("heading", { level: 1, name: "Token by" }).waitFor();
    assert.equal(await page.evaluate("window.owned ?? 0"), 0);
    // Were a hole found one day, the policy would still stop what came through it.
    assert.equal(
      await page.evaluate(`new Promise((resolve) => {
      addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      const script = document.createElement("script"); script.textContent = "window.owned = 1"; document.body.append(script);
    })`),
      "script-src-elem",
    );
    assert.equal(await page.evaluate("window.owned ?? 0"), 0);
    assert.match(on.takeFaults().join("\n"), /Content Security Policy/);
  });

  it("keeps no secret of a client in any page", async () => {
    const { page } = await on.open("issue");
    await page.getByRole("button", { name: "Issue token" }).click();
    await page.getByRole("heading", { level: 1, name: "Token by" }).waitFor();
    for (const path of ["", "issue", `apis/${on.bench.apiId}`]) {
      assert.doesNotMatch(await page.content(), /web-secret|local-admin-secret/);
      await page.goto(on.bench.at(path));
    }
  });

  it("works without its script", async () => {
    const { page } = await on.open(`apis/${on.bench.apiId}`, { javaScriptEnabled: false });
    await page.getByLabel("Token Expiration (Seconds)").fill("600");
    await page.getByRole("switch", { name: "Allow Offline Access" }).check();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Saved.").waitFor();
    assert.equal(await lifetime(), 600);
    await page.getByRole("link", { name: "Issue a token for this API" }).click();
    await page.getByRole("button", { name: "Issue token" }).click();
    await page.getByText("Alive, 10 minutes left").waitFor();
    await page.getByRole("button", { name: "Advance the clock by 1 hour" }).click();
    await page.getByText("Expired 50 minutes ago").waitFor();
    await page.getByRole("button", { name: "Use refresh token" }).click();
    await page.getByText("Alive, 10 minutes left").waitFor();
  });
});
