/** A report as commands to a runner of GitHub, which it shows at the lines of a pull request: worst first. */
import type { Report } from "../report/report";
import { plainLine } from "./text";

/** GitHub shows ten errors and ten warnings of a step. */
const MOST_OF_A_KIND = 10;

export interface AnnotationOptions {
  /** Folder of Pulumi.yaml, relative to the root of the repository. Default: the root. */
  readonly projectFolder?: string;
}

interface Annotation {
  readonly kind: "error" | "warning";
  readonly title: string;
  readonly text: string;
  readonly file: string | undefined;
  readonly line: number;
}

export function renderGithubAnnotations(
  report: Report,
  { projectFolder = "" }: AnnotationOptions = {},
): string {
  const all = annotationsOf(report, projectFolder);
  const lines = (["error", "warning"] as const).flatMap((kind) => {
    const own = all.filter((one) => one.kind === kind);
    if (own.length <= MOST_OF_A_KIND) return own.map(command);
    const shown = own.slice(0, MOST_OF_A_KIND - 1);
    const rest: Annotation = {
      kind,
      title: "apisettings",
      text: `${own.length - shown.length} more are in the report.`,
      file: undefined,
      line: 1,
    };
    return [...shown, rest].map(command);
  });
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function annotationsOf(report: Report, folder: string): Annotation[] {
  const path = (file: string | undefined) =>
    file === undefined ? undefined : folder === "" ? file : `${folder}/${file}`;
  return [
    ...report.assertions
      .filter(({ holds }) => holds === "no")
      .map(
        ({ text, counterexamples }): Annotation => ({
          kind: "error",
          title: `assertion ${text}`,
          text: counterexamples.join("; "),
          file: undefined,
          line: 1,
        }),
      ),
    ...report.findings
      .filter(({ standing }) => standing === "open")
      .map(
        ({ level, rule, problem, wayOut, position }): Annotation => ({
          kind: level === "advisory" ? "warning" : "error",
          title: rule,
          text: [problem, wayOut].filter((part) => part !== undefined).join(" "),
          file: path(position?.file),
          line: position?.line ?? 1,
        }),
      ),
    ...report.openQuestions.map(
      ({ rule, message, position }): Annotation => ({
        kind: "warning",
        title: `${rule}: not evaluated`,
        text: message,
        file: path(position?.file),
        line: position?.line ?? 1,
      }),
    ),
  ];
}

function command({ kind, title, text, file, line }: Annotation): string {
  const place = file === undefined ? "" : `file=${property(file)},line=${line},endLine=${line},`;
  return `::${kind} ${place}title=${property(title)}::${data(text)}`;
}

function data(text: string): string {
  return plainLine(text).replace(/%/g, "%25");
}

function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
