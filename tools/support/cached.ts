/** What tests fetch from package registries, once for each version, into the user's cache. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../setup/places.mjs";
import { type CommandResult, runCommand } from "./command";

/** The folder of that name in the cache. Where it is not there yet, `fill` is given an empty one to put everything in. */
export async function cached(name: string, fill: (draft: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(path.dirname(folder), { recursive: true });
  // Filled beside and renamed, so that a run that is broken off leaves nothing half done.
  const draft = mkdtempSync(`${folder}-`);
  try {
    console.log(`Fetching ${name}, once.`);
    await fill(draft);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** A folder with this package in its `node_modules`. */
export function cachedNpmPackage(name: string, version: string): Promise<string> {
  return cached(path.join(name, version), async (draft) => {
    const flags = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    const result = await runCommand("npm", ["install", "--prefix", draft, ...flags, `${name}@${version}`], {
      cwd: draft,
    });
    assertDone(result, `npm could not install ${name}@${version}`);
  });
}

export function assertDone({ code, output }: CommandResult, failure: string): void {
  if (code !== 0) throw new Error(`${failure}:\n${output}`);
}
