/** `apisettings policy config`: the configuration in the form that the pack takes. */
import type { Command } from "commander";
import { packConfig } from "../policy/rules/config/pack-config";
import { loadConfig } from "./config-file";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import type { CommandIo } from "./io";

export interface ConfigFlags {
  config?: string;
  out?: string;
}

const HELP = `
A pack reads no files: what it is told by --policy-pack-config is all that it
knows. The baseline file is put into it.

Examples:
  apisettings policy config --out apisettings.pack.json
  pulumi preview --policy-pack "$(apisettings policy path)" \\
    --policy-pack-config apisettings.pack.json`;

export function addPolicyConfigCommand(policy: Command, io: CommandIo): void {
  policy
    .command("config")
    .description("Check the configuration, and print it as --policy-pack-config takes it.")
    .option("--config <file>", "the configuration; default: apisettings.config.json or .yaml here")
    .option("--out <file>", "write it to a file instead")
    .addHelpText("after", `${HELP}\n${EXIT_HELP}`)
    .action((flags: ConfigFlags) => io.endWith(runPolicyConfig(flags, io)));
}

export function runPolicyConfig({ config, out }: ConfigFlags, io: CommandIo): ExitCode {
  const { file, origin, path } = loadConfig(config, io.files);
  const text = `${JSON.stringify(packConfig(file), null, 2)}\n`;
  if (path === undefined) io.err(`Configuration: ${origin}.\n`);
  if (out === undefined) {
    io.out(text);
    return EXIT.fine;
  }
  io.files.write(out, text);
  io.err(`Wrote ${out}, made from ${path ?? "the built-in settings"}.\n`);
  return EXIT.fine;
}
