import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Finished, Run, RunOptions } from "../../../tools/setup/children.mjs";
import { Console } from "../../../tools/setup/console.mjs";
import type { Context } from "../../../tools/setup/main.mjs";

export type Call = { command: string; args: string[]; options: RunOptions };
type Reply = Partial<Finished> | undefined;

/** A context over a temporary folder in which no program runs: `reply` answers for all of them. */
export type Fixture = {
  context: Context;
  folder: string;
  calls: Call[];
  printed: () => string;
  write: (path: string, text: string) => void;
  program: (path: string) => void;
};

const folders: string[] = [];

export function fixture(reply: (call: Call) => Reply = () => undefined): Fixture {
  const folder = mkdtempSync(join(tmpdir(), "apisettings-tools-"));
  folders.push(folder);
  const calls: Call[] = [];
  let text = "";
  const run: Run = async (command, args, options = {}) => {
    const call = { command, args, options };
    calls.push(call);
    const finished = { code: 0, signal: null, stdout: "", output: "", ...reply(call) };
    return finished.output === "" ? { ...finished, output: finished.stdout } : finished;
  };
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  return {
    folder,
    calls,
    write,
    printed: () => text,
    program: (path) => {
      write(path, "#!/bin/sh\n");
      chmodSync(join(folder, path), 0o755);
    },
    context: {
      root: join(folder, "root"),
      cache: join(folder, "cache"),
      env: {},
      console: new Console({ write: (more) => (text += more) }, () => 0),
      run,
      now: () => 0,
    },
  };
}

export function removeFixtures(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
