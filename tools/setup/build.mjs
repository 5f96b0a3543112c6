import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { bundle } from "./bundle.mjs";
import { filesUnder, fingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { finishPolicyPack, packBundle, packFiles } from "./policy-pack.mjs";
import { SetupError } from "./setup-error.mjs";
import { count, size } from "./words.mjs";

/**
 * What is published as one file: the plugin and the policy pack so that they need no node_modules, the others because
 * they start twice as fast when Node.js has one file to find and compile instead of 500.
 *
 * @type {readonly { entry: string, file: string, external: string[] }[]}
 */
export const bundles = [
  { entry: "provider/plugin/main.ts", file: "dist/plugin.cjs", external: [] },
  // libsql finds its binary beside itself.
  { entry: "cli/main.ts", file: "dist/apisettings.cjs", external: ["libsql"] },
  { entry: "tenant/index.ts", file: "dist/tenant.cjs", external: ["libsql"] },
  { entry: "policy/pack/main.ts", file: packBundle, external: [] },
  { entry: "policy/rules/index.ts", file: "dist/rules.cjs", external: [] },
];
/** Started by the engine: must be executable even where a file system or an archive lost its mode. */
const wrapper = "pulumi-resource-apisettings";
/** What shapes the output besides the sources. */
const settings = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "schema.json",
  "tools/setup",
];

/**
 * Compiles the product into dist/ and bundles what starts often, unless nothing changed since it was last done.
 *
 * @param {import("./main.mjs").Context} context
 */
export async function build(context) {
  const { root, console } = context;
  const cache = join(root, "node_modules", ".cache", "apisettings");
  await withLock(
    join(cache, "build.lock"),
    async () => {
      const { include, exclude = [] } = JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8"));
      const print = fingerprint(root, filesUnder(root, [...include, ...settings]));
      const stamp = join(cache, "build.json");
      if (isBuilt(root, stamp, print)) return console.line("Build", "up to date");
      rmSync(stamp, { force: true });
      const step = console.step("Build", "compiling");
      try {
        await compile(context, include, exclude);
        copyStaticFiles(root, include);
        step.update("bundling");
        const [pluginBytes = 0] = await Promise.all(
          bundles.map(({ entry, file, external }) => bundle(root, entry, file, external)),
        );
        finishPolicyPack(root);
        if (!existsSync(join(root, wrapper)))
          throw new SetupError(`${wrapper} is missing: it starts ${bundles[0]?.file}.`);
        chmodSync(join(root, wrapper), 0o755);
        const outputs = filesUnder(root, ["dist"]);
        mkdirSync(cache, { recursive: true });
        writeFileSync(stamp, JSON.stringify({ fingerprint: print, outputs }));
        step.done(`${count(outputs.length, "file")} in dist/, the plugin is ${size(pluginBytes)}`);
      } finally {
        step.stop();
      }
    },
    { onWait: (holder) => console.line("Build", `waiting for ${holder}, which is building`) },
  );
}

/**
 * @param {string} root
 * @param {string} stamp
 * @param {string} print
 */
function isBuilt(root, stamp, print) {
  try {
    const last = JSON.parse(readFileSync(stamp, "utf8"));
    return (
      last.fingerprint === print &&
      last.outputs.every((/** @type {string} */ file) => existsSync(join(root, file)))
    );
  } catch {
    return false;
  }
}

/**
 * @param {import("./main.mjs").Context} context
 * @param {string[]} include
 * @param {string[]} exclude what tsc compiles only where something else imports it: the policy pack is bundled alone
 */
async function compile({ root, run }, include, exclude) {
  const sources = filesUnder(root, include).filter(
    (file) => /(?<!\.d)\.ts$/.test(file) && !exclude.some((folder) => file.startsWith(`${folder}/`)),
  );
  const missing = sources.some((file) => !existsSync(join(root, "dist", file.replace(/\.ts$/, ".js"))));
  // tsc's incremental record knows what it emitted, not what was deleted since.
  if (missing) rmSync(join(root, "node_modules", ".cache", "tsconfig.build.tsbuildinfo"), { force: true });
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { code, output } = await run(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root });
  if (code !== 0) throw new SetupError(`The build failed:\n${output.trimEnd()}`);
  removeOrphans(root);
}

/** What the product serves as it stands, and no compiler touches. */
const staticFile = /\.(?:css|js|svg)$/;

/**
 * Puts beside the compiled files those that they read.
 *
 * @param {string} root
 * @param {string[]} include
 */
export function copyStaticFiles(root, include) {
  for (const file of filesUnder(root, include).filter((name) => staticFile.test(name))) {
    const target = join(root, "dist", file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, file), target);
  }
}

/**
 * Deletes what earlier builds made of sources that are gone: it would otherwise be published, and importable.
 *
 * @param {string} root
 */
export function removeOrphans(root) {
  for (const file of filesUnder(root, ["dist"])) {
    if (bundles.some((bundled) => bundled.file === file) || packFiles.includes(file)) continue;
    const source = file.slice("dist/".length);
    const stem = source.replace(/(\.d\.ts|\.js)(\.map)?$/, "");
    if (existsSync(join(root, `${stem}.ts`)) || existsSync(join(root, source))) continue;
    rmSync(join(root, file));
    try {
      for (let folder = dirname(file); folder !== "dist"; folder = dirname(folder))
        rmdirSync(join(root, folder));
    } catch {
      // Not empty: still in use.
    }
  }
}
