import { join } from "node:path";
import { hasProgram } from "./inspect.mjs";
import { isAtLeast, parseVersion } from "./version.mjs";

/** What tools/pulumi-cli/cli/go.mod asks for. */
export const oldestGo = "1.25.11";
/** From here on Go fetches the toolchain that a go.mod asks for by itself, as a module, unless GOTOOLCHAIN forbids it. */
const selfUpdating = "1.21";
/** Where the official installer puts it, which a shell that is not a login shell may not have on PATH. */
const usualPlace = "/usr/local/go/bin";

/**
 * Finds a Go that can build the CLI.
 *
 * @param {{ run: import("../children.mjs").Run, env: NodeJS.ProcessEnv, folders?: string[] }} context
 * @param {NodeJS.ProcessEnv} goEnv
 * @param {string} module folder of the module to be built
 * @returns {Promise<{ go: string, version: string } | { reason: string }>}
 */
export async function findGo(
  { run, env, folders = [...(env.PATH ?? "").split(":"), usualPlace] },
  goEnv,
  module,
) {
  const folder = folders.find((candidate) => candidate !== "" && hasProgram(candidate, "go"));
  if (!folder) return { reason: `no Go on PATH or in ${usualPlace}` };
  const go = join(folder, "go");
  const local = parseVersion(
    (await run(go, ["version"], { env: { ...goEnv, GOTOOLCHAIN: "local" } })).stdout,
  );
  if (!local) return { reason: `${go} does not answer to "go version"` };
  if (isAtLeast(local, oldestGo)) return { go, version: local };
  if (!isAtLeast(local, selfUpdating)) return { reason: `${go} is ${local}; ${oldestGo} or newer is needed` };
  const switched = await run(go, ["version"], { cwd: module, env: goEnv });
  const version = switched.code === 0 ? parseVersion(switched.stdout) : undefined;
  if (version && isAtLeast(version, oldestGo)) return { go, version };
  return {
    reason: `${go} is ${local}; ${oldestGo} or newer is needed, and it could not fetch that by itself`,
  };
}
