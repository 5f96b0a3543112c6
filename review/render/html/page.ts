/** A report as one page: no network, no script, readable in light, dark, print and on a telephone. */
import { createHash } from "node:crypto";
import type { LifetimeRow, Report, ReviewFinding, TokenChange, VerdictWord } from "../../report/report";
import {
  assertionInWords,
  factorOf,
  limitOf,
  loadInWords,
  placeOf,
  switchInWords,
  timeInWords,
  VERDICT_TITLE,
  weightOf,
} from "../cells";
import { html, type Markup, trusted } from "./markup";
import { arrowPlot } from "./plot";
import { STYLE } from "./style";
import { timeline } from "./timeline";

export interface HtmlOptions {
  /** The moment from which the timeline counts. */
  readonly now: Date;
}

const VERDICT_CLASS: Readonly<Record<VerdictWord, string>> = {
  failed: "bad",
  blocked: "bad",
  "not evaluated": "warn",
  attention: "warn",
  fine: "good",
  "nothing changes": "good",
};

export function renderHtml(report: Report, { now }: HtmlOptions): string {
  const where = [report.project, report.stack].filter((part) => part !== undefined).join(" / ");
  const title = `${VERDICT_TITLE[report.verdict.word]}: token ${report.kind}${where === "" ? "" : ` of ${where}`}`;
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const plot = arrowPlot(report);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${trusted(hash)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
${verdict(report, where)}
${report.trustNotes.map((note) => html`<p class="note"><strong>In this pull request:</strong> ${note}</p>`)}
${plot === undefined ? undefined : html`<h2>Before and after</h2>${plot}<p class="faint">Ring: as it is. Arrowhead or dot: after this change. Dashed: the limit of its tier. The scale is logarithmic.</p>`}
${report.changes.length === 0 ? undefined : html`<h2>What changes</h2>${report.changes.map((change) => card(change, report))}`}
${others(report)}
${timeline(report, now)}
${list(
  "Not evaluated",
  report.openQuestions.map(({ message }) => message),
)}
${list("Assertions", report.assertions.map(assertionInWords))}
${list(
  "Fixed",
  report.fixed.map(({ rule, name }) => `${rule}: ${name ?? ""}`),
)}
${list(
  "Exempted or known",
  report.findings
    .filter(({ standing }) => standing !== "open")
    .map(
      ({ rule, name, standingReason, problem }) =>
        `${rule}: ${name ?? ""}, ${standingReason ?? ""}. ${problem}`,
    ),
)}
${list("Exemptions", report.exemptionNotes)}
${list("Inputs", report.inputNotes)}
${unchanged(report.unchanged)}
</main>
<footer>
<p>apisettings ${report.binding.version}${report.binding.commit === undefined ? "" : `, commit ${report.binding.commit}`}, plan ${report.binding.planHash}</p>
<p>Read from ${report.binding.inputs.join(", ")}.${report.binding.packs.length === 0 ? "" : ` Policy packs: ${report.binding.packs.map(({ name, version }) => `${name} ${version}`).join(", ")}.`}</p>
</footer>
</body>
</html>
`;
  return page.text;
}

function verdict({ verdict: { word, headline }, counts, stack }: Report, where: string): Markup {
  const figures: readonly (readonly [number, string])[] = [
    [counts.changed, "APIs change"],
    [counts.mandatory, "mandatory"],
    [counts.advisory, "advisory"],
    [counts.notEvaluated, "not evaluated"],
    ...(counts.fixed > 0 ? [[counts.fixed, "fixed"] as const] : []),
  ];
  return html`<header class="verdict ${VERDICT_CLASS[word]}"><p class="word ${VERDICT_CLASS[word]}">${VERDICT_TITLE[word]}</p>
<h1>${headline}</h1>
<p class="faint">${where === "" ? (stack ?? "") : where}</p></header>
<ul class="figures">${figures.map(([number, label]) => html`<li><b>${number}</b>${label}</li>`)}</ul>`;
}

function card(change: TokenChange, report: Report): Markup {
  const weight = weightOf(change, report.findings);
  const findings = change.findings
    .flatMap((index) => report.findings[index] ?? [])
    .filter(({ standing }) => standing === "open");
  const sentences: readonly (readonly [string, string | undefined])[] = [
    ["For a thief", change.forAttackers],
    ["For users", change.forUsers],
    ...change.notes.map((note) => ["Note", note] as const),
    ["Load", loadInWords(change)],
    ["Clients", change.clients?.join(", ")],
    ["Also changes", change.otherChanges.length > 0 ? change.otherChanges.join(", ") : undefined],
  ];
  return html`<article class="card ${weight}"><div class="head"><h3>${change.name}</h3><span class="tag">${change.tier}</span><span class="tag">${change.operation}</span><span class="faint">${placeOf(change)}</span></div>
${change.warnings.map((warning) => html`<p class="note">${warning}</p>`)}
${change.lifetimes.length + change.refresh.length === 0 ? undefined : rows(change)}
${sentences.map(([title, text]) => (text === undefined ? undefined : html`<p><strong>${title}:</strong> ${text}</p>`))}
${findings.length === 0 ? undefined : html`<ul>${findings.map(findingItem)}</ul>`}
<p class="faint">${change.typeTitle}; tier ${change.tier}, ${change.tierSource}</p></article>`;
}

function rows(change: TokenChange): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Settings of ${change.name}"><table><thead><tr><th scope="col">Tokens</th><th scope="col">before</th><th scope="col">after</th><th scope="col">factor</th><th scope="col">limit</th></tr></thead><tbody>
${change.lifetimes.map(lifetimeRow)}
${change.refresh.map((row) => html`<tr><th scope="row">${row.access} refresh tokens</th><td>${switchInWords(row.before)}</td><td>${switchInWords(row.after)}</td><td></td><td></td></tr>`)}
</tbody></table></div>`;
}

function lifetimeRow(row: LifetimeRow): Markup {
  return html`<tr><th scope="row">${row.label}</th><td title="${seconds(row.before)}">${timeInWords(row.before)}</td><td ${row.overLimit ? html`class="over"` : undefined} title="${seconds(row.after)}">${timeInWords(row.after)}</td><td>${factorOf(row)}</td><td title="${row.limitSource ?? ""}">${limitOf(row)}</td></tr>`;
}

function seconds(value: LifetimeRow["before"]): string {
  return value.state === "known" && Number.isFinite(value.value) ? `${value.value} s` : timeInWords(value);
}

function findingItem({ rule, level, severity, problem, wayOut, pack, since }: ReviewFinding): Markup {
  const facts = [level, severity, pack && `pack ${pack}`, since === "before" ? "not new" : undefined].filter(
    (fact) => fact !== undefined && fact !== "",
  );
  return html`<li class="finding ${level === "advisory" ? "warn" : "bad"}"><b>${rule}</b> <span class="faint">(${facts.join(", ")})</span><br>${problem} ${wayOut}</li>`;
}

/** Findings of resources that do not change, and of none. */
function others({ changes, findings }: Report): Markup | undefined {
  const drawn = new Set(changes.flatMap((change) => change.findings));
  const rest = findings.filter((finding, index) => !drawn.has(index) && finding.standing === "open");
  return rest.length === 0
    ? undefined
    : html`<h2>In what does not change</h2><ul>${rest.map(findingItem)}</ul>`;
}

function list(title: string, lines: readonly string[]): Markup | undefined {
  return lines.length === 0
    ? undefined
    : html`<h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function unchanged(changes: readonly TokenChange[]): Markup | undefined {
  if (changes.length === 0) return undefined;
  const line = ({ name, tier, lifetimes }: TokenChange) =>
    html`<tr><th scope="row">${name}</th><td>${tier}</td><td>${lifetimes.map((row) => `${row.label} ${timeInWords(row.after)}`).join(", ")}</td></tr>`;
  return html`<details><summary><strong>${changes.length} unchanged</strong></summary><div class="scroll" tabindex="0" role="group" aria-label="What does not change"><table><thead><tr><th scope="col">Name</th><th scope="col">tier</th><th scope="col">tokens live</th></tr></thead><tbody>${changes.map(line)}</tbody></table></div></details>`;
}
