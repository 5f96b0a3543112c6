/** A file that a command reads, or its standard input. */
import type { CommandFiles } from "./io";

export interface Input {
  /** As messages and reports call it. */
  readonly source: string;
  readonly text: string;
}

/**
 * @param path `-` is the standard input.
 * @param what a noun for messages.
 * @throws ApiSettingsError `invalid-input` where it cannot be read or is larger than `maximumBytes`.
 */
export async function readInput(
  path: string,
  what: string,
  maximumBytes: number,
  files: CommandFiles,
): Promise<Input> {
  return path === "-"
    ? { source: "standard input", text: await files.readStandardInput(maximumBytes) }
    : { source: path, text: files.read(path, what, maximumBytes) };
}
