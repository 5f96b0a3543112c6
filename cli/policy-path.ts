/** `apisettings policy path`: where the pack is, for `pulumi preview --policy-pack "$(npx apisettings policy path)"`. */
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { ApiSettingsError } from "../provider/model/errors";
import { EXIT, type ExitCode } from "./exit-codes";
import type { CommandIo } from "./io";

export interface PathFlags {
  folder?: true;
}

/** The same pack twice, beside the bundle of this command: tools/setup puts both there. */
const EXECUTABLE = "apisettings-policies";
const FOLDER = "policy-pack";
const IN_FOLDER = "PulumiPolicy.yaml";

const HELP = `
The executable starts without a language host, half a second sooner. The folder
is for Windows, which starts no file by its first line, and for copying.

Example:
  pulumi preview --policy-pack "$(apisettings policy path)"`;

export function addPolicyPathCommand(policy: Command, io: CommandIo): void {
  policy
    .command("path")
    .description("Print the path of the policy pack, for --policy-pack.")
    .option("--folder", "the pack as a folder with one JavaScript file (the default on Windows)")
    .addHelpText("after", HELP)
    .action((flags: PathFlags) => io.endWith(runPolicyPath(flags, io)));
}

export function runPolicyPath(
  flags: PathFlags,
  io: CommandIo,
  folders: readonly string[] = distFolders(__dirname),
  platform: NodeJS.Platform = process.platform,
): ExitCode {
  const asFolder = flags.folder === true || platform === "win32";
  const proof = asFolder ? join(FOLDER, IN_FOLDER) : EXECUTABLE;
  const dist = folders.find((folder) => io.files.exists(join(folder, proof)));
  if (dist === undefined) {
    throw new ApiSettingsError(
      "invalid-input",
      `This installation has no policy pack (${proof} is missing).`,
      {
        wayOut: "Install pulumi-apisettings again; in its repository: npm run build.",
      },
    );
  }
  io.out(`${join(dist, asFolder ? FOLDER : EXECUTABLE)}\n`);
  return EXIT.fine;
}

/** Where the built files are, seen from this one: bundled, compiled, or run from its source. */
export function distFolders(here: string): string[] {
  return [here, resolve(here, ".."), resolve(here, "..", "dist")];
}
