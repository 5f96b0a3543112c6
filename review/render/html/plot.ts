/** The arrow plot: for each lifetime a ring where it was, an arrowhead where it will be, and a dashed line for the limit. */
import type { LifetimeRow, Report, TokenChange } from "../../report/report";
import { factorOf, lifetimeArrow, type Weight, weightOf } from "../cells";
import { shorten } from "../text";
import { html, type Markup } from "./markup";
import { positionOf, scaleFor, TICKS, tickLabel } from "./scale";

const LEFT = 230;
const RIGHT = 790;
const WIDTH = 1_000;
const ROW = 30;
const TOP = 34;
/** More rows make no picture. */
const MOST_ROWS = 40;

interface Row {
  readonly name: string;
  readonly lifetime: LifetimeRow;
  readonly before: number | undefined;
  readonly after: number;
  readonly weight: Weight;
}

export function arrowPlot(report: Report): Markup | undefined {
  const rows = report.changes.flatMap((change) => rowsOf(change, report)).slice(0, MOST_ROWS);
  if (rows.length === 0) return undefined;
  const scale = scaleFor(
    rows.flatMap(({ before, after, lifetime }) => [before ?? 0, after, lifetime.limitSeconds ?? 0]),
    LEFT,
    RIGHT,
  );
  const height = TOP + rows.length * ROW + 8;
  return html`<figure class="scroll" tabindex="0" role="group" aria-label="Lifetimes before and after, drawn to a logarithmic scale"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${rows.map(inWords).join("; ")}">
${TICKS.map((tick) => {
  const x = positionOf(tick, scale);
  return html`<line class="grid" x1="${x}" y1="${TOP - 10}" x2="${x}" y2="${height}"/><text class="faint" x="${x}" y="16" text-anchor="middle">${tickLabel(tick)}</text>`;
})}
${rows.map((row, index) => drawRow(row, TOP + index * ROW + ROW / 2, (seconds) => positionOf(seconds, scale)))}
</svg></figure>`;
}

function rowsOf(change: TokenChange, report: Report): Row[] {
  return change.lifetimes.flatMap((lifetime) => {
    const { before, after } = lifetime;
    if (after.state !== "known") return [];
    const then = before.state === "known" ? before.value : undefined;
    const weight = lifetime.overLimit
      ? "bad"
      : weightOfRow(then, after.value, weightOf(change, report.findings));
    return [
      { name: `${change.name}, ${SHORT[lifetime.of]}`, lifetime, before: then, after: after.value, weight },
    ];
  });
}

const SHORT = { access: "access", web: "implicit", anonymous: "anonymous", refresh: "refresh" } as const;

function weightOfRow(before: number | undefined, after: number, whole: Weight): Weight {
  if (before === undefined) return whole === "bad" ? "same" : whole;
  if (after === before) return "same";
  return after < before ? "good" : "warn";
}

const inWords = ({ name, lifetime }: Row) => `${name}: ${lifetimeArrow(lifetime)}`;

function drawRow(
  { name, lifetime, before, after, weight }: Row,
  y: number,
  x: (seconds: number) => number,
): Markup {
  const end = x(after);
  const start = before === undefined ? end : x(before);
  const limit = lifetime.limitSeconds === undefined ? undefined : x(lifetime.limitSeconds);
  const direction = end >= start ? 1 : -1;
  const tip = `${end},${y} ${end - 9 * direction},${y - 5} ${end - 9 * direction},${y + 5}`;
  const moved = before !== undefined && before !== after;
  return html`<text x="0" y="${y + 4}">${shorten(name, 32)}</text>
${limit === undefined ? undefined : html`<line class="limit" x1="${limit}" y1="${y - 11}" x2="${limit}" y2="${y + 11}"/>`}
${moved ? html`<line class="arrow ${weight}" x1="${start}" y1="${y}" x2="${end}" y2="${y}"/><polygon class="head ${weight}" points="${tip}"/>` : undefined}
${moved ? html`<circle class="start" cx="${start}" cy="${y}" r="5"/>` : html`<circle class="head ${weight}" cx="${end}" cy="${y}" r="5"/>`}
<text ${weight === "bad" ? html`class="bad"` : undefined} x="${RIGHT + 16}" y="${y + 4}">${lifetimeArrow(lifetime)} ${factorOf(lifetime)}</text>`;
}
