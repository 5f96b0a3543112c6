/**
 * The Chromium of the npm package `@sparticuz/chromium`, unpacked once into the cache of this repository: with the libraries
 * and fonts that it brings along for machines that have none, such as a slim container.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "../../../tools/support/packed-package";

export interface Executable {
  path: string;
  /** What it needs in its environment on this machine, beside what is there. */
  env: Record<string, string>;
}

export async function packedChromium(): Promise<Executable> {
  const folder = join(REPOSITORY, "node_modules", ".cache", "apisettings", "chromium-147.0.0");
  const done = join(folder, "done");
  if (!existsSync(done)) {
    // What a killed run left half unpacked would never be noticed.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await unpack(folder);
    writeFileSync(done, "");
  }
  const path = join(folder, "chromium");
  const own = { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") };
  return { path, env: (await findsLibraries(path)) ? {} : own };
}

/** The package unpacks into the folder for temporary files, and its libraries only where it takes this for AWS Lambda. */
async function unpack(folder: string): Promise<void> {
  const program =
    "require('@sparticuz/chromium').executablePath().catch((error) => { console.error(error); process.exit(1); })";
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  await promisify(execFile)(process.execPath, ["-e", program], { cwd: REPOSITORY, env });
}

/** Whether the machine has what the program is linked to: the loader says so before the program does anything. */
async function findsLibraries(path: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)("ldd", [path]);
    return !stdout.includes("not found");
  } catch {
    // No ldd, as in musl systems: then the libraries are not the machine's either.
    return false;
  }
}
