/**
 * A report as a comment on a pull request. Stays within a number of characters by leaving out detail in steps, the least
 * needed first, and says what it left out; text is never cut in the middle.
 */
import type { Report, ReviewFinding, TokenChange } from "../../report/report";
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
  weightOf,
} from "../cells";
import { plainLine } from "../text";
import { bars } from "./bars";
import { markdownText } from "./escape";
import { type Marker, markerLine } from "./marker";

export interface MarkdownOptions {
  /** Hidden first line by which the comment is found again; left out for a job summary. */
  readonly marker?: Marker;
  /** Most characters. Default: 60,000 (GitHub takes 65,536). */
  readonly maximumCharacters?: number;
  /** Address of the full report, said where detail was left out. */
  readonly reportUrl?: string;
}

/** What is shown; each step of shrinking takes something away. */
interface Detail {
  readonly rows: number;
  readonly details: boolean;
  readonly unchanged: boolean;
  readonly messages: number;
  readonly bars: boolean;
}

const STEPS: readonly Detail[] = [
  { rows: 200, details: true, unchanged: true, messages: 100, bars: true },
  { rows: 200, details: true, unchanged: false, messages: 100, bars: true },
  { rows: 100, details: false, unchanged: false, messages: 50, bars: true },
  { rows: 50, details: false, unchanged: false, messages: 20, bars: false },
  { rows: 20, details: false, unchanged: false, messages: 5, bars: false },
  { rows: 0, details: false, unchanged: false, messages: 0, bars: false },
];

export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const maximum = options.maximumCharacters ?? 60_000;
  const drawn = STEPS.map((detail, index) => () => draw(report, options, detail, index > 0));
  for (const step of drawn) {
    const text = step();
    if (text.length <= maximum) return text;
  }
  // Even the headline is too long: a name of thousands of characters. What is left says so.
  return [
    marker(options),
    `### ${ICON[report.verdict.word]} ${VERDICT_TITLE[report.verdict.word]}`,
    "",
    countsInWords(report.counts),
    "",
    "Everything else was left out: it does not fit into a comment.",
    "",
  ].join("\n");
}

const ICON: Readonly<Record<Report["verdict"]["word"], string>> = {
  failed: "⛔",
  blocked: "⛔",
  "not evaluated": "❔",
  attention: "⚠️",
  fine: "✅",
  "nothing changes": "✅",
};
const MARK = { bad: "⛔", warn: "⚠️", good: "🟢", same: "▫️" } as const;

const marker = ({ marker: given }: MarkdownOptions) => (given === undefined ? "" : markerLine(given));

