/** The result as people read it: a row per figure, a column per subject. */
import { FIGURES, type Figure, type FigureName } from "./figures";
import type { Summary } from "./statistics";

export interface Column {
  readonly name: string;
  readonly figures: Partial<Record<FigureName, Summary>>;
}

const ABSENT = "–";
const GAP = "  ";

export function table(columns: readonly Column[]): string {
  const names = (Object.keys(FIGURES) as FigureName[]).filter((name) =>
    columns.some(({ figures }) => figures[name] !== undefined),
  );
  const rows = [
    ["", ...columns.map(({ name }) => name)],
    ...names.map((name) => [
      `${FIGURES[name].title}, ${FIGURES[name].unit}`,
      ...columns.map(({ figures }) => cell(figures[name])),
    ]),
  ];
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  return rows
    .map((row) => row.map((text, index) => pad(text, widths[index] ?? 0, index)).join(GAP))
    .join("\n");
}

/** "median (minimum–maximum)" */
export function cell(summary: Summary | undefined): string {
  if (summary === undefined) return ABSENT;
  return `${number(summary.median)} (${number(summary.minimum)}–${number(summary.maximum)})`;
}

/** Whether the targets were met, a sentence for each. A target is for the median. */
export function verdicts(ours: Column): string[] {
  return (Object.entries(FIGURES) as [FigureName, Figure][]).flatMap(([name, { title, unit, target }]) => {
    const measured = ours.figures[name]?.median;
    if (target === undefined || measured === undefined) return [];
    const verdict = measured < target ? "met" : "MISSED";
    return [`${title}: ${number(measured)} ${unit}, target under ${target}: ${verdict}`];
  });
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function pad(text: string, width: number, index: number): string {
  return index === 0 ? text.padEnd(width) : text.padStart(width);
}
