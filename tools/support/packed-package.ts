/**
 * The npm artefact as a user has it after `npm install pulumi-apisettings`: packed from this tree, unpacked into a
 * `node_modules` of its own. Its dependencies are linked from this checkout, which saves a second installation.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { runCommand } from "./command";

export const REPOSITORY = path.resolve(__dirname, "../..");
export const PACKAGE_NAME = "pulumi-apisettings";

/** Creates `<directory>/node_modules` with the packed package in it and returns the path of that folder. */
export async function installPackedPackage(directory: string): Promise<string> {
  const modules = path.join(directory, "node_modules");
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(path.join(modules, PACKAGE_NAME), { recursive: true });
  // A project of its own: an enclosing folder's package.json could have the name of the package, and would be taken for it.
  const manifest = path.join(directory, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const packed = await runCommand(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", directory],
    {
      cwd: REPOSITORY,
      env: { ...process.env, npm_config_loglevel: "error" },
    },
  );
  if (packed.code !== 0) throw new Error(`npm pack failed:\n${packed.output}`);
  const tarball = path.join(directory, tarballName());
  const unpacked = await runCommand("tar", [
    "-xzf",
    tarball,
    "--strip-components=1",
    "-C",
    path.join(modules, PACKAGE_NAME),
  ]);
  if (unpacked.code !== 0) throw new Error(`tar failed:\n${unpacked.output}`);
  linkDependencies(modules);
  return modules;
}

function tarballName(): string {
  const { version } = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8")) as {
    version: string;
  };
  return `${PACKAGE_NAME}-${version}.tgz`;
}

function linkDependencies(modules: string): void {
  const installed = path.join(REPOSITORY, "node_modules");
  for (const entry of readdirSync(installed)) {
    if (entry === ".bin" || entry === ".cache" || entry.startsWith(".package-lock")) continue;
    symlinkSync(path.join(installed, entry), path.join(modules, entry));
  }
}