function draw(report: Report, options: MarkdownOptions, detail: Detail, shortened: boolean): string {
  const { verdict, changes, counts } = report;
  const where = [report.project, report.stack]
    .flatMap((part) => (part === undefined ? [] : [`**${markdownText(part)}**`]))
    .join(" / ");
  const blocks = [
    marker(options),
    `### ${ICON[verdict.word]} ${VERDICT_TITLE[verdict.word]} — ${markdownText(verdict.headline)}`,
    [where, `${counts.changed} change, ${counts.unchanged} unchanged`, countsInWords(counts)]
      .filter((part) => part !== "")
      .join(" · "),
    ...report.trustNotes
      .slice(0, Math.max(detail.messages, 1))
      .map((note) => `> [!WARNING]\n> ${markdownText(note)}`),
    moreNotes(report.trustNotes.length - Math.max(detail.messages, 1)),
    table(report, changes.slice(0, detail.rows)),
    changes.length > detail.rows
      ? `${changes.length - detail.rows} more changes are in the full report.`
      : "",
    detail.bars ? bars(changes.slice(0, 20)) : "",
    messages(report, detail.messages),
    section(
      "Not evaluated",
      report.openQuestions.map(({ message }) => message),
      detail,
    ),
    section("Assertions", report.assertions.map(assertionInWords), detail),
    section("Inputs", report.inputNotes, detail),
    section("Exemptions", report.exemptionNotes, detail),
    detail.details ? settled(report) : "",
    detail.unchanged ? unchanged(report) : "",
    footer(report, options, shortened),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function moreNotes(left: number): string {
  return left > 0 ? `> [!WARNING]\n> ${left} more changes of the rules are in the full report.` : "";
}

function table(report: Report, changes: readonly TokenChange[]): string {
  if (changes.length === 0) return "";
  const rows = changes.map((change) => {
    const open = change.findings
      .flatMap((index) => report.findings[index] ?? [])
      .filter(({ standing }) => standing === "open");
    const place = placeOf(change);
    const cells = [
      MARK[weightOf(change, report.findings)],
      [
        `**${markdownText(change.name)}**`,
        change.tier,
        change.operation === "update" ? "" : change.operation,
        place === "" ? "" : markdownText(place),
      ]
        .filter((part) => part !== "")
        .join("<br>"),
      change.lifetimes.map((row) => lifetimeCell(row)).join("<br>"),
      change.refresh.map((row) => `${row.access}: ${refreshArrow(row)}`).join("<br>"),
      [change.forAttackers, change.forUsers, ...change.notes, loadInWords(change)]
        .flatMap((part) => (part === undefined ? [] : [markdownText(part)]))
        .concat(change.warnings.map((warning) => `**${markdownText(warning)}**`))
        .join("<br>"),
      open.length === 0
        ? "✅"
        : open
            .map(({ rule, level }) => `${level === "advisory" ? "⚠️" : "❌"} ${markdownText(rule)}`)
            .join("<br>"),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| | API | Tokens live | Refresh tokens | What it means | Policies |",
    "|:-:|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function lifetimeCell(row: TokenChange["lifetimes"][number]): string {
  const parts = [factorOf(row), row.overLimit ? `**${limitOf(row)}**` : limitOf(row)].filter(
    (part) => part !== "",
  );
  const extra = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return `${row.label}: ${lifetimeArrow(row)}${extra}`;
}

function messages({ findings }: Report, most: number): string {
  const open = findings.filter(({ standing }) => standing === "open");
  const shown = open.slice(0, most).map((finding) => `- ${findingLine(finding)}`);
  if (open.length === 0) return "";
  const rest = open.length - shown.length;
  return [
    "#### What to do",
    ...shown,
    ...(rest > 0 ? [`- ${rest} more findings are in the full report.`] : []),
  ].join("\n");
}

function findingLine({
  rule,
  level,
  severity,
  problem,
  wayOut,
  pack,
  since,
  position,
}: ReviewFinding): string {
  const facts = [level, severity, pack && `pack ${markdownText(pack)}`, since === "before" && "not new"]
    .filter(Boolean)
    .join(", ");
  const place = position === undefined ? "" : ` — ${markdownText(`${position.file}:${position.line}`)}`;
  return `**${markdownText(rule)}** (${facts})${place}: ${markdownText(problem)}${wayOut === undefined ? "" : ` ${markdownText(wayOut)}`}`;
}

function section(title: string, lines: readonly string[], { messages: most }: Detail): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, most).map((line) => `- ${markdownText(line)}`);
  const rest = lines.length - shown.length;
  return [`#### ${title}`, ...shown, ...(rest > 0 ? [`- ${rest} more are in the full report.`] : [])].join(
    "\n",
  );
}

function settled({ findings, fixed }: Report): string {
  const lines = [
    ...fixed.map(({ rule, name }) => `fixed: ${rule}, ${name ?? ""}`),
    ...findings
      .filter(({ standing }) => standing !== "open")
      .map(({ rule, name, standingReason }) => `${rule}, ${name ?? ""}: ${standingReason ?? ""}`),
  ];
  return collapsed("Fixed, exempted and known findings", lines);
}

function unchanged({ unchanged: apis }: Report): string {
  return collapsed(
    `${apis.length} unchanged`,
    apis.map(({ name, tier, lifetimes }) => `${name} (${tier}): ${lifetimes.map(lifetimeArrow).join(", ")}`),
  );
}

function collapsed(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return [
    `<details><summary>${title}</summary>`,
    "",
    ...lines.map((line) => `- ${markdownText(line)}`),
    "",
    "</details>",
  ].join("\n");
}

function footer({ binding }: Report, { reportUrl }: MarkdownOptions, shortened: boolean): string {
  const parts = [
    `apisettings ${binding.version}`,
    binding.commit === undefined ? "" : `commit ${markdownText(binding.commit.slice(0, 12))}`,
    `plan ${binding.planHash.slice(0, 12)}`,
    shortened
      ? `shortened to fit${reportUrl === undefined ? "" : `, [full report](${linkTarget(reportUrl)})`}`
      : "",
  ];
  return `<sub>${parts.filter((part) => part !== "").join(" · ")}</sub>`;
}

/** An address that is encoded already stays as it is; nothing in it ends the link. */
function linkTarget(address: string): string {
  const plain = URL.canParse(address) ? new URL(address).href : encodeURI(plainLine(address));
  return plain.replace(/[()<>]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
