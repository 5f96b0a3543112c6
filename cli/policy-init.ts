/** `apisettings policy init`: writes a configuration to start from. */
import { dirname, join, relative } from "node:path";
import { type Command, Option } from "commander";
import { parseConfig, resolveConfig } from "../policy/rules/config/parse";
import { PRESETS } from "../policy/rules/presets";
import { ApiSettingsError } from "../provider/model/errors";
import { CONFIG_FILES } from "./config-file";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import type { CommandFiles, CommandIo } from "./io";
import { starterConfig, starterText } from "./policy-starter";

export interface InitFlags {
  file: string;
  preset?: readonly string[];
  restricted?: readonly string[];
  confidential?: readonly string[];
  force?: true;
}

const HELP = `
An API is named by its identifier (the audience of its tokens); * stands for any
text. Restricted APIs are held to 15 minutes, confidential ones to an hour, and
neither may give out refresh tokens. What is named nowhere is internal: a day.

Examples:
  apisettings policy init
  apisettings policy init --restricted 'https://payments.*' '*/admin/*'
  apisettings policy init --preset cdr-au --file apisettings.config.yaml`;

export function addPolicyInitCommand(policy: Command, io: CommandIo): void {
  policy
    .command("init")
    .description("Write a configuration to start from.")
    .option("--file <file>", "where to; .yaml makes it YAML", CONFIG_FILES[0])
    .addOption(
      new Option(
        "--preset <id...>",
        "also hold confidential and restricted APIs to a preset; repeatable",
      ).choices(PRESETS.map(({ id }) => id)),
    )
    .option("--restricted <pattern...>", "identifiers of APIs that move money or act for others")
    .option("--confidential <pattern...>", "identifiers of APIs that read personal data")
    .option("--force", "replace the file if it exists")
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action((flags: InitFlags) => io.endWith(runPolicyInit(flags, io)));
}

export function runPolicyInit(
  { file, force, preset, restricted, confidential }: InitFlags,
  io: CommandIo,
): ExitCode {
  const existing = [file, ...(isLookedFor(file) ? CONFIG_FILES : [])].find((name) => io.files.exists(name));
  if (existing !== undefined && (existing !== file || !force)) throw inTheWay(existing, file);
  const config = starterConfig({
    schema: schemaFrom(file, io.files),
    presets: preset ?? [],
    restricted: restricted ?? [],
    confidential: confidential ?? [],
  });
  // Presets may contradict each other, and a pattern may be empty: better said now than by the next command.
  resolveConfig(parseConfig(config));
  io.files.write(file, starterText(config, file));
  io.out(nextSteps(file, restricted === undefined && confidential === undefined));
  return EXIT.fine;
}

function isLookedFor(file: string): boolean {
  return CONFIG_FILES.some((name) => name === file);
}

function inTheWay(existing: string, file: string): ApiSettingsError {
  return existing === file
    ? new ApiSettingsError("invalid-input", `${file} exists already.`, {
        wayOut: "Give --force to replace it, or another --file.",
      })
    : new ApiSettingsError("invalid-input", `There is a configuration here already: ${existing}.`, {
        wayOut: "Edit that one, or delete it first.",
      });
}

const INSTALLED = join("node_modules", "pulumi-apisettings");

/** The installed package is looked for as Node.js looks for it: here, then in the folders above. */
function schemaFrom(file: string, files: CommandFiles): string {
  const above = ["", "..", join("..", ".."), join("..", "..", "..")].map((folder) => join(folder, INSTALLED));
  const installed = above.find((folder) => files.exists(join(folder, "package.json"))) ?? INSTALLED;
  const path = relative(dirname(file), join(installed, "config.schema.json")).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}

function nextSteps(file: string, hasExamples: boolean): string {
  const named = isLookedFor(file) ? "" : ` --config ${file}`;
  const first = hasExamples
    ? [
        "1. Open it and name your APIs in `assign`: what stands there is an example, and",
        "   matches none of yours. An API is named by its identifier (audience).",
      ]
    : ["1. Read it through: all that holds stands there."];
  return [
    `Wrote ${file}.`,
    "",
    ...first,
    "2. See what it finds in your stack, without changing anything:",
    "",
    `     pulumi preview --json | npx apisettings policy test --props -${named}`,
    "",
    "3. Let it block previews and updates, on your machine and in pull requests:",
    "",
    `     npx apisettings policy config${named} --out apisettings.pack.json`,
    `     pulumi preview --policy-pack "$(npx apisettings policy path)" \\`,
    "       --policy-pack-config apisettings.pack.json",
    "",
    "4. What is there already need not block: record it, and name it in `baseline`.",
    "",
    `     pulumi stack export | npx apisettings policy baseline --file -${named}`,
    "",
  ].join("\n");
}
