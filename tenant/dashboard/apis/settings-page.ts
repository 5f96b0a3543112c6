/** The settings of one API: what they are, what a change means, and who made the last ones. */
import type { ResourceServer } from "../../store/records";
import type { Dashboard } from "../host";
import { type Html, html, NOTHING } from "../html";
import { page } from "../layout";
import { counted, fromNow, moment, time } from "../words";
import { activeRefreshTokens, issuedText } from "./effect";
import { settingField } from "./fields";
import { type HistoryEntry, historyOf } from "./history";
import { apiAddress, nameOf } from "./list-page";
import { isChangeable, SETTINGS, type Setting, settingValue } from "./settings";

/** What became of a form. */
export interface Outcome {
  /** What was saved, in sentences. */
  saved?: readonly string[];
  /** The form said what was so already. */
  unchanged?: boolean;
  /** What a person typed, where it was refused. */
  form?: URLSearchParams;
  problems?: Readonly<Record<string, string>>;
  /** What the Management API said. */
  refusal?: string;
}

const GROUPS: readonly { group: Setting["group"]; title: string }[] = [
  { group: "token", title: "Token settings" },
  { group: "access", title: "Access settings" },
  { group: "permissions", title: "Permissions" },
];

export function settingsPage(
  dashboard: Dashboard,
  api: ResourceServer,
  outcome: Outcome = {},
): Promise<Response> {
  const { context } = dashboard.controls;
  const address = apiAddress(api);
  const isLocked = (setting: Setting): boolean => !isChangeable(setting, api, context.names);
  const field = (setting: Setting): Html => {
    const { wire } = setting.field;
    const typed = setting.kind === "toggle" ? (outcome.form?.get(wire) ?? "off") : outcome.form?.get(wire);
    return settingField(setting, {
      value: settingValue(setting, api),
      typed: outcome.form === undefined ? undefined : (typed ?? undefined),
      problem: outcome.problems?.[wire],
      locked: isLocked(setting),
    });
  };
  const all = (group: Setting["group"]): Html[] => SETTINGS.filter((one) => one.group === group).map(field);
  const save = SETTINGS.every(isLocked)
    ? html`<p class="note">The tenant lets nobody change this API.</p>`
    : html`<p class="actions"><button class="primary">Save changes</button></p>`;
  const body = html`<p class="back"><a href="/_tenant/">APIs</a></p>
<div class="heading"><div><h1>${nameOf(api)}${api.is_system === true ? html` <span class="tag">System</span>` : NOTHING}</h1>
<p class="lead"><code>${api.identifier}</code></p></div>
<a class="button" href="/_tenant/issue?api=${api.id}">Issue a token for this API</a></div>
${message(outcome)}
<form method="post" action="${address}" novalidate data-settings>${dashboard.formToken.field()}
<section class="card" aria-labelledby="general"><h2 id="general">General settings</h2>
<dl class="facts"><dt>API id</dt><dd><code>${api.id}</code></dd><dt>Identifier (audience)</dt><dd><code>${api.identifier}</code> <span class="quiet">cannot be changed</span></dd>
${secretFact(api)}</dl>${all("general")}</section>
${GROUPS.map(
  ({ group, title }) => html`<section class="card" aria-labelledby="${group}"><h2 id="${group}">${title}</h2>
${group === "token" ? reach(dashboard, api) : NOTHING}${all(group)}</section>`,
)}${save}</form>
<section class="card" aria-labelledby="changes"><h2 id="changes">Who changed what</h2>${history(dashboard, api)}</section>`;
  const title = `${outcome.problems || outcome.refusal ? "Error: " : ""}${nameOf(api)}`;
  const status = outcome.problems || outcome.refusal ? 400 : 200;
  return page(dashboard, { title, section: "apis", body, status, here: address });
}

function secretFact(api: ResourceServer): Html {
  if (api.signing_secret === undefined) return NOTHING;
  return html`<dt>Signing secret</dt><dd><span class="masked">••••••••</span> <span class="quiet">set, not shown here</span></dd>`;
}

function reach({ controls }: Dashboard, api: ResourceServer): Html {
  const refreshTokens = activeRefreshTokens(controls.context, api);
  return html`<p class="note">A change of these does not touch tokens that exist. ${issuedText(controls.context, api)}
${refreshTokens === 0 ? NOTHING : html` ${counted(refreshTokens, "refresh token")} of this API can bring more.`}</p>`;
}

/** Where focus goes when the page comes back: a screen reader begins to read there. */
function message({ saved, unchanged, problems, refusal }: Outcome): Html {
  if (unchanged === true) {
    return html`<div class="message good" role="status" tabindex="-1" autofocus><p>Nothing was different, so nothing was changed.</p></div>`;
  }
  if (saved !== undefined && saved.length > 0) {
    return html`<div class="message good" role="status" tabindex="-1" autofocus><p><strong>Saved.</strong></p>${saved.map((text) => html`<p>${text}</p>`)}</div>`;
  }
  const list = Object.entries(problems ?? {});
  if (list.length === 0 && refusal === undefined) return NOTHING;
  return html`<div class="message bad" role="alert" tabindex="-1" autofocus><p><strong>Nothing was saved.</strong></p>
<ul>${list.map(([wire, text]) => html`<li><a href="#${wire}">${text}</a></li>`)}${refusal === undefined ? NOTHING : html`<li>${refusal}</li>`}</ul></div>`;
}

function history({ controls }: Dashboard, api: ResourceServer): Html {
  const { context } = controls;
  const entries = historyOf(context, api);
  if (entries.length === 0)
    return html`<p class="quiet">Nothing yet: the tenant’s log has no change of this API.</p>`;
  const now = context.clock.nowSeconds();
  return html`<ol class="history">${entries.map((entry) => historyItem(entry, now))}</ol>`;
}

function historyItem(entry: HistoryEntry, now: number): Html {
  const values = entry.values.map(({ label, value }) => html`<li>${label}: <code>${value}</code></li>`);
  const correlation =
    entry.correlationId === undefined ? NOTHING : html` · correlation id <code>${entry.correlationId}</code>`;
  return html`<li><p><strong>${entry.who}</strong> · ${entry.what}${entry.refusal === undefined ? NOTHING : html` <span class="tag bad">Refused</span>`}</p>
${values.length === 0 ? NOTHING : html`<ul class="values">${values}</ul>`}
${entry.refusal ? html`<p>${entry.refusal}</p>` : NOTHING}
<p class="quiet"><span title="${moment(entry.at)}">${fromNow(entry.at, now)}</span> (${time(entry.at)})${correlation}${entry.userAgent === "" ? NOTHING : html`<br>${entry.userAgent}`}</p></li>`;
}
