/** A process of a command: files in memory, a clock that stands still, output that is kept. */

import type { ExitCode } from "../../../../cli/exit-codes";
import { type CommandIo, tooLarge } from "../../../../cli/io";
import { ApiSettingsError } from "../../../../provider/model/errors";

export interface FakeIo extends CommandIo {
  readonly written: Map<string, string>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exitCode: () => ExitCode | undefined;
}

export interface FakeProcess {
  readonly files?: Readonly<Record<string, string | object>>;
  readonly standardInput?: string;
  readonly isTerminal?: boolean;
  readonly noColour?: string;
}

export const TODAY = "2026-11-26";

export function fakeIo({
  files = {},
  standardInput = "",
  isTerminal = false,
  noColour,
}: FakeProcess = {}): FakeIo {
  const disk = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === "string" ? content : JSON.stringify(content, null, 2),
    ]),
  );
  const written = new Map<string, string>();
  let [out, err] = ["", ""];
  let code: ExitCode | undefined;
  return {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal,
    noColour,
    now: () => new Date(`${TODAY}T23:59:59Z`),
    files: {
      exists: (path) => disk.has(path),
      read: (path, what, maximumBytes) => {
        const text = disk.get(path);
        if (text === undefined)
          throw new ApiSettingsError("invalid-input", `The ${what} file ${path} cannot be read (ENOENT).`);
        if (Buffer.byteLength(text) > maximumBytes) throw tooLarge(`The ${what} file ${path}`, maximumBytes);
        return text;
      },
      readStandardInput: async () => standardInput,
      write: (path, text) => {
        disk.set(path, text);
        written.set(path, text);
      },
    },
    endWith: (ending) => {
      code = ending;
    },
    written,
    stdout: () => out,
    stderr: () => err,
    exitCode: () => code,
  };
}
