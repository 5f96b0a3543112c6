import { join } from "node:path";

/** The CLI we provide: the newest whose Go modules the public proxy serves and which npm has too. */
export const provided = { pulumi: "3.259.0", yaml: "1.38.1", languageHosts: "3.187.0" };

/** The oldest CLI we work with: `policy analyze --file` came with it. */
export const oldest = "3.249.0";

export const cliProgram = "pulumi";
/** A CLI without these runs none of our examples and tests. */
export const languageHosts = ["pulumi-language-nodejs", "pulumi-language-yaml"];

/**
 * The layout that the npm package `pulumi` and the Automation API look for too, so that both find our CLI and download nothing.
 *
 * @param {string} cache
 */
export function layout(cache) {
  const home = join(cache, "pulumi-home");
  const version = join(home, "versions", provided.pulumi);
  return {
    home,
    version,
    bin: join(version, "bin"),
    origin: join(version, "origin.json"),
    lock: join(cache, "locks", "pulumi-cli"),
  };
}
