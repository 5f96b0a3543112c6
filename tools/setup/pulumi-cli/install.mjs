import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasProgram, versionIn } from "./inspect.mjs";
import { languageHosts, layout, provided } from "./layout.mjs";

/**
 * Puts a finished folder of programs into the cache in one step, after having seen it work: what is in the cache is whole.
 *
 * @param {string} folder
 * @param {string} made how it was made, as it will be told later
 * @param {import("./provision.mjs").CliContext} context
 * @returns {Promise<import("./provision.mjs").Answer>}
 */
export async function installIntoCache(folder, made, context) {
  const { version, bin } = layout(context.cache);
  const found = await versionIn(folder, context);
  if (found !== provided.pulumi)
    return { reason: `the result does not work: its version is ${found ?? "not readable"}` };
  const missing = languageHosts.filter((host) => !hasProgram(folder, host));
  if (missing.length > 0) return { reason: `the result lacks ${missing.join(", ")}` };

  const whole = join(context.cache, "new");
  const broken = join(context.cache, "old");
  rmSync(whole, { recursive: true, force: true });
  rmSync(broken, { recursive: true, force: true });
  mkdirSync(whole, { recursive: true });
  mkdirSync(dirname(version), { recursive: true });
  renameSync(folder, join(whole, "bin"));
  writeFileSync(join(whole, "origin.json"), JSON.stringify({ made }));
  if (existsSync(version)) renameSync(version, broken);
  renameSync(whole, version);
  rmSync(broken, { recursive: true, force: true });
  return { cli: { bin, version: provided.pulumi, source: `${made} just now` } };
}
