import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Where set-up keeps what outlives node_modules: the Pulumi CLI and the locks.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} home
 */
export function cacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (env.APISETTINGS_CACHE_DIR) return env.APISETTINGS_CACHE_DIR;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "pulumi-apisettings");
  if (platform === "darwin") return join(home, "Library", "Caches", "pulumi-apisettings");
  return join(home, ".cache", "pulumi-apisettings");
}

/**
 * A path as people write it.
 *
 * @param {string} path
 * @param {string} home
 */
export function short(path, home = homedir()) {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
