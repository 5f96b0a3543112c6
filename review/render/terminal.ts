/** A report for people at a terminal and for the log of a pipeline: 80 columns, colour only where it is wanted. */
import type { Report, ReviewFinding, TokenChange, VerdictWord } from "../report/report";
import {
  assertionInWords,
  countsInWords,
  factorOf,
  lifetimeArrow,
  limitOf,
  loadInWords,
  placeOf,
  refreshArrow,
  VERDICT_TITLE,
  type Weight,
  weightOf,
} from "./cells";
import { type Colour, type Paint, painter } from "./paint";
import { logLines, pad, plainLine, shorten, width, wrap } from "./text";

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns to stay within. Default: 80. */
  readonly columns?: number;
}

const MARK: Readonly<Record<Weight, readonly [mark: string, style: Colour]>> = {
  bad: ["✖", "red"],
  warn: ["!", "yellow"],
  good: ["✔", "green"],
  same: ["·", "dim"],
};

const VERDICT_STYLE: Readonly<Record<VerdictWord, Colour>> = {
  failed: "red",
  blocked: "red",
  "not evaluated": "yellow",
  attention: "yellow",
  fine: "green",
  "nothing changes": "green",
};

export function renderTerminal(report: Report, options: TerminalOptions): string {
  const columns = options.columns ?? 80;
  const paint = painter(options.colour);
  const draw = new Drawing(report, columns, paint);
  return logLines([
    ...draw.head(),
    ...report.changes.flatMap((change) => draw.change(change)),
    ...draw.otherFindings(),
    ...draw.list(
      "not evaluated",
      report.openQuestions.map(({ message }) => message),
      "yellow",
    ),
    ...draw.list("assertions", report.assertions.map(assertionInWords), "red"),
    ...draw.list(
      "fixed",
      report.fixed.map(({ rule, name }) => `${rule}: ${name ?? ""}`),
      "green",
    ),
    ...draw.list(
      "exempted or known",
      report.findings.filter(({ standing }) => standing !== "open").map(standingLine),
      "dim",
    ),
    ...draw.list("exemptions", report.exemptionNotes, "yellow"),
    ...draw.list("inputs", report.inputNotes, "yellow"),
    ...draw.foot(),
  ]);
}

const standingLine = ({ rule, name, standingReason }: ReviewFinding) =>
  `${rule}: ${name ?? ""}, ${standingReason ?? ""}`;

/** Columns that a name has beside a long path. */
const SHORTEST_NAME = 24;

/** Keeps width and colour out of every signature. */
class Drawing {
  readonly #report: Report;
  readonly #columns: number;
  readonly #paint: Paint;

  constructor(report: Report, columns: number, paint: Paint) {
    this.#report = report;
    this.#columns = columns;
    this.#paint = paint;
  }

  head(): string[] {
    const { kind, project, stack, counts, verdict, trustNotes } = this.#report;
    const right = `${counts.changed} change, ${counts.unchanged} unchanged`;
    const where = plainLine([project, stack].filter((part) => part !== undefined).join("/"));
    const left = shorten(`apisettings ${kind}  ${where}`, this.#columns - width(right) - 2);
    const title = VERDICT_TITLE[verdict.word];
    return [
      `${this.#paint(pad(left, this.#columns - width(right)), "bold")}${right}`,
      ...this.#wrapped(`${title}  ${verdict.headline}`, 0, (line, index) =>
        index === 0
          ? `${this.#paint(title, "bold", VERDICT_STYLE[verdict.word])}${line.slice(title.length)}`
          : line,
      ),
      ...trustNotes.flatMap((note) =>
        this.#wrapped(`! ${note}`, 2, (line) => this.#paint(line, "yellow", "bold")),
      ),
    ];
  }

