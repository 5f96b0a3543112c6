/** A subject as a process of its own, as its users run it. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Running {
  /** When it was started, on the clock of `performance.now()`. */
  readonly startedAt: number;
  /** Its first line of standard output, which is JSON. */
  readonly ready: { readonly url: string } & Readonly<Record<string, unknown>>;
  readonly readyAfterMilliseconds: number;
  /** Its resident memory, in millions of bytes. */
  memory(): number;
  /** What its threads have computed so far, to 10 ms: says more than the clock on a busy machine. On Linux only. */
  processorMilliseconds(): number | undefined;
  stop(): Promise<void>;
}

/** However we end, these must not stay behind. */
const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

const READY_WITHIN_MILLISECONDS = 60_000;

export async function startProgram({ file, args, env = {} }: Program): Promise<Running> {
  const startedAt = performance.now();
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const errors = keepLast(child);
  children.add(child);
  child.once("exit", () => children.delete(child));
  try {
    const line = await firstLine(child);
    return {
      startedAt,
      ready: JSON.parse(line),
      readyAfterMilliseconds: performance.now() - startedAt,
      memory: () => residentMemory(child.pid ?? 0),
      processorMilliseconds: () => processorMilliseconds(child.pid ?? 0),
      stop: () => stop(child),
    };
  } catch (cause) {
    await stop(child);
    throw new Error(`${file} ${args.join(" ")} did not start.\n${errors()}`, { cause });
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No ready line in time.")), READY_WITHIN_MILLISECONDS);
    if (child.stdout) createInterface({ input: child.stdout }).on("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`It ended with ${code}.`)));
    child.once("exit", () => clearTimeout(timer));
    child.stdout?.once("data", () => clearTimeout(timer));
  });
}

/** What it said on standard error: read so that it never waits for a reader, kept for the message of a failure. */
function keepLast(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (data: string) => {
    text = (text + data).slice(-10_000);
  });
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
}

/** Fields 14 and 15 of proc_pid_stat(5), in hundredths of a second. The second field is in brackets and may hold anything. */
function processorMilliseconds(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** `ps` counts in KiB, on Linux and macOS alike. */
function residentMemory(pid: number): number {
  const text = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return (Number(text.trim()) * 1_024) / 1_000_000;
}
