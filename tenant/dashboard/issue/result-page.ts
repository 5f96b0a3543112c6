/** What a flow brought: each access token with its countdown and its reasons, the refresh token, the requests. */
import type { ResourceServer } from "../../store/records";
import { apiAddress, nameOf } from "../apis/list-page";
import type { Dashboard } from "../host";
import { type Html, html, NOTHING } from "../html";
import { page } from "../layout";
import { time } from "../words";
import { decode } from "./decode";
import { ISSUE_PATH } from "./form-page";
import { FLOW_NAMES, lifetimeReason, refreshReason } from "./reasons";
import type { AccessToken, Kept, SentRequest } from "./shelf";
import { lifeBadge, maskedToken, membersTable, resultAddress } from "./token-parts";

export function resultPage(dashboard: Dashboard, kept: Kept): Promise<Response> {
  const { asked } = kept;
  const { context } = dashboard.controls;
  const api = asked.api && context.store.resourceServers.get(asked.api.id);
  const client = context.store.clients.get(asked.clientId);
  const flow = kept.from === undefined ? FLOW_NAMES[asked.flow] : "Refresh token";
  const body = html`<p class="back"><a href="${ISSUE_PATH}">Issue a token</a></p>
<h1>${kept.error === undefined ? "Token" : "No token"} by ${flow.toLowerCase()}</h1>
<p class="lead">For ${target(kept, api)}, by the client ${client?.name ?? ""} <code>${asked.clientId}</code>${kept.from === undefined ? NOTHING : html`, with the refresh token of <a href="/_tenant/tokens/${kept.from}">an earlier result</a>`}.</p>
${kept.error === undefined ? NOTHING : refused(dashboard, kept, api)}
${kept.accessTokens.map((token, index) => accessTokenCard(dashboard, kept, api, { token, index }))}
${kept.error === undefined ? refreshCard(dashboard, kept, api) : NOTHING}
${typeof kept.idToken === "string" ? idTokenCard(kept.idToken) : NOTHING}
${requestsCard(kept.requests)}`;
  const title =
    kept.error === undefined ? `Token by ${flow.toLowerCase()}` : `No token by ${flow.toLowerCase()}`;
  return page(dashboard, { title, section: "issue", body, here: resultAddress(kept) });
}

function target({ asked }: Kept, api: ResourceServer | undefined): Html {
  if (asked.api === undefined) return html`the user profile only`;
  if (api === undefined) return html`<code>${asked.api.identifier}</code> (deleted since)`;
  return html`<a href="${apiAddress(api)}">${nameOf(api)}</a>`;
}

function refused(dashboard: Dashboard, kept: Kept, api: ResourceServer | undefined): Html {
  return html`<div class="message bad" role="alert" tabindex="-1" autofocus><p><strong>The tenant gave no token.</strong></p><p><code>${kept.error ?? ""}</code></p></div>
${lacksGrant(kept) && api !== undefined ? grantOffer(dashboard, kept, api) : NOTHING}`;
}

/** A machine gets tokens for an API that a client grant gives it: here the dashboard can help. */
function lacksGrant({ asked, error = "" }: Kept): boolean {
  return asked.flow === "client_credentials" && error.includes("client-grant");
}

function grantOffer({ formToken }: Dashboard, kept: Kept, api: ResourceServer): Html {
  return html`<section class="card" aria-labelledby="grant"><h2 id="grant">Authorize the client</h2>
<p>A machine needs a client grant for each API. This makes one that gives <code>${kept.asked.clientId}</code> every scope of ${nameOf(api)}, and tries again.</p>
<form method="post" action="${resultAddress(kept)}/grant" class="actions">${formToken.field()}<button>Create client grant</button></form></section>`;
}

