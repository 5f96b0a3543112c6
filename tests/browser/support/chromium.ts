/** A real Chromium: on Linux x64 the one that npm brings, elsewhere the Chrome that is installed. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { packedChromium } from "./packed";

/** Nothing but pages: no calls home. Without the sandbox, which needs rights that containers do not have. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // What a DNS server of somebody else's could say of its own name.
  "--host-resolver-rules=MAP rebound.example 127.0.0.1",
];

export async function launch(): Promise<Browser> {
  if (process.platform === "linux" && process.arch === "x64") {
    const { path, env } = await packedChromium();
    return chromium.launch({ executablePath: path, args: ARGUMENTS, env: { ...process.env, ...env } });
  }
  return chromium.launch({ channel: "chrome", args: ARGUMENTS });
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** What went wrong in the page, and every request that left for elsewhere. Nothing is allowed to stand here. */
  faults: string[];
}

/** A window of its own: no cookies, nothing cached; its faults are written down from the first moment. */
export async function openWindow(
  browser: Browser,
  home: string,
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    // Chromium reports each answer of 400 as an error; the dashboard gives it with a form that is refused.
    const refusedForm =
      /status of 400/.test(message.text()) && message.location().url.startsWith(`${home}/_tenant/`);
    if (["error", "warning"].includes(message.type()) && !refusedForm) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${home}/`)) faults.push(`Request to ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A page that one leaves gives up what it was asking for.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") faults.push(`Failed: ${request.url()}`);
  });
  return { page, context, faults };
}
