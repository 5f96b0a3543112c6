import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The pack's bundle; beside it the description by which the engine knows the folder for a policy pack. */
export const packBundle = "dist/policy-pack/index.cjs";
/**
 * The same as one executable file, which the engine starts without a language host: half a second faster. Windows starts no
 * file by its first line; there the folder is the way.
 */
export const packExecutable = "dist/apisettings-policies";
const packDescription = "dist/policy-pack/PulumiPolicy.yaml";

const packManifest = "dist/policy-pack/package.json";

export const packFiles = [packBundle, packDescription, packManifest, packExecutable];

/**
 * The language host starts a policy pack by a program of @pulumi/pulumi, which it looks for from the pack's folder: by one
 * name for policy packs, before 3.200 by the one for all plugins. Installing it would take 100 MB and a network, to load a
 * TypeScript compiler that nobody needs. A package finds itself under its own name first, so this manifest answers with the
 * bundle, and the folder works wherever it is copied.
 */
const manifest = {
  name: "@pulumi/pulumi",
  private: true,
  description: "Not the SDK: the policy pack of pulumi-apisettings, which language hosts start by this name.",
  exports: { "./cmd/run-policy-pack": "./index.cjs", "./cmd/run-plugin": "./index.cjs" },
};

/**
 * Makes the folder and the executable out of the bundle.
 *
 * @param {string} root
 */
export function finishPolicyPack(root) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  writeFileSync(
    join(root, packDescription),
    `runtime: nodejs\nmain: index.cjs\nversion: ${version}\ndescription: Token settings of APIs\n`,
  );
  writeFileSync(join(root, packManifest), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const code = readFileSync(join(root, packBundle), "utf8");
  // A file without an ending is an ES module wherever the package.json above it says so, and people copy this one into
  // packages of their own. In a block with its own `require`, the code runs as either kind of module.
  const require = 'const require = process.getBuiltinModule("node:module").createRequire(process.argv[1]);';
  writeFileSync(join(root, packExecutable), `#!/usr/bin/env node\n{\n${require}\n${code}}\n`);
  chmodSync(join(root, packExecutable), 0o755);
}
