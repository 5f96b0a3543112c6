/** The list of APIs. */
import { formatDuration } from "../../../provider/model/durations";
import { lifetimesOf } from "../../apis";
import type { ResourceServer } from "../../store/records";
import type { Dashboard } from "../host";
import { type Html, html, NOTHING } from "../html";
import { page } from "../layout";
import { counted, grouped } from "../words";

export function listPage(dashboard: Dashboard): Promise<Response> {
  const apis = dashboard.controls.context.store.resourceServers.find({});
  const body = html`<div class="heading"><div><h1>APIs</h1>
<p class="lead">How long the tokens of each API live, and whether they may be refreshed.</p></div>
<a class="button primary" href="/_tenant/new">Create API</a></div>
<div class="filter" data-filter-box hidden><label for="filter">Filter by name or identifier</label>
<input id="filter" type="search" autocomplete="off" spellcheck="false" data-filter="apis" aria-describedby="filter-count">
<p id="filter-count" role="status" data-filter-count>${counted(apis.length, "API")}</p></div>
<table class="apis" id="apis"><caption class="unseen">APIs of this tenant</caption>
<thead><tr><th scope="col">API</th><th scope="col">Token expiration</th><th scope="col">Offline access</th><th scope="col">Signed with</th></tr></thead>
<tbody>${apis.map(row)}</tbody></table>`;
  return page(dashboard, { title: "APIs", section: "apis", body, here: "/_tenant/" });
}

function row(api: ResourceServer): Html {
  const seconds = lifetimesOf(api).tokenLifetimeSeconds;
  const offline = api.allow_offline_access === true;
  return html`<tr data-filter-text="${`${nameOf(api)} ${api.identifier}`.toLowerCase()}">
<th scope="row"><a href="${apiAddress(api)}">${nameOf(api)}</a>${api.is_system === true ? html` <span class="tag">System</span>` : NOTHING}
<code class="identifier">${api.identifier}</code></th>
<td data-label="Token expiration"><span>${formatDuration(seconds)} <span class="quiet">${grouped(seconds)} s</span></span></td>
<td data-label="Offline access"><span class="mark" data-on="${String(offline)}">${offline ? "Allowed" : "Not allowed"}</span></td>
<td data-label="Signed with"><span>${String(api.signing_alg)}</span></td></tr>`;
}

/** APIs without a name are called by their identifier. */
export function nameOf({ name, identifier }: ResourceServer): string {
  return typeof name === "string" && name !== "" ? name : identifier;
}

export function apiAddress({ id }: ResourceServer): string {
  return `/_tenant/apis/${encodeURIComponent(id)}`;
}
