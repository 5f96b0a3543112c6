/** `apisettings drift`: what changed in the tenant outside Pulumi, who did it, and who wins. Reads only. */
import { type Command, Option } from "commander";
import { findDrift } from "../operations/drift/drift";
import { dayOf } from "../policy/rules/exemptions";
import type { TenantClient } from "../provider/client/client";
import { PACKAGE } from "../provider/process/package-facts";
import { buildReport } from "../review/report/build";
import { loadConfig } from "./config-file";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import { readInput } from "./input";
import type { CommandIo } from "./io";
import { connect, ENVIRONMENT_HELP, type Environment } from "./live-tenant";
import { FAIL_ON, type FailOn } from "./policy-verdict";
import { collect } from "./repeatable";
import { FORMAT_NAMES, type Format, parseOutput, render } from "./review-outputs";

export interface DriftFlags {
  config?: string;
  failOn: FailOn;
  strict?: true;
  format: Format;
  json?: true;
  out: readonly string[];
  projectFolder: string;
}

const MAXIMUM_INPUT_BYTES = 400 * 1024 ** 2;

const HELP = `
Examples:
  pulumi stack export | apisettings drift -
  apisettings drift state.json --out markdown=drift.md

"Before" is what the state recorded, "after" what the tenant has. Any drift ends
with 3, unless --fail-on never. read:resource_servers is enough; with read:logs
the tenant's log says who it was. Nothing is written, neither there nor here.
${ENVIRONMENT_HELP}`;

export function addDriftCommand(
  program: Command,
  io: CommandIo,
  environment: Environment = process.env,
): void {
  program
    .command("drift")
    .summary("what changed in the tenant outside Pulumi, who did it, and who wins")
    .description(
      "Compare a saved state with the live tenant: what changed, who did it, who wins at the next up.",
    )
    .argument("<file>", "what `pulumi stack export` prints; - is the standard input")
    .option("--config <file>", "the configuration; default: apisettings.config.json or .yaml here")
    .addOption(
      new Option("--fail-on <level>", "never: end with 0 also where there is drift")
        .choices(FAIL_ON)
        .default("mandatory"),
    )
    .option("--strict", "end with 4 where something could not be compared or evaluated")
    .addOption(new Option("--format <format>", "what to print").choices(FORMAT_NAMES).default("terminal"))
    .option("--json", "the same as --format json")
    .option("--out <format=file>", "write a format to a file as well; may be repeated", collect, [])
    .option(
      "--project-folder <path>",
      "folder of Pulumi.yaml in the repository, for SARIF and annotations",
      "",
    )
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action(async (path: string, flags: DriftFlags) =>
      io.endWith(await runDrift(path, flags, io, () => connect(environment))),
    );
}

/** @throws ApiSettingsError */
export async function runDrift(
  path: string,
  flags: DriftFlags,
  io: CommandIo,
  connected: () => TenantClient,
): Promise<ExitCode> {
  const outputs = flags.out.map(parseOutput);
  const { config } = loadConfig(flags.config, io.files);
  const { source, text } = await readInput(path, "state", MAXIMUM_INPUT_BYTES, io.files);
  const { model, notes, remarks } = await findDrift(connected(), text, source);
  for (const remark of remarks) io.err(`apisettings: ${remark}\n`);
  const now = io.now();
  const report = buildReport(model, {
    kind: "drift",
    config,
    today: dayOf(now),
    version: PACKAGE.version,
    notes,
  });
  const context = { now, colour: false, projectFolder: flags.projectFolder, reportUrl: undefined };
  for (const { format, path: file } of outputs) io.files.write(file, render(format, report, context));
  const colour = io.isTerminal && !io.noColour;
  io.out(render(flags.json ? "json" : flags.format, report, { ...context, colour }));
  if (report.changes.length > 0 && flags.failOn !== "never") return EXIT.findings;
  const open = remarks.length > 0 || report.openQuestions.length > 0 || report.inputNotes.length > 0;
  return flags.strict && open ? EXIT.notEvaluated : EXIT.fine;
}
