/** Sheets in Markdown of GitHub and GitLab. */
import { markdownText } from "../../../review/render/markdown/escape";
import type { Sheet, SheetTable } from "./sheet";

export function explainMarkdown(sheets: readonly Sheet[]): string {
  return `${sheets.map(sheetText).join("\n\n")}\n`;
}

function sheetText({ title, subtitle, tables, footnotes, notes }: Sheet): string {
  return [
    `## ${markdownText(title)}`,
    markdownText(subtitle),
    ...tables.flatMap(tableTexts),
    footnotes.map((text, index) => `${index + 1}. ${markdownText(text)}`).join("\n"),
    notes.map((note) => `- ${markdownText(note)}`).join("\n"),
  ].join("\n\n");
}

function tableTexts({ heading, sentence, columns, rows }: SheetTable): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(" | ")} |`;
  const table = [line(columns), `|${columns.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
  return [`### ${heading}`, markdownText(sentence), ...(rows.length === 0 ? [] : [table])];
}
