/** The panel that issues tokens, and the tokens that it issued. */

import { scopesOf } from "../../apis";
import { grantTypesOf, isPublic } from "../../clients";
import type { ResourceServer } from "../../store/records";
import { apiAddress, nameOf } from "../apis/list-page";
import type { Dashboard } from "../host";
import { flag, type Html, html, NOTHING } from "../html";
import { page } from "../layout";
import { FLOW_NAMES } from "./reasons";
import { CHOICES, type Choice, type Kept } from "./shelf";
import { lifeBadge, resultAddress } from "./token-parts";

export const ISSUE_PATH = "/_tenant/issue";

const ABOUT: Readonly<Record<Choice, string>> = {
  authorization_code: "The user signs in, the client gets a code and exchanges it, with PKCE.",
  implicit: "/authorize gives the token to the browser itself.",
  hybrid: "/authorize gives a token at once, and a code that brings another.",
  client_credentials: "A machine in its own name; it needs a client grant for the API.",
  device_code: "A device without a browser; its user lets it in at /activate.",
  refresh_token: "The code flow with offline_access; its refresh token is exchanged at once.",
};

/** What the form stands at. */
export interface FormState {
  apiId: string;
  flow: Choice;
  clientId: string;
  profile: readonly string[];
  scope: string;
  offline: boolean;
  problem?: string;
}

export const PROFILE_CHOICES = ["openid", "profile", "email"] as const;

export const FRESH: FormState = {
  apiId: "",
  flow: "authorization_code",
  clientId: "",
  profile: ["openid", "profile"],
  scope: "",
  offline: true,
};

export function issuePage(dashboard: Dashboard, state: FormState): Promise<Response> {
  const { context } = dashboard.controls;
  const apis = context.store.resourceServers.find({});
  const body = html`<h1>Issue a token</h1>
<p class="lead">Performs the flow at this tenant’s own endpoints, with the requests that a client would send, and shows what came of it.</p>
${state.problem === undefined ? NOTHING : html`<div class="message bad" role="alert" tabindex="-1" autofocus><p>${state.problem}</p></div>`}
<div class="columns"><form method="post" action="${ISSUE_PATH}" class="card" novalidate>${dashboard.formToken.field()}
${flows(state)}
<div class="field"><label for="api">Token for</label><select id="api" name="api" aria-describedby="api-help" data-shows="scopes-of">
<option value=""${flag("selected", state.apiId === "")}>User profile only (no API)</option>${apis.map(
    (api) =>
      html`<option value="${api.id}"${flag("selected", api.id === state.apiId)}>${nameOf(api)}</option>`,
  )}</select><p class="help" id="api-help">Without an API the token is good at /userinfo only, and its lifetime is fixed.</p></div>
${clients(dashboard, state)}
<fieldset class="field"><legend>User profile scopes</legend><div class="inline">${PROFILE_CHOICES.map(
    (scope) =>
      html`<label class="tick"><input type="checkbox" name="profile" value="${scope}"${flag("checked", state.profile.includes(scope))}> ${scope}</label>`,
  )}</div><p class="help">Not sent with client credentials, which have no user.</p></fieldset>
<div class="field"><label for="scope">API scopes</label><input id="scope" name="scope" value="${state.scope}" autocomplete="off" spellcheck="false" aria-describedby="scope-help">
<p class="help" id="scope-help">With spaces between. Client credentials without any get all that are granted.</p>${apis.map((api) => scopeHints(api, state))}</div>
<div class="field switch"><input type="checkbox" role="switch" id="offline" name="offline" value="on" aria-describedby="offline-help"${flag("checked", state.offline)}>
<label for="offline">Ask for a refresh token</label><p class="help" id="offline-help">Adds offline_access. Whether one comes is the API’s and the client’s to say.</p></div>
<p class="actions"><button class="primary">Issue token</button></p></form>
<section class="card recent" aria-labelledby="recent"><h2 id="recent">Issued here</h2>${recent(dashboard)}</section></div>`;
  const status = state.problem === undefined ? 200 : 400;
  return page(dashboard, { title: "Issue a token", section: "issue", body, status, here: ISSUE_PATH });
}

