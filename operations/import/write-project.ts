/** The files of a project onto the disk: all of them or none, and never over what somebody else wrote. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ApiSettingsError } from "../../provider/model/errors";

/** Refuses before anything is asked of the tenant what could not be written in the end. */
export function assertWritable(directory: string, names: Iterable<string>, force: boolean): void {
  const taken = [...names].filter((name) => existsSync(path.join(directory, name)));
  if (force || taken.length === 0) return;
  throw new ApiSettingsError("invalid-input", `${directory} has ${taken.join(" and ")} already.`, {
    wayOut: "Give another folder with --out, or --force to write over them.",
  });
}

/**
 * Written beside the place where they belong and renamed, so that whoever stops the command finds a whole project or
 * none. Files with other names stay.
 */
export function writeProject(directory: string, files: ReadonlyMap<string, string>): void {
  const parent = path.dirname(path.resolve(directory));
  let draft: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    draft = mkdtempSync(path.join(parent, ".apisettings-import-"));
    for (const [name, text] of files) writeFileSync(path.join(draft, name), text, { flush: true });
    mkdirSync(directory, { recursive: true });
    for (const name of files.keys()) renameSync(path.join(draft, name), path.join(directory, name));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new ApiSettingsError(
      "invalid-input",
      `The project cannot be written to ${directory} (${reason}).`,
      {
        wayOut: "Give a folder that can be written to with --out.",
        cause,
      },
    );
  } finally {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
  }
}
