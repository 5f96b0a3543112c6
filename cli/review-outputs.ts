/** The formats of a report, and where each goes. */
import { renderGithubAnnotations } from "../review/render/github-annotations";
import { renderHtml } from "../review/render/html/page";
import { renderJson } from "../review/render/json";
import { renderJunit } from "../review/render/junit";
import { renderMarkdown } from "../review/render/markdown/markdown";
import { markerKey } from "../review/render/markdown/marker";
import { renderSarif } from "../review/render/sarif";
import { renderTerminal } from "../review/render/terminal";
import type { Report } from "../review/report/report";
import { refusal } from "./files";

export interface RenderContext {
  readonly now: Date;
  readonly colour: boolean;
  /** Folder of Pulumi.yaml, relative to the root of the repository. */
  readonly projectFolder: string;
  readonly reportUrl: string | undefined;
}

export const FORMATS = {
  terminal: (report, { colour }) => renderTerminal(report, { colour }),
  markdown: (report, context) =>
    renderMarkdown(report, {
      marker: {
        key: markerKey(report),
        at: context.now.getTime(),
        head: report.binding.commit,
        plan: report.binding.planHash,
      },
      ...(context.reportUrl !== undefined && { reportUrl: context.reportUrl }),
    }),
  "github-summary": (report, context) =>
    renderMarkdown(report, {
      maximumCharacters: 1_000_000,
      ...(context.reportUrl !== undefined && { reportUrl: context.reportUrl }),
    }),
  "github-annotations": (report, { projectFolder }) => renderGithubAnnotations(report, { projectFolder }),
  html: (report, { now }) => renderHtml(report, { now }),
  json: (report) => renderJson(report),
  sarif: (report, { projectFolder }) => renderSarif(report, { projectFolder }),
  junit: (report) => renderJunit(report),
} as const satisfies Record<string, (report: Report, context: RenderContext) => string>;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

export interface Output {
  readonly format: Format;
  readonly path: string;
}

/** "html=review.html"; throws `invalid-input`. */
export function parseOutput(text: string): Output {
  const at = text.indexOf("=");
  const name = text.slice(0, at);
  const path = text.slice(at + 1);
  const format = FORMAT_NAMES.find((one) => one === name);
  if (at > 0 && format !== undefined && path !== "") return { format, path };
  throw refusal(
    `--out ${JSON.stringify(text)} is not of the form FORMAT=FILE.`,
    `FORMAT is one of ${FORMAT_NAMES.join(", ")}.`,
  );
}

export function render(format: Format, report: Report, context: RenderContext): string {
  return FORMATS[format](report, context);
}
