/** Form fields of the pages: a label, an input, what it means, what is wrong with it. */
import { formatDuration } from "../../../provider/model/durations";
import type { Json } from "../../../provider/model/values";
import { describedBy, flag, type Html, html, NOTHING } from "../html";
import { durationWithSeconds, grouped } from "../words";
import { scopesText } from "./change";
import { choicesOf, rangeOf, type Setting } from "./settings";

export interface FieldState {
  value: Json;
  /** As the person typed it, where that was refused. */
  typed?: string | undefined;
  problem?: string | undefined;
  /** The tenant lets nobody change it. */
  locked: boolean;
}

export function settingField(setting: Setting, state: FieldState): Html {
  switch (setting.kind) {
    case "toggle":
      return toggle(setting, state);
    case "seconds":
      return secondsField(setting, state);
    case "choice":
      return choice(setting, state);
    case "scopes":
      return area(setting, state);
    case "text":
      return textField(setting, state);
  }
}

/** What comes below every field, and how the input names it. */
function around(
  { field, help }: Setting,
  { problem, locked }: FieldState,
): { below: Html; attributes: Html } {
  const { wire } = field;
  const lockedText = locked ? html` <span class="tag">Cannot be changed on this API</span>` : NOTHING;
  const below = html`${problemText(wire, problem)}<p class="help" id="${wire}-help">${help}${lockedText}</p>`;
  const invalid = problem === undefined ? NOTHING : html` aria-invalid="true"`;
  return { below, attributes: html`${describedBy(problem && `${wire}-problem`, `${wire}-help`)}${invalid}` };
}

export function problemText(wire: string, problem: string | undefined): Html {
  return problem === undefined ? NOTHING : html`<p class="problem" id="${wire}-problem">${problem}</p>`;
}

function textField(setting: Setting, state: FieldState): Html {
  const { wire } = setting.field;
  const { below, attributes } = around(setting, state);
  return html`<div class="field"><label for="${wire}">${setting.label}</label>
<input id="${wire}" name="${wire}" value="${state.typed ?? String(state.value ?? "")}" autocomplete="off"${attributes}${flag("readonly", state.locked)}>${below}</div>`;
}

function secondsField(setting: Setting, state: FieldState): Html {
  const { wire, default: standard } = setting.field;
  const { min, max } = rangeOf(setting);
  const { below, attributes } = around(setting, state);
  const seconds = Number(state.value);
  return html`<div class="field"><label for="${wire}">${setting.label}</label>
<div class="with-unit"><input id="${wire}" name="${wire}" value="${state.typed ?? String(seconds)}" inputmode="numeric" autocomplete="off" data-seconds data-min="${String(min)}" data-max="${String(max)}"${attributes}${flag("readonly", state.locked)}>
<output for="${wire}" id="${wire}-human">${state.typed === undefined ? `= ${formatDuration(seconds)}` : ""}</output></div>
${below}<p class="limits">From ${grouped(min)} to ${grouped(max)} (${formatDuration(max)}). Default ${durationWithSeconds(Number(standard))}.</p></div>`;
}

function choice(setting: Setting, state: FieldState): Html {
  const { wire } = setting.field;
  const { below, attributes } = around(setting, state);
  const current = state.typed ?? String(state.value);
  const options = choicesOf(setting).map(
    (name) => html`<option value="${name}"${flag("selected", name === current)}>${name}</option>`,
  );
  // A select cannot be read-only, and a disabled one is passed over by the keyboard: a text says the same.
  const input = state.locked
    ? html`<input id="${wire}" value="${current}" readonly${attributes}>`
    : html`<select id="${wire}" name="${wire}"${attributes}>${options}</select>`;
  return html`<div class="field"><label for="${wire}">${setting.label}</label>${input}${below}</div>`;
}

function toggle(setting: Setting, state: FieldState): Html {
  const { wire } = setting.field;
  const { below, attributes } = around(setting, state);
  const on = state.typed === undefined ? state.value === true : state.typed === "on";
  return html`<div class="field switch"><input type="checkbox" role="switch" id="${wire}" name="${wire}" value="on"${attributes}${flag("checked", on)}${flag("disabled", state.locked)}>
<label for="${wire}">${setting.label}</label>${below}</div>`;
}

function area(setting: Setting, state: FieldState): Html {
  const { wire } = setting.field;
  const { below, attributes } = around(setting, state);
  const text = state.typed ?? scopesText(state.value);
  const rows = Math.min(12, Math.max(3, text.split("\n").length + 1));
  return html`<div class="field"><label for="${wire}">${setting.label}</label>
<textarea id="${wire}" name="${wire}" rows="${String(rows)}" spellcheck="false"${attributes}${flag("readonly", state.locked)}>
${text}</textarea>${below}</div>`;
}
