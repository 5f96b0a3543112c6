/** Files that users name on the command line. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { ApiSettingsError } from "../provider/model/errors";

/** The JSON in a file. `what` is a noun for the message. The message never shows what is in the file. */
export function readJsonFile(path: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw refusal(
      `The ${what} file ${path} cannot be read (${codeOf(cause)}).`,
      "Give a file that exists.",
      cause,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(`The ${what} file ${path} is not JSON.`, "Give another one.");
  }
}

/** Writes a file that only its owner may read; a failure half-way leaves a former one as it was. */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: "wx", flush: true });
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw refusal(
      `The file ${path} cannot be written (${codeOf(cause)}).`,
      "Give one in a folder that exists and can be written to.",
      cause,
    );
  }
}

export function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? "unknown reason");
}

export function refusal(summary: string, wayOut: string, cause?: unknown): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, { wayOut, cause });
}