function flows({ flow }: FormState): Html {
  return html`<fieldset class="field flows"><legend>Flow</legend>${CHOICES.map(
    (
      name,
    ) => html`<label class="option"><input type="radio" name="flow" value="${name}"${flag("checked", name === flow)}>
<span><strong>${FLOW_NAMES[name]}</strong> <span class="help">${ABOUT[name]}</span></span></label>`,
  )}</fieldset>`;
}

function clients({ controls }: Dashboard, { clientId }: FormState): Html {
  const options = controls.context.store.clients.find({}).map((client) => {
    const kind = isPublic(client) ? "public" : "with a secret";
    const name = `${client.name} (${client.client_id}, ${kind})`;
    return html`<option value="${client.client_id}"${flag("selected", client.client_id === clientId)}>${name}</option>`;
  });
  return html`<div class="field"><label for="client">Client</label><select id="client" name="client" aria-describedby="client-help">
<option value=""${flag("selected", clientId === "")}>The first that may use the flow</option>${options}</select>
<p class="help" id="client-help">Secrets stay in the tenant.</p></div>`;
}

/** Without the script only the chosen API's are shown. */
function scopeHints(api: ResourceServer, { apiId }: FormState): Html {
  const scopes = scopesOf(api).slice(0, 12);
  const hidden = api.id === apiId ? NOTHING : html` hidden`;
  const text =
    scopes.length === 0
      ? html`${nameOf(api)} has no scopes yet. <a href="${apiAddress(api)}#scopes">Add some</a>.`
      : html`${nameOf(api)} has ${scopes.map((scope) => html`<button type="button" class="chip" data-adds="${scope}">${scope}</button> `)}`;
  return html`<p class="hints" data-scopes-of="${api.id}"${hidden}>${text}</p>`;
}

function recent({ shelf, controls }: Dashboard): Html {
  const all = shelf.all();
  if (all.length === 0)
    return html`<p class="quiet">Nothing yet. Tokens that you issue stay listed here until the tenant stops.</p>`;
  const now = controls.context.clock.nowSeconds();
  return html`<ol class="plainlist">${all.map((kept) => recentItem(kept, now))}</ol>`;
}

function recentItem(kept: Kept, now: number): Html {
  const last = kept.accessTokens.at(-1);
  const what = kept.asked.api?.identifier ?? "User profile only";
  const flow = kept.from === undefined ? FLOW_NAMES[kept.asked.flow] : "Refresh token";
  return html`<li><a href="${resultAddress(kept)}">${flow}</a> <code class="identifier">${what}</code>
${last === undefined ? html`<span class="life" data-state="dead">Refused</span>` : lifeBadge(last, now)}</li>`;
}

/** The client that was chosen, or the first that the flow's grant is open to; machines need a grant for the API too. */
export function fittingClient({ controls }: Dashboard, { flow, clientId, apiId }: FormState): string {
  const { store } = controls.context;
  if (clientId !== "") return clientId;
  const grants = NEEDED[flow];
  const able = store.clients
    .find({})
    .filter((client) => grants.every((grant) => grantTypesOf(client).includes(grant)));
  const audience = store.resourceServers.get(apiId)?.identifier;
  const granted = able.find(
    ({ client_id }) => audience !== undefined && store.clientGrants.find({ client_id, audience }).length > 0,
  );
  return (flow === "client_credentials" ? (granted ?? able[0]) : able[0])?.client_id ?? "";
}

const NEEDED: Readonly<Record<Choice, readonly string[]>> = {
  authorization_code: ["authorization_code"],
  implicit: ["implicit"],
  hybrid: ["authorization_code", "implicit"],
  client_credentials: ["client_credentials"],
  device_code: ["urn:ietf:params:oauth:grant-type:device_code"],
  refresh_token: ["authorization_code", "refresh_token"],
};
