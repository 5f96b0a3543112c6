/** Pieces of the pages that show tokens: how long one lives yet, what is in it, and itself behind a door. */
import { formatDuration } from "../../../provider/model/durations";
import type { Json, JsonObject } from "../../../provider/model/values";
import { type Html, html, NOTHING } from "../html";
import { time } from "../words";
import type { AccessToken, Kept } from "./shelf";

export function resultAddress({ id }: Kept): string {
  return `/_tenant/tokens/${id}`;
}

/** "Alive · 14 minutes 59 seconds left". The script counts it down by the tenant's clock, and says so when it ends. */
export function lifeBadge({ expiresAt }: AccessToken, now: number): Html {
  const left = expiresAt - now;
  const state = left > 0 ? "alive" : "dead";
  const text = left > 0 ? `Alive, ${formatDuration(left)} left` : `Expired ${formatDuration(-left)} ago`;
  return html`<span class="life" role="timer" aria-live="off" data-state="${state}" data-expires="${String(expiresAt)}">${text}</span>`;
}

/** A token that can be looked at by who wants to: masked until then. */
export function maskedToken(name: string, token: string): Html {
  return html`<details class="token"><summary>Show ${name} <span class="masked" aria-hidden="true">${token.slice(0, 4)}••••••••</span></summary>
<pre tabindex="0" aria-label="${name}"><code>${token}</code></pre></details>`;
}

/** A header or claims, one a row, with what the numbers mean. */
export function membersTable(caption: string, members: JsonObject): Html {
  const rows = Object.entries(members).map(
    ([name, value]) =>
      html`<tr><th scope="row"><code>${name}</code></th><td><code>${JSON.stringify(value)}</code>${meaning(name, value)}</td></tr>`,
  );
  return html`<table class="members"><caption>${caption}</caption><tbody>${rows}</tbody></table>`;
}

const TIMES = new Set(["iat", "exp", "nbf", "auth_time"]);

function meaning(name: string, value: Json | undefined): Html {
  if (!TIMES.has(name) || typeof value !== "number") return NOTHING;
  return html` <span class="quiet">${time(value)}</span>`;
}
