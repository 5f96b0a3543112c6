/** The frame of every page: head, navigation, the tenant's clock, and the headers that keep other pages out. */
import type { ClockState } from "../clock-control";
import { assetAddress } from "./assets";
import type { Dashboard } from "./host";
import { type Html, html, NOTHING } from "./html";
import { largestUnit, time } from "./words";

export type Section = "apis" | "issue";

export interface Page {
  title: string;
  section?: Section;
  body: Html;
  status?: number;
  /** Path with query of this page, to come back to after the clock was set. */
  here: string;
}

/** Nothing from elsewhere, nothing inline, and no page around this one. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export async function page(
  dashboard: Dashboard,
  { title, section, body, status, here }: Page,
): Promise<Response> {
  const { url, clockControl } = dashboard.controls;
  const link = (name: Section, href: string, text: string): Html =>
    html`<a href="${href}"${name === section ? html` aria-current="page"` : NOTHING}>${text}</a>`;
  const document = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Local tenant</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="${assetAddress("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${assetAddress("dashboard.css")}">
<script src="${assetAddress("dashboard.js")}" defer></script></head>
<body><a class="skip" href="#content">Skip to content</a>
<header class="top"><div class="frame">
<p class="brand"><a href="/_tenant/"><img src="${assetAddress("icon.svg")}" alt="" width="24" height="24">Local tenant</a> <span class="host">${new URL(url).host}</span></p>
<nav aria-label="Dashboard">${link("apis", "/_tenant/", "APIs")}${link("issue", "/_tenant/issue", "Issue a token")}</nav>
</div></header>
${clockBar(dashboard, clockControl.state(), here)}
<main id="content" class="frame" tabindex="-1">${body}</main>
<footer class="frame"><p>For development and tests. Nothing on this page leaves your machine.</p></footer>
<p id="announcer" class="unseen" role="status" aria-live="polite"></p></body></html>
`;
  return new Response(String(document), {
    status: status ?? 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      // With no-referrer, forms would say that they come from nowhere (Fetch standard, "append a request Origin header").
      "referrer-policy": "same-origin",
    },
  });
}

/** Durations as the clock takes them, and as buttons say them. */
const STEPS = [
  ["15m", "15 min"],
  ["1h", "1 hour"],
  ["1d", "1 day"],
  ["30d", "30 days"],
] as const;

function clockBar({ formToken }: Dashboard, clock: ClockState, here: string): Html {
  const steps = STEPS.map(
    ([value, text]) =>
      html`<button name="advance" value="${value}" class="ahead"><span class="unseen">Advance the clock by </span>${text}</button>`,
  );
  return html`<section class="clock" aria-label="The tenant's clock"><div class="frame">
<p id="clock" data-now="${String(Date.parse(clock.now))}" data-frozen="${String(clock.frozen)}">
<span class="label">Tenant time</span> <span class="now">${time(clock.nowSeconds)}</span>
<span class="drift" data-drift>${driftText(clock)}</span></p>
<form method="post" action="/_tenant/time" data-clock>${formToken.field()}<input type="hidden" name="here" value="${here}">
<span class="buttons">${steps}<button name="reset" value="true" class="plain">Reset<span class="unseen"> the clock</span></button></span></form>
</div></section>`;
}

/** How far the clock is from the machine's, in its largest unit; the script writes the same words after a change. */
function driftText({ frozen, offsetSeconds }: ClockState): string {
  const still = frozen ? "stands still, " : "";
  if (offsetSeconds === 0) return frozen ? "stands still" : "as on your machine";
  return `${still}${largestUnit(offsetSeconds)} ${offsetSeconds > 0 ? "ahead of" : "behind"} your machine`;
}

/** What a form leads to: the browser asks for the page anew, so that loading it again does nothing again. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "referrer-policy": "same-origin" } });
}

/** A page that says one thing. */
export function messagePage(
  dashboard: Dashboard,
  { title, status, text, here }: { title: string; status: number; text: string; here: string },
): Promise<Response> {
  const body = html`<h1>${title}</h1><p class="lead">${text}</p><p class="actions"><a class="button" href="/_tenant/">All APIs</a></p>`;
  return page(dashboard, { title, status, body, here });
}

export function notFoundPage(dashboard: Dashboard, text: string, here: string): Promise<Response> {
  return messagePage(dashboard, { title: "Not found", status: 404, text, here });
}
