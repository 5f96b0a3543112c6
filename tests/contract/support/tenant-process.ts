/** `apisettings` as processes of their own: started, spoken to, killed. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export interface Ready {
  url: string;
  domain: string;
  clientId: string;
  clientSecret: string;
  audience: string;
}

export interface Running {
  child: ChildProcess;
  /** What it printed on standard output. */
  lines: string[];
  errors: () => string;
}

const MAIN = resolve(__dirname, "../../../cli/main.ts");
const children: ChildProcess[] = [];

export function runTenant(...flags: string[]): Running {
  return runCommand(["tenant", ...flags]);
}

/** `wrapper` is a program that is given the command to run as its arguments. */
export function runCommand(words: readonly string[], wrapper: readonly string[] = []): Running {
  const [program = "", ...args] = [...wrapper, process.execPath, "--require", "tsx/cjs", MAIN, ...words];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += String(data);
  });
  return { child, lines, errors: () => stderr };
}

/** The first line of `--json`. */
export async function ready({ child, lines, errors }: Running): Promise<Ready> {
  while (lines.length === 0) {
    if (child.exitCode !== null) assert.fail(`It ended with ${child.exitCode}: ${errors()}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return JSON.parse(lines[0] ?? "") as Ready;
}

export async function exitCode({ child }: Running): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  return child.exitCode;
}

/** Ends everything that a test left behind. */
export function killAll(): void {
  for (const child of children.splice(0)) child.kill("SIGKILL");
}

/** A token of the Management API. */
export async function tokenOf(tenant: Ready): Promise<string> {
  const answer = await fetch(`${tenant.url}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: tenant.clientId,
      client_secret: tenant.clientSecret,
      audience: tenant.audience,
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
