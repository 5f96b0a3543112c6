/** The built pack as a process, started as the engine starts it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../../../..");
export const EXECUTABLE = path.join(ROOT, "dist/apisettings-policies");
export const FOLDER = path.join(ROOT, "dist/policy-pack");

export interface PackProcess {
  readonly child: ChildProcess;
  readonly port: number;
  /** Everything it wrote to stdout so far. */
  stdout(): string;
}

const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill("SIGKILL");
});

export interface StartOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const ENGINE = "127.0.0.1:1";

/** The engine gives its address to an executable; a language host adds the pack's folder behind it. */
export async function startExecutable(file = EXECUTABLE, options: StartOptions = {}): Promise<PackProcess> {
  return ready(file, [ENGINE], options);
}

/** As language hosts start it: the program that the folder's package names, with the folder as current one. */
export async function startFolder(folder = FOLDER, options: StartOptions = {}): Promise<PackProcess> {
  const program = await resolveFrom(folder, "@pulumi/pulumi/cmd/run-policy-pack");
  return ready(process.execPath, [program, ENGINE, folder], { cwd: folder, ...options });
}

/** What Node.js resolves a module to from a folder, asked as the language host asks. */
export async function resolveFrom(folder: string, module: string): Promise<string> {
  const child = spawn(process.execPath, ["-e", `console.log(require.resolve("${module}"))`], { cwd: folder });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await once(child, "close");
  return output.trim();
}

async function ready(file: string, args: readonly string[], options: StartOptions): Promise<PackProcess> {
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (stdout.endsWith("\n")) resolve(Number(stdout.trim()));
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The pack ended with ${code}:\n${stderr}`)));
  });
  return { child, port, stdout: () => stdout };
}
