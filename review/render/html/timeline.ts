/** "A token stolen now works until ...": what a lifetime means, said in dates. */

import { longest } from "../../report/meaning";
import type { Report } from "../../report/report";
import { shortTime } from "../../report/words";
import { html, type Markup } from "./markup";

export function timeline(report: Report, now: Date): Markup | undefined {
  const rows = report.changes.flatMap((change) => {
    const after = longest(change.lifetimes, "after");
    const before = longest(change.lifetimes, "before");
    return after === undefined || change.operation === "delete" ? [] : [{ change, before, after }];
  });
  if (rows.length === 0) return undefined;
  return html`<h2>A token stolen now works until …</h2>
<p class="faint">Now is ${moment(now.getTime())}. The longest-lived access token of each API; a token cannot be called back.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Until when a stolen token works"><table><thead><tr><th scope="col">API</th><th scope="col">as it is</th><th scope="col">after this change</th><th scope="col">refresh token</th></tr></thead><tbody>
${rows.map(({ change, before, after }) => {
  const refreshable = change.refresh.some(({ after: value }) => value.state === "known" && value.value);
  const longer = before !== undefined && after > before;
  return html`<tr><th scope="row">${change.name}</th><td>${before === undefined ? "–" : until(now, before)}</td><td ${longer ? html`class="over"` : undefined}>${until(now, after)}</td><td>${refreshable ? "a stolen one goes on fetching new tokens" : "none is issued"}</td></tr>`;
})}
</tbody></table></div>`;
}

function until(now: Date, seconds: number): string {
  if (seconds === Number.POSITIVE_INFINITY) return "for ever";
  return `${moment(now.getTime() + seconds * 1_000)} (${shortTime(seconds)})`;
}

/** "26 Nov 2026, 12:15 UTC" */
function moment(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return "beyond every calendar";
  const text = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  }).format(date);
  return `${text} UTC`;
}