  change(change: TokenChange): string[] {
    const [mark, style] = MARK[weightOf(change, this.#report.findings)];
    const facts = shorten(
      [change.tier, change.operation, plainLine(placeOf(change))].filter((part) => part !== "").join("  "),
      this.#columns - SHORTEST_NAME - 5,
    );
    const name = shorten(plainLine(change.name), this.#columns - width(facts) - 5);
    const label = Math.max(
      ...[...change.lifetimes, ...refreshLabels(change)].map(({ label: text }) => width(text)),
      0,
    );
    return [
      "",
      ` ${this.#paint(mark, style)} ${this.#paint(name, "bold")}  ${facts}`,
      ...change.lifetimes.flatMap((row) =>
        this.#row(row.label, label, [lifetimeArrow(row), factorOf(row), limitOf(row)], row.overLimit),
      ),
      ...refreshLabels(change).flatMap(({ label: text, value }) => this.#row(text, label, [value], false)),
      ...this.#sentence("attackers", change.forAttackers),
      ...this.#sentence("users", change.forUsers),
      ...change.notes.flatMap((note) => this.#sentence("note", note)),
      ...this.#sentence("load", loadInWords(change)),
      ...this.#sentence("clients", change.clients?.join(", ")),
      ...this.#sentence(
        "also",
        change.otherChanges.length > 0 ? `${change.otherChanges.join(", ")} changes` : undefined,
      ),
      ...change.warnings.flatMap((warning) =>
        this.#wrapped(`! ${warning}`, 5, (line) => this.#paint(line, "yellow")),
      ),
      ...change.findings.flatMap((index) => this.#finding(this.#report.findings[index])),
    ];
  }

  /** Findings of resources that do not change, and of none. */
  otherFindings(): string[] {
    const drawn = new Set(this.#report.changes.flatMap(({ findings }) => findings));
    const rest = this.#report.findings.filter(
      (finding, index) => !drawn.has(index) && finding.standing === "open",
    );
    return rest.length === 0
      ? []
      : ["", " in what does not change", ...rest.flatMap((finding) => this.#finding(finding))];
  }

  list(title: string, lines: readonly string[], style: Colour): string[] {
    if (lines.length === 0) return [];
    return [
      "",
      ` ${this.#paint(title, "bold", style)}`,
      ...lines.flatMap((line) => this.#wrapped(`- ${line}`, 3)),
    ];
  }

  foot(): string[] {
    const { counts, verdict, binding } = this.#report;
    const title = this.#paint(VERDICT_TITLE[verdict.word], "bold", VERDICT_STYLE[verdict.word]);
    return [
      "",
      `${title}  ${countsInWords(counts)}`,
      this.#paint(`plan ${binding.planHash.slice(0, 12)}`, "dim"),
    ];
  }

  #finding(finding: ReviewFinding | undefined): string[] {
    if (finding === undefined || finding.standing !== "open") return [];
    const { rule, level, severity, problem, wayOut, pack, since } = finding;
    const [mark, style] = level === "advisory" ? MARK.warn : MARK.bad;
    const facts = [level, severity, pack && `pack ${pack}`, since === "before" && "not new"]
      .filter(Boolean)
      .join(", ");
    return [
      ...this.#wrapped(`${mark} ${rule} (${facts})`, 5, (line) => this.#paint(line, style)),
      ...this.#wrapped([problem, wayOut].filter((part) => part !== undefined).join(" "), 7),
    ];
  }

  #row(label: string, labelWidth: number, cells: readonly string[], over: boolean): string[] {
    const text = cells.filter((cell) => cell !== "").join("   ");
    const margin = `     ${pad(label, labelWidth)}  `;
    const room = this.#columns - width(margin);
    // Cells keep their distance where they fit; else they are broken between words, below one another.
    return (width(text) <= room ? [text] : wrap(text, room)).map(
      (line, index) =>
        `${index === 0 ? margin : " ".repeat(width(margin))}${over ? this.#paint(line, "red") : line}`,
    );
  }

  #sentence(title: string, text: string | undefined): string[] {
    return text === undefined ? [] : this.#wrapped(`${title}: ${text}`, 5);
  }

  #wrapped(
    text: string,
    indent: number,
    paint: (line: string, index: number) => string = (line) => line,
  ): string[] {
    const margin = " ".repeat(indent);
    return wrap(plainLine(text), this.#columns - indent).map(
      (line, index) => `${margin}${paint(line, index)}`,
    );
  }
}

function refreshLabels({ refresh }: TokenChange): { label: string; value: string }[] {
  return refresh.map((row) => ({ label: `${row.access} refresh tokens`, value: refreshArrow(row) }));
}
