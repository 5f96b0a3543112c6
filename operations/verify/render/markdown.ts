/** A verification in Markdown of GitHub and GitLab. */
import { markdownText } from "../../../review/render/markdown/escape";
import type { Verification } from "../result";
import { countsInWords, detailsOf, NOTE } from "./words";

export function verifyMarkdown(verification: Verification): string {
  const rows = verification.results.map((result) => {
    const details = detailsOf(result).map(markdownText).join("<br>");
    return `| ${markdownText(result.name)} | ${result.state} | ${details} |`;
  });
  return [
    `**${markdownText(countsInWords(verification))}** (${markdownText(verification.domain)})`,
    ["| API | Result | Details |", "|---|---|---|", ...rows].join("\n"),
    `${markdownText(NOTE)}\n`,
  ].join("\n\n");
}
