/** TypeScript compilers that users have. */
import path from "node:path";
import { cachedNpmPackage } from "../../../tools/support/cached";
import { REPOSITORY } from "../../../tools/support/packed-package";

/** The newest release. Raise it when there is a newer one; the tests then fetch it once into the user's cache. */
const NEWEST = "7.0.2";

export interface Compiler {
  version: string;
  /** Command line that checks the project in a folder. */
  command(project: string): Promise<string[]>;
}

/** What Pulumi brings along and compiles TypeScript programs with by default. */
export const pulumiTypeScript: Compiler = {
  version: "3.8.3",
  command: async (project) => [
    path.join(__dirname, "diagnose.cjs"),
    path.join(REPOSITORY, "node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js"),
    project,
  ],
};

/** What this repository compiles with. */
export const ownTypeScript: Compiler = {
  version: "6.0",
  command: async (project) => tsc(path.join(REPOSITORY, "node_modules/typescript/bin/tsc"), project),
};

export const newestTypeScript: Compiler = {
  version: NEWEST,
  command: async (project) => tsc(await fetched(NEWEST), project),
};

function tsc(script: string, project: string): string[] {
  return [script, "--pretty", "false", "-p", project];
}

async function fetched(version: string): Promise<string> {
  return path.join(await cachedNpmPackage("typescript", version), "node_modules/typescript/bin/tsc");
}
