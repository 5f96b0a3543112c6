/** `apisettings review`: what a change would do to tokens, from what a preview produced. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { ConfigFile } from "../policy/rules/config/schema";
import { dayOf } from "../policy/rules/exemptions";
import { isApiSettingsError } from "../provider/model/errors";
import { PACKAGE } from "../provider/process/package-facts";
import { readInputs } from "../review/read/reading";
import { buildReport } from "../review/report/build";
import { counts } from "../review/report/findings";
import type { Report } from "../review/report/report";
import { configChanges } from "../review/trust/config-changes";
import { type LoadedConfig, loadConfig } from "./config-file";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import { refusal } from "./files";
import { type Git, gitFiles, PROCESS_GIT } from "./git-files";
import { readInput } from "./input";
import type { CommandIo } from "./io";
import { dayGiven } from "./policy-test";
import { FAIL_ON, type FailOn } from "./policy-verdict";
import { collect } from "./repeatable";
import { FORMAT_NAMES, type Format, parseOutput, render } from "./review-outputs";

/** What a JavaScript text can hold is not much more; an event log of 10,000 resources is some 100 MiB. */
const MAXIMUM_INPUT_BYTES = 400 * 1024 ** 2;

export interface ReviewFlags {
  config?: string;
  configFromRef?: string;
  failOn: FailOn;
  strict?: true;
  assert: readonly string[];
  users?: number;
  commit?: string;
  today?: string;
  format: Format;
  json?: true;
  out: readonly string[];
  projectFolder: string;
  reportUrl?: string;
}

const HELP = `
FILE is what a preview produced; several files of one run are joined:
  - pulumi preview --json > preview.json          (positions in the source)
  - an event log (--event-log) or streamed events (results of policy packs)
  - a saved state: pulumi stack export > state.json
- is the standard input. The form is found out from the content.

Both at once, in one run:
  PULUMI_DEBUG_COMMANDS=true pulumi preview --json --show-sames \\
    --event-log events.ndjson > preview.json
  apisettings review preview.json events.ndjson \\
    --out markdown=review.md --out html=review.html

Assertions: WHO [WHAT] OPERATOR VALUE. WHO is a tier, sensitive, all, or a name
(* stands for any text); WHAT is access (default), refresh, offline, online or a
flow.
  --assert "restricted <= 15m" --assert "sensitive offline = off"

In a pipeline, judge a pull request by the configuration of its base branch:
  apisettings review preview.json --config-from-ref origin/main`;

export function addReviewCommand(program: Command, io: CommandIo): void {
  program
    .command("review")
    .description("What a change would do to tokens, from what a preview produced.")
    .argument("<file...>", "previews, event logs, saved states; - is the standard input")
    .option("--config <file>", "the configuration; default: apisettings.config.json or .yaml here")
    .option("--config-from-ref <revision>", "take configuration, exemptions and baseline from this revision")
    .addOption(
      new Option("--fail-on <level>", "findings from which level on end with 3")
        .choices(FAIL_ON)
        .default("mandatory"),
    )
    .option("--strict", "end with 4 where something could not be evaluated")
    .option("--assert <property>", "a property that must hold; may be repeated", collect, [])
    .option("--users <number>", "users, for a forecast of token requests", wholeNumber)
    .option("--commit <sha>", "the commit that is reviewed, said in every report")
    .option("--today <day>", "the day in UTC, YYYY-MM-DD, by which exemptions end; default: today")
    .addOption(new Option("--format <format>", "what to print").choices(FORMAT_NAMES).default("terminal"))
    .option("--json", "the same as --format json")
    .option("--out <format=file>", "write a format to a file as well; may be repeated", collect, [])
    .option(
      "--project-folder <path>",
      "folder of Pulumi.yaml in the repository, for SARIF and annotations",
      "",
    )
    .option("--report-url <address>", "where the full report is, for comments that had to be shortened")
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action(async (paths: string[], flags: ReviewFlags) => io.endWith(await runReview(paths, flags, io)));
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number of users, such as 50000.");
}

export async function runReview(
  paths: readonly string[],
  flags: ReviewFlags,
  io: CommandIo,
  git: Git = PROCESS_GIT,
): Promise<ExitCode> {
  const outputs = flags.out.map(parseOutput);
  const { config, trustNotes } = judgedBy(flags, io, git);
  const now = io.now();
  const report = buildReport(await readAll(paths, io), {
    kind: "review",
    config: config.config,
    today: flags.today === undefined ? dayOf(now) : dayGiven(flags.today),
    version: PACKAGE.version,
    assertions: flags.assert,
    trustNotes,
    ...(flags.users !== undefined && { users: flags.users }),
    ...(flags.commit !== undefined && { commit: flags.commit }),
  });
  const colour = io.isTerminal && !io.noColour;
  const context = { now, colour, projectFolder: flags.projectFolder, reportUrl: flags.reportUrl };
  for (const { format, path } of outputs)
    io.files.write(path, render(format, report, { ...context, colour: false }));
  io.out(render(flags.json ? "json" : flags.format, report, context));
  return exitCodeOf(report, flags);
}

async function readAll(paths: readonly string[], { files }: CommandIo) {
  if (paths.filter((path) => path === "-").length > 1)
    throw refusal("- is given twice.", "There is one standard input.");
  const inputs = [];
  for (const path of paths) {
    const { source, text } = await readInput(path, "input", MAXIMUM_INPUT_BYTES, files);
    inputs.push({ name: source, chunks: [text] });
  }
  return readInputs(inputs);
}

/** The configuration that judges, and what the change itself makes of it. */
function judgedBy(
  flags: ReviewFlags,
  io: CommandIo,
  git: Git,
): { config: LoadedConfig; trustNotes: string[] } {
  if (flags.configFromRef === undefined)
    return { config: loadConfig(flags.config, io.files), trustNotes: [] };
  const baseFiles = gitFiles(flags.configFromRef, git);
  const onBase = flags.config === undefined || baseFiles.exists(flags.config);
  // A configuration that the change brings along does not judge it: the built-in one does.
  const config = loadConfig(onBase ? flags.config : undefined, baseFiles);
  return { config, trustNotes: changesOf(config.file, flags, io) };
}

function changesOf(base: ConfigFile, flags: ReviewFlags, io: CommandIo): string[] {
  try {
    return configChanges(base, loadConfig(flags.config, io.files).file);
  } catch (error) {
    if (!isApiSettingsError(error)) throw error;
    return [`The configuration of this change cannot be used: ${error.message}`];
  }
}

export function exitCodeOf(
  report: Report,
  { failOn, strict }: Pick<ReviewFlags, "failOn" | "strict">,
): ExitCode {
  const broken = report.assertions.some(({ holds }) => holds === "no");
  const found = failOn !== "never" && (broken || report.findings.some((finding) => counts(finding, failOn)));
  if (found) return EXIT.findings;
  if (report.verdict.word === "failed") return EXIT.previewFailed;
  const open =
    report.openQuestions.length > 0 ||
    report.inputNotes.length > 0 ||
    report.assertions.some(({ holds }) => holds === "not evaluated");
  return strict && open ? EXIT.notEvaluated : EXIT.fine;
}
