import { readFileSync } from "node:fs";
import { short } from "../places.mjs";
import { hasProgram, versionIn } from "./inspect.mjs";
import { languageHosts, layout, provided } from "./layout.mjs";

/**
 * What an earlier run left in our cache.
 *
 * @param {import("./provision.mjs").CliContext} context
 * @returns {Promise<import("./provision.mjs").Answer>}
 */
export async function fromCache(context) {
  const { bin, version, origin } = layout(context.cache);
  const place = short(context.cache);
  if (!hasProgram(bin, "pulumi")) return { reason: `nothing in ${place} yet` };
  const missing = languageHosts.filter((host) => !hasProgram(bin, host));
  if (missing.length > 0) return { reason: `the one in ${short(version)} has no ${missing.join(", ")}` };
  if ((await versionIn(bin, context)) !== provided.pulumi)
    return { reason: `the one in ${short(version)} is broken` };
  return { cli: { bin, version: provided.pulumi, source: `${howMade(origin)} earlier (${place})` } };
}

/** @param {string} file */
function howMade(file) {
  try {
    return String(JSON.parse(readFileSync(file, "utf8")).made);
  } catch {
    return "made";
  }
}
