/** The folder of the CA: where it is, and how its files are read and written by several processes at once. */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ApiSettingsError } from "../../provider/model/errors";

/** For the owner alone. */
export const PRIVATE = 0o600;
export const PUBLIC = 0o644;

/** The same folder as the set-up's (tools/setup/places.mjs): what is in it can be deleted, and is made again. */
export function defaultFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.APISETTINGS_CACHE_DIR) return join(env.APISETTINGS_CACHE_DIR, "tls");
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, "pulumi-apisettings", "tls");
  const cache = platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  return join(cache, "pulumi-apisettings", "tls");
}

/** Makes the folder, readable for its owner alone. */
export function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** The text of a file, or undefined where there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unusable(file, error);
  }
}

/** A private key that others can read, or that others have put there, is no secret. Windows has no such modes. */
export function refuseShared(file: string): void {
  if (process.getuid === undefined) return;
  const { mode, uid } = statSync(file);
  if ((mode & 0o077) === 0 && uid === process.getuid()) return;
  throw new ApiSettingsError("invalid-settings", `The private key ${file} is not this user's alone.`, {
    wayOut:
      "Delete its folder and start again: a new CA is made, which has to be trusted in place of the old one.",
  });
}

/** Puts a whole file in place of the old one: a reader sees one or the other, also after a crash. */
export function replaceFile(file: string, text: string, mode: number): void {
  withDraft(file, text, mode, (draft) => renameSync(draft, file));
}

/** Like `replaceFile`, but what is there already stays: of several processes at once, one wins. */
export function createFile(file: string, text: string, mode: number): void {
  withDraft(file, text, mode, (draft) => {
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    rmSync(draft);
  });
}

function withDraft(file: string, text: string, mode: number, place: (draft: string) => void): void {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, text, { mode, flag: "wx", flush: true });
    place(draft);
  } catch (error) {
    rmSync(draft, { force: true });
    throw unusable(file, error);
  }
}

function unusable(path: string, cause: unknown): ApiSettingsError {
  const { code = String(cause) } = cause as NodeJS.ErrnoException;
  return new ApiSettingsError("invalid-settings", `${path} cannot be used for the tenant's CA (${code}).`, {
    wayOut: "Name another folder with --tls-folder.",
    cause,
  });
}
