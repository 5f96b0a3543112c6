/** A new API: name, identifier, signing algorithm; everything else has its default, and its place in the settings. */

import type { Dashboard } from "../host";
import { describedBy, flag, html, NOTHING } from "../html";
import { page } from "../layout";
import { problemText } from "./fields";
import { choicesOf, settingNamed } from "./settings";

export interface CreateState {
  form?: URLSearchParams;
  problems?: Readonly<Record<string, string>>;
  refusal?: string;
}

export const CREATE_PATH = "/_tenant/new";

export function createPage(
  dashboard: Dashboard,
  { form, problems = {}, refusal }: CreateState = {},
): Promise<Response> {
  const algorithm = settingNamed("signing_alg");
  const chosen = form?.get("signing_alg") ?? String(algorithm?.field.default);
  const options = (algorithm === undefined ? [] : choicesOf(algorithm)).map(
    (name) => html`<option value="${name}"${flag("selected", name === chosen)}>${name}</option>`,
  );
  const input = (wire: string, label: string, help: string) => {
    const problem = problems[wire];
    return html`<div class="field"><label for="${wire}">${label}</label>
<input id="${wire}" name="${wire}" value="${form?.get(wire) ?? ""}" required autocomplete="off" spellcheck="false"${describedBy(problem && `${wire}-problem`, `${wire}-help`)}${problem === undefined ? NOTHING : html` aria-invalid="true"`}>
${problemText(wire, problem)}<p class="help" id="${wire}-help">${help}</p></div>`;
  };
  const list = [...Object.entries(problems)];
  const failed = list.length > 0 || refusal !== undefined;
  const message = failed
    ? html`<div class="message bad" role="alert" tabindex="-1" autofocus><p><strong>No API was created.</strong></p>
<ul>${list.map(([wire, text]) => html`<li><a href="#${wire}">${text}</a></li>`)}${refusal === undefined ? NOTHING : html`<li>${refusal}</li>`}</ul></div>`
    : NOTHING;
  const body = html`<p class="back"><a href="/_tenant/">APIs</a></p><h1>Create API</h1>${message}
<form method="post" action="${CREATE_PATH}" class="card narrow" novalidate>${dashboard.formToken.field()}
${input("name", "Name", "For people only, such as Orders. Without < and >.")}
${input("identifier", "Identifier", "What clients send as audience, and what stands in aud. A URL is usual; it need not exist, and cannot be changed later.")}
<div class="field"><label for="signing_alg">${algorithm?.label ?? ""}</label><select id="signing_alg" name="signing_alg" aria-describedby="signing_alg-help">${options}</select>
<p class="help" id="signing_alg-help">${algorithm?.help ?? ""}</p></div>
<p class="actions"><button class="primary">Create</button> <a class="button" href="/_tenant/">Cancel</a></p></form>`;
  const title = `${failed ? "Error: " : ""}Create API`;
  return page(dashboard, { title, section: "apis", body, status: failed ? 400 : 200, here: CREATE_PATH });
}