function accessTokenCard(
  dashboard: Dashboard,
  kept: Kept,
  api: ResourceServer | undefined,
  { token, index }: { token: AccessToken; index: number },
): Html {
  const { context } = dashboard.controls;
  const now = context.clock.nowSeconds();
  const title =
    kept.accessTokens.length === 1 ? "Access token" : `Access token ${index + 1}: ${FLOW_NAMES[token.flow]}`;
  const { text, since } = lifetimeReason(token, api);
  const id = `token-${index + 1}`;
  const calls = kept.profileCalls.filter((call) => call.token === index);
  return html`<section class="card" aria-labelledby="${id}" data-token="${title}"><div class="heading"><h2 id="${id}">${title}</h2>${lifeBadge(token, now)}</div>
<dl class="facts"><dt>Lives for</dt><dd>${text}${since === undefined ? NOTHING : html`<br><strong>${since}</strong>`}</dd>
<dt>Issued</dt><dd>${time(token.issuedAt)}, by <code>${token.from}</code></dd><dt>Expires</dt><dd>${time(token.expiresAt)} <span class="quiet">expires_in ${String(token.expiresInSeconds)}</span></dd>
<dt>Scope</dt><dd>${token.scope.length === 0 ? html`<span class="quiet">none</span>` : html`<code>${token.scope.join(" ")}</code>`}</dd></dl>
${inside(token)}
${maskedToken("access token", token.token)}
<form method="post" action="${resultAddress(kept)}/userinfo" class="actions">${dashboard.formToken.field()}<input type="hidden" name="token" value="${String(index)}"><button>Call /userinfo with it</button></form>
${calls.map(
  ({ at, status, text: said }) =>
    html`<div class="call" data-ok="${String(status === 200)}"><p><strong>/userinfo: ${String(status)} ${status === 200 ? "accepted" : "refused"}</strong> <span class="quiet">${time(at)}</span></p><pre tabindex="0" aria-label="What /userinfo said"><code>${said}</code></pre></div>`,
)}</section>`;
}

function inside({ token }: AccessToken): Html {
  const { form, header, claims } = decode(token);
  switch (form) {
    case "opaque":
      return html`<p class="note">It is opaque: a name for something that the tenant remembers, with nothing to read in it. Only /userinfo takes it.</p>`;
    case "encrypted":
      return html`<p class="note">It is encrypted to the API’s key: only the API can read what it says.</p>${membersTable("Header", header ?? {})}`;
    case "jwt":
      return html`<div class="decoded">${membersTable("Header", header ?? {})}${membersTable("Claims", claims ?? {})}</div>`;
  }
}

function refreshCard(dashboard: Dashboard, kept: Kept, api: ResourceServer | undefined): Html {
  const { refreshToken } = kept;
  const reason = refreshReason(dashboard.controls.context, kept, api);
  const use =
    refreshToken === undefined
      ? NOTHING
      : html`${maskedToken("refresh token", refreshToken)}
<form method="post" action="${resultAddress(kept)}/refresh" class="actions">${dashboard.formToken.field()}<button>Use refresh token</button></form>`;
  const verdict = refreshToken === undefined ? "Not issued" : "Issued";
  return html`<section class="card" aria-labelledby="refresh"><div class="heading"><h2 id="refresh">Refresh token</h2>
<span class="mark" data-on="${String(refreshToken !== undefined)}">${verdict}</span></div><p>${reason}</p>${use}</section>`;
}

function idTokenCard(idToken: string): Html {
  const { header, claims } = decode(idToken);
  return html`<section class="card" aria-labelledby="id-token"><h2 id="id-token">ID token</h2>
<p>It tells the client who signed in, and is no key to any API. How long it lives is a setting of the client.</p>
<details><summary>Show what it says</summary><div class="decoded">${membersTable("Header", header ?? {})}${membersTable("Claims", claims ?? {})}</div></details></section>`;
}

function requestsCard(requests: readonly SentRequest[]): Html {
  const items = requests.map(
    ({
      method,
      path,
      parameters,
      outcome,
    }) => html`<li><p><code>${method} ${path}</code> <span class="quiet">answered ${outcome}</span></p>
<dl class="parameters">${parameters.map(([name, value]) => html`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>`)}</dl></li>`,
  );
  return html`<section class="card" aria-labelledby="requests"><h2 id="requests">Requests that were sent</h2><ol class="requests">${items}</ol></section>`;
}
