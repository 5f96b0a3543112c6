import { realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { short } from "../places.mjs";
import { hasProgram, versionIn } from "./inspect.mjs";
import { cliProgram, languageHosts, oldest } from "./layout.mjs";
import { isAtLeast } from "./version.mjs";

/**
 * The user's own CLI.
 *
 * @param {import("./provision.mjs").CliContext} context
 * @returns {Promise<import("./provision.mjs").Answer>}
 */
export async function fromPath(context) {
  const folders = (context.env.PATH ?? "").split(delimiter).filter(Boolean);
  const bin = folders.find((folder) => hasProgram(folder, cliProgram) && !isLauncher(folder));
  if (!bin) return { reason: "no pulumi on PATH" };

  const version = await versionIn(bin, context);
  if (!version) return { reason: `${short(join(bin, cliProgram))} does not answer to "pulumi version"` };
  if (!isAtLeast(version, oldest)) {
    return { reason: `${short(join(bin, cliProgram))} is ${version}; ${oldest} or newer is needed` };
  }
  const missing = languageHosts.filter(
    (host) => ![bin, ...folders].some((folder) => hasProgram(folder, host)),
  );
  if (missing.length > 0)
    return { reason: `${short(bin)} has pulumi ${version} but not ${missing.join(", ")}` };
  return { cli: { bin, version, source: `yours, from PATH (${short(bin)})` } };
}

/**
 * The npm package `pulumi` installs a script of that name, which downloads the CLI into ~/.pulumi when it is run.
 *
 * @param {string} folder
 */
function isLauncher(folder) {
  return realpathSync(join(folder, cliProgram)).endsWith(".js");
}
