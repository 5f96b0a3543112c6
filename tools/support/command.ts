/** Runs a program to its end and keeps what it printed. */
import { spawn } from "node:child_process";

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
  /** Both streams in the order they came. */
  output: string;
  seconds: number;
}

export interface CommandOptions {
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Killed after so many seconds; then `code` is not 0. Default: 240. */
  timeoutSeconds?: number;
  onOutput?: (text: string) => void;
  signal?: AbortSignal;
}

export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const started = process.hrtime.bigint();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env as NodeJS.ProcessEnv | undefined,
      stdio: ["ignore", "pipe", "pipe"],
      signal: options.signal,
      killSignal: "SIGINT",
    });
    const result = { stdout: "", stderr: "", output: "" };
    const collect = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
      const text = chunk.toString();
      result[stream] += text;
      result.output += text;
      options.onOutput?.(text);
    };
    child.stdout.on("data", collect("stdout"));
    child.stderr.on("data", collect("stderr"));
    const timer = setTimeout(() => child.kill("SIGKILL"), (options.timeoutSeconds ?? 240) * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      if (error.name !== "AbortError") reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, ...result, seconds: Number(process.hrtime.bigint() - started) / 1e9 });
    });
  });
}
