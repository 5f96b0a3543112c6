import { isBuiltin } from "node:module";
import { join } from "node:path";
import { slimPolicySdk } from "./policy-sdk.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * Makes one CommonJS file that needs no node_modules beside it but for the external packages; returns its size in bytes.
 * Not minified, so that stack traces can be read.
 *
 * @param {string} root
 * @param {string} entry
 * @param {string} outfile
 * @param {string[]} external
 */
export async function bundle(root, entry, outfile, external = []) {
  // Not a static import: this module is loaded before esbuild is installed.
  const esbuild = await import("esbuild");
  const result = await esbuild
    .build({
      absWorkingDir: root,
      entryPoints: [join(root, entry)],
      outfile: join(root, outfile),
      bundle: true,
      external,
      platform: "node",
      format: "cjs",
      target: "node20",
      charset: "utf8",
      legalComments: "none",
      metafile: true,
      plugins: [slimPolicySdk(root)],
      logLevel: "silent",
    })
    .catch((error) => {
      throw new SetupError(
        `Bundling ${entry} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  const output = Object.values(result.metafile.outputs)[0];
  const left =
    output?.imports.map(({ path }) => path).filter((path) => !isBuiltin(path) && !external.includes(path)) ??
    [];
  // esbuild leaves a require() inside try/catch as it is when it cannot resolve it.
  if (left.length > 0)
    throw new SetupError(`${outfile} still asks for ${left.join(", ")}, which users may not have.`);
  return output?.bytes ?? 0;
}
