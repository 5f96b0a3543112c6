/** What a command takes from its process. Tests give their own. */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { ExitCode } from "./exit-codes";
import { codeOf, refusal } from "./files";

export interface CommandIo {
  /** To standard output: what was asked for. */
  readonly out: (text: string) => void;
  /** To standard error: remarks that a pipe should not carry on. */
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  /** https://no-color.org: any value but the empty one means no. */
  readonly noColour: string | undefined;
  readonly now: () => Date;
  readonly files: CommandFiles;
  readonly endWith: (code: ExitCode) => void;
}

export interface CommandFiles {
  exists(path: string): boolean;
  /**
   * @param what a noun for messages, which never show what is in the file.
   * @throws ApiSettingsError `invalid-input` where it cannot be read or is larger than `maximumBytes`.
   */
  read(path: string, what: string, maximumBytes: number): string;
  readStandardInput(maximumBytes: number): Promise<string>;
  /** Replaces a former file. */
  write(path: string, text: string): void;
}

export const PROCESS_IO: CommandIo = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
  noColour: process.env.NO_COLOR,
  now: () => new Date(),
  files: {
    exists: existsSync,
    read: (path, what, maximumBytes) => {
      try {
        if (statSync(path).size <= maximumBytes) return decoded(readFileSync(path));
      } catch (cause) {
        throw refusal(
          `The ${what} file ${path} cannot be read (${codeOf(cause)}).`,
          "Give a file that exists.",
          cause,
        );
      }
      throw tooLarge(`The ${what} file ${path}`, maximumBytes);
    },
    readStandardInput: async (maximumBytes) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maximumBytes) throw tooLarge("The standard input", maximumBytes);
      }
      return decoded(Buffer.concat(chunks));
    },
    write: (path, text) => {
      try {
        writeFileSync(path, text);
      } catch (cause) {
        throw refusal(
          `The file ${path} cannot be written (${codeOf(cause)}).`,
          "Give one in a folder that exists and can be written to.",
          cause,
        );
      }
    },
  },
  endWith: (code) => {
    process.exitCode = code;
  },
};

/** UTF-8, or UTF-16 where a byte order mark says so: Windows PowerShell's `>` writes that. The mark is taken off. */
export function decoded(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

export function tooLarge(subject: string, maximumBytes: number): Error {
  return refusal(
    `${subject} is larger than ${maximumBytes / 1024 ** 2} MiB.`,
    "Give a smaller one; nothing of that size is of this kind.",
  );
}
