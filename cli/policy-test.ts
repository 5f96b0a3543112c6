/** `apisettings policy test`: evaluates the rules without an engine. */
import { type Command, Option } from "commander";
import { type Day, dayOf } from "../policy/rules/exemptions";
import { ApiSettingsError } from "../provider/model/errors";
import { UNKNOWN_SENTINEL } from "../provider/model/sentinels";
import { type LoadedConfig, loadConfig } from "./config-file";
import { EXIT_HELP, type ExitCode } from "./exit-codes";
import type { CommandIo } from "./io";
import { paintFor } from "./paint";
import { type EvaluatedFile, evaluateFile } from "./policy-evaluation";
import { compareExpectations, type Expectations } from "./policy-expectations";
import { testJson } from "./policy-test-json";
import { testText } from "./policy-test-text";
import { FAIL_ON, type FailOn, type Verdict, verdictOf } from "./policy-verdict";

export interface TestFlags {
  props: string;
  config?: string;
  today?: string;
  json?: true;
  failOn: FailOn;
  strict?: true;
}

export interface TestResult {
  readonly file: EvaluatedFile;
  readonly config: LoadedConfig;
  readonly today: Day;
  readonly expectations: Expectations;
  readonly verdict: Verdict;
}

/** A plain file that the built-in configuration finds to be as expected. */
export const EXAMPLE = `[{"type": "apisettings:index:Api", "name": "payments",
    "props": {"identifier": "https://payments.example.com/",
              "sensitivity": "restricted", "tokenLifetimeSeconds": 3600},
    "protect": true,
    "expect": ["access-token-lifetime-max", "implicit-hybrid-lifetime-max"]}]`;

const HELP = `
FILE is one of
  - a plain file: a resource, or a list of {type, name, props, protect, expect};
  - a saved state: pulumi stack export > state.json
  - a preview: pulumi preview --json > preview.json

A plain file is a unit test of a configuration. All its resources are one stack;
\`expect\` lists the rules that must find something in the resource, no more and
no fewer: [] for none, "not-evaluated" where a value is not known yet. The text
  ${UNKNOWN_SENTINEL}
stands for such a value, as in Pulumi's own files.

  ${EXAMPLE}

Examples:
  apisettings policy test --props payments.json
  pulumi stack export | apisettings policy test --props -
  pulumi preview --json | apisettings policy test --props - --fail-on advisory`;

export function addPolicyTestCommand(policy: Command, io: CommandIo): void {
  policy
    .command("test")
    .description("Evaluate the rules over a file, without an engine: resources, a saved state or a preview.")
    .requiredOption("--props <file>", "what to evaluate; - is the standard input")
    .option("--config <file>", "the configuration; default: apisettings.config.json or .yaml here")
    .option("--today <day>", "the day in UTC, YYYY-MM-DD, by which exemptions end; default: today")
    .addOption(
      new Option("--fail-on <level>", "findings from which level on end with 3")
        .choices(FAIL_ON)
        .default("mandatory"),
    )
    .option("--strict", "end with 4 where something could not be evaluated")
    .option("--json", "print JSON")
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action(async (flags: TestFlags) => io.endWith(await runPolicyTest(flags, io)));
}

export async function runPolicyTest(flags: TestFlags, io: CommandIo): Promise<ExitCode> {
  const config = loadConfig(flags.config, io.files);
  const today = flags.today === undefined ? dayOf(io.now()) : dayGiven(flags.today);
  const file = await evaluateFile(flags.props, { config: config.config, today }, io);
  const expectations = compareExpectations(file);
  const verdict = verdictOf(file, expectations, { failOn: flags.failOn, strict: flags.strict === true });
  const result: TestResult = { file, config, today, expectations, verdict };
  io.out(flags.json ? testJson(result) : testText(result, paintFor(io)));
  return verdict.exitCode;
}

/** A day as the calendar has it. */
export function dayGiven(written: string): Day {
  const date = new Date(`${written}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(date.getTime()) && dayOf(date) === written)
    return written;
  throw new ApiSettingsError("invalid-input", `--today: ${JSON.stringify(written)} is no day.`, {
    wayOut: "Write it as YYYY-MM-DD, such as 2027-03-31.",
  });
}
