/** One page of each kind, with something on it. */
import type { Page } from "playwright-core";
import type { Bench } from "./tenant";

export interface Stop {
  name: string;
  /** Brings the window there. */
  go(page: Page, bench: Bench): Promise<void>;
}

const LONG = `https://long.example/${"path-without-end".repeat(20)}`;

const pressed = async (page: Page, button: string): Promise<void> => {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.waitForLoadState();
};

export const STOPS: readonly Stop[] = [
  {
    name: "the list of APIs",
    async go(page, bench) {
      await bench.manage("POST", "resource-servers", { identifier: LONG, allow_offline_access: true });
      await page.goto(bench.at(""));
    },
  },
  {
    name: "a new API that was refused",
    async go(page, bench) {
      await page.goto(bench.at("new"));
      await pressed(page, "Create");
    },
  },
  { name: "settings", go: (page, bench) => page.goto(bench.at(`apis/${bench.apiId}`)).then(() => {}) },
  {
    name: "settings that were saved",
    async go(page, bench) {
      await page.goto(bench.at(`apis/${bench.apiId}`));
      await page.getByLabel("Token Expiration (Seconds)").fill("600");
      await pressed(page, "Save changes");
    },
  },
  {
    name: "settings that were refused",
    async go(page, bench) {
      await page.goto(bench.at(`apis/${bench.apiId}`));
      await page.getByLabel("Token Expiration (Seconds)").fill("99999999");
      await pressed(page, "Save changes");
    },
  },
  {
    name: "settings of a system API",
    async go(page, bench) {
      await page.goto(bench.at(""));
      await page.getByRole("link", { name: "Auth0 Management API" }).click();
    },
  },
  {
    name: "the panel that issues",
    go: (page, bench) => page.goto(bench.at(`issue?api=${bench.apiId}`)).then(() => {}),
  },
  {
    name: "tokens that live",
    async go(page, bench) {
      await bench.manage("PATCH", `resource-servers/${bench.apiId}`, { allow_offline_access: true });
      await page.goto(bench.at(`issue?api=${bench.apiId}`));
      await page.getByLabel("Hybrid").check();
      await pressed(page, "Issue token");
      await page.locator("summary").first().click();
    },
  },
  {
    name: "a token that has expired, and was refused",
    async go(page, bench) {
      await page.goto(bench.at(`issue?api=${bench.apiId}`));
      await pressed(page, "Issue token");
      bench.tenant.clock.advance("1h");
      await pressed(page, "Call /userinfo with it");
    },
  },
  {
    name: "a flow that was refused",
    async go(page, bench) {
      await page.goto(bench.at(`issue?api=${bench.apiId}`));
      await page.getByLabel("Client credentials").check();
      await pressed(page, "Issue token");
    },
  },
];
