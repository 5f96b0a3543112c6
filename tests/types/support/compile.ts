/** Compiles users' programs and says on which lines the compiler finds errors. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../../../tools/support/command";
import type { Compiler } from "./compilers";

export interface Diagnostic {
  /** Relative to the project, with forward slashes. */
  file: string;
  line: number;
  message: string;
}

/** Diagnostics that are in no file, such as unknown options, have the file "". */
export async function compile(
  project: string,
  compiler: Compiler,
  options: Readonly<Record<string, unknown>>,
): Promise<Diagnostic[]> {
  const config = {
    compilerOptions: { strict: true, target: "es2020", lib: ["es2020"], types: [], noEmit: true, ...options },
    include: ["*.ts"],
  };
  writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify(config));
  const { output, code } = await runCommand(process.execPath, await compiler.command(project), {
    cwd: project,
  });
  const found = output.split("\n").flatMap(parse);
  if (code !== 0 && found.length === 0) throw new Error(`The compiler failed:\n${output}`);
  return found;
}

function parse(line: string): Diagnostic[] {
  const placed = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line);
  if (placed !== null) return [{ file: placed[1] ?? "", line: Number(placed[2]), message: placed[3] ?? "" }];
  const general = /^error (TS\d+: .*)$/.exec(line);
  return general === null ? [] : [{ file: "", line: 0, message: general[1] ?? "" }];
}

/** Lines after a comment that begins with ERROR. */
export function expectedErrors(program: string): number[] {
  return readFileSync(program, "utf8")
    .split("\n")
    .flatMap((line, index) => (/^\s*\/\/ ERROR: /.test(line) ? [index + 2] : []));
}
