/** `apisettings policy baseline`: records today's findings, so that only new or worse ones count from now on. */
import { dirname, join, relative } from "node:path";
import type { Command } from "commander";
import { recordBaseline } from "../policy/rules/baseline";
import { type MergedBaseline, mergeBaseline } from "../policy/rules/baseline-merge";
import { dayOf } from "../policy/rules/exemptions";
import { ApiSettingsError } from "../provider/model/errors";
import { parseUrn } from "../review/read/urn";
import { BASELINE_FILE, type LoadedConfig, loadConfig, readBaseline } from "./config-file";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import type { CommandIo } from "./io";
import { paintFor } from "./paint";
import { baselineText } from "./policy-baseline-text";
import { type EvaluatedFile, evaluateFile } from "./policy-evaluation";

export interface BaselineFlags {
  file: readonly string[];
  config?: string;
  out?: string;
  dryRun?: true;
  json?: true;
}

const HELP = `
Each FILE is what one stack holds: pulumi stack export. (A preview leaves out
what does not change, unless it was made with --show-sames.) Entries of these
stacks are replaced by what is found today; those of other stacks stay.
Exempted findings are left out. A finding counts again as soon as its lifetime
gets worse than recorded.

Examples:
  pulumi stack export | apisettings policy baseline --file -
  apisettings policy baseline --file dev.json --file prod.json --dry-run`;

export function addPolicyBaselineCommand(policy: Command, io: CommandIo): void {
  policy
    .command("baseline")
    .description("Record the findings of today, so that only new or worse ones count.")
    .requiredOption("--file <file...>", "saved state of a stack; - is the standard input; repeatable")
    .option("--config <file>", "the configuration; default: apisettings.config.json or .yaml here")
    .option("--out <file>", `the baseline; default: the configuration's, else ${BASELINE_FILE} beside it`)
    .option("--dry-run", "write nothing, only say what would change")
    .option("--json", "print JSON")
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action(async (flags: BaselineFlags) => io.endWith(await runPolicyBaseline(flags, io)));
}

export interface BaselineResult extends MergedBaseline {
  readonly out: string;
  readonly written: boolean;
  /** What to write into the configuration so that the baseline is used; undefined where it is. */
  readonly toConfigure: { readonly config: string; readonly baseline: string } | undefined;
  readonly notes: readonly string[];
}

export async function runPolicyBaseline(flags: BaselineFlags, io: CommandIo): Promise<ExitCode> {
  const config = loadConfig(flags.config, io.files, "none");
  const today = dayOf(io.now());
  const stacks: EvaluatedFile[] = [];
  for (const path of flags.file) {
    stacks.push(whole(await evaluateFile(path, { config: config.config, today }, io)));
  }
  const out = flags.out ?? config.baselinePath ?? besideConfig(config);
  const before = readBaseline(out, io.files, "none") ?? config.file.baseline;
  const covered = new Set(stacks.flatMap(({ resources }) => resources.map(({ urn }) => stackOf(urn))));
  const merged = mergeBaseline(before, {
    recorded: recordBaseline(
      stacks.flatMap(({ findings }) => findings),
      today,
    ),
    covers: (urn) => covered.has(stackOf(urn)),
    undecided: stacks.flatMap(({ notEvaluated }) => notEvaluated),
  });
  const { added, gone, changed } = merged;
  const same = added.length + gone.length + changed.length === 0 && io.files.exists(out);
  const written = !same && flags.dryRun !== true;
  // A file that says the same stays as it is: the day alone is no change to review.
  if (written) io.files.write(out, `${JSON.stringify(merged.baseline, null, 2)}\n`);
  const result: BaselineResult = {
    ...merged,
    out,
    written,
    toConfigure: toConfigure(config, out),
    notes: stacks.flatMap(({ notes }) => notes),
  };
  io.out(flags.json ? `${JSON.stringify(result, null, 2)}\n` : baselineText(result, paintFor(io)));
  return EXIT.fine;
}

/** A baseline made from half a stack would forget the other half. */
function whole(file: EvaluatedFile): EvaluatedFile {
  if (file.whole && file.outcome !== "failed") return file;
  const why = file.outcome === "failed" ? "the preview failed" : file.notes.join(" ");
  throw new ApiSettingsError("invalid-input", `${file.source} does not tell all of its stack: ${why}`, {
    wayOut: "Give what a whole `pulumi stack export` or a preview that succeeded prints.",
  });
}

/** Stack and project; a made-up URN is a stack of its own. */
function stackOf(urn: string): string {
  const parts = parseUrn(urn);
  return parts === undefined ? urn : JSON.stringify([parts.stack, parts.project]);
}

function besideConfig({ path }: LoadedConfig): string {
  return path === undefined ? BASELINE_FILE : join(dirname(path), BASELINE_FILE);
}

function toConfigure({ path, baselinePath }: LoadedConfig, out: string): BaselineResult["toConfigure"] {
  if (baselinePath !== undefined && relative(baselinePath, out) === "") return undefined;
  const config = path ?? "apisettings.config.json";
  return { config, baseline: relative(dirname(config), out).replaceAll("\\", "/") };
}
