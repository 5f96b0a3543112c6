/** Sheets for a terminal: 80 columns, no colour. */
import { logLines, pad, plainLine, shorten, width, wrap } from "../../../review/render/text";
import type { Sheet, SheetTable } from "./sheet";

const COLUMNS = 80;
const GAP = 2;

export function explainTerminal(sheets: readonly Sheet[]): string {
  return logLines(sheets.flatMap((sheet, index) => [...(index === 0 ? [] : ["", ""]), ...sheetLines(sheet)]));
}

function sheetLines({ title, subtitle, tables, footnotes, notes }: Sheet): string[] {
  return [
    ...wrap(plainLine(title), COLUMNS),
    ...wrap(plainLine(subtitle), COLUMNS),
    ...tables.flatMap(tableLines),
    "",
    ...footnotes.flatMap((text, index) => hanging(`[${index + 1}]`.padEnd(5), text)),
    "",
    ...notes.flatMap((note) => hanging("- ", note)),
  ];
}

function tableLines({ heading, sentence, columns, rows }: SheetTable): string[] {
  const widths = widthsOf([columns, ...rows]);
  return [
    "",
    heading.toUpperCase(),
    ...wrap(plainLine(sentence), COLUMNS),
    ...(rows.length === 0 ? [] : ["", ...[columns, ...rows].flatMap((row) => rowLines(row, widths))]),
  ];
}

/** The first column in full; what is left is shared by need. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const needed = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ""))));
  const [first = 0, ...others] = needed;
  let spare = COLUMNS - first - GAP * others.length;
  return [
    first,
    ...others.map((need, index) => {
      const fair = Math.floor(spare / (others.length - index));
      const rest = others.slice(index + 1).reduce((sum, one) => sum + Math.min(one, fair), 0);
      const given = Math.min(need, Math.max(fair, spare - rest));
      spare -= given;
      return given;
    }),
  ];
}

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => wrap(plainLine(cell), widths[column] ?? 0));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, column) => pad(shorten(cell[line] ?? "", widths[column] ?? 0), widths[column] ?? 0))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

function hanging(mark: string, text: string): string[] {
  const lines = wrap(plainLine(text), COLUMNS - mark.length);
  return lines.map((line, index) => `${index === 0 ? mark : " ".repeat(mark.length)}${line}`);
}
