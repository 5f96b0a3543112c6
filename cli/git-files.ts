/** Files as they stand on another branch, read by git: nothing of the working tree gets into them. */
import { execFileSync } from "node:child_process";
import { isAbsolute } from "node:path";
import { refusal } from "./files";
import type { CommandFiles } from "./io";
import { decoded, tooLarge } from "./io";

/** Runs git with these arguments in the working directory; throws where it ends with another code than 0. */
export type Git = (args: readonly string[]) => Buffer;

export const PROCESS_GIT: Git = (args) =>
  execFileSync("git", args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 256 * 1024 ** 2 });

/** @throws ApiSettingsError `invalid-input` where there is no such revision, no repository, or no git. */
export function gitFiles(ref: string, git: Git = PROCESS_GIT): CommandFiles {
  // A name that begins with a dash would be an option.
  if (
    ref.startsWith("-") ||
    !succeeds(git, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`])
  ) {
    throw refusal(
      `--config-from-ref: git knows no revision ${JSON.stringify(ref)} here.`,
      "Give a branch, tag or commit; in a pipeline it has to be fetched first (git fetch origin main).",
    );
  }
  const at = (path: string) => {
    if (isAbsolute(path)) {
      throw refusal(
        `${path} is an absolute path, which no revision has.`,
        "Give it relative to the working directory.",
      );
    }
    return `${ref}:./${path}`;
  };
  return {
    exists: (path) => succeeds(git, ["cat-file", "-e", at(path)]),
    read: (path, what, maximumBytes) => {
      const place = at(path);
      let bytes: Buffer;
      try {
        bytes = git(["cat-file", "blob", place]);
      } catch (cause) {
        throw refusal(`The ${what} file ${path} is not in ${ref}.`, "Give one that is.", cause);
      }
      if (bytes.length > maximumBytes) throw tooLarge(`The ${what} file ${path} in ${ref}`, maximumBytes);
      return decoded(bytes);
    },
    readStandardInput: () => Promise.reject(refusal("The standard input is in no revision.", "Give a file.")),
    write: (path) => {
      throw refusal(`${path} cannot be written into ${ref}.`, "Give a file in the working directory.");
    },
  };
}

function succeeds(git: Git, args: readonly string[]): boolean {
  try {
    git(args);
    return true;
  } catch {
    return false;
  }
}
