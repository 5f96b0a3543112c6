import { chmodSync, copyFileSync, mkdirSync, statfsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { size } from "../words.mjs";
import { compile, goEnvironment, modules } from "./go-build.mjs";
import { programs, scripts, sdk } from "./go-programs.mjs";
import { findGo } from "./go-toolchain.mjs";
import { installIntoCache } from "./install.mjs";
import { provided } from "./layout.mjs";

/** Peak of module cache and build cache together, with a reserve. */
const temporaryBytes = 4.5e9;

/**
 * The CLI, built from public Go modules with pinned versions and checksums.
 *
 * @param {import("./provision.mjs").CliContext} context
 * @returns {Promise<import("./provision.mjs").Answer>}
 */
export async function fromGoModules(context) {
  const { cache, console, run } = context;
  const work = join(cache, "go");
  const bin = join(work, "bin");
  const env = goEnvironment(context.env, work);
  const found = await findGo(context, env, join(modules, "cli"));
  if ("reason" in found) return found;
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(work, "tmp"), { recursive: true });
  const free = (context.freeBytes ?? freeBytes)(work);
  if (free < temporaryBytes) {
    return { reason: `building needs ${size(temporaryBytes)} of temporary disk, ${size(free)} are free` };
  }

  console.line(
    "Pulumi CLI",
    `building ${provided.pulumi} from public Go modules with Go ${found.version}, once`,
  );
  console.line("", "takes about 5 minutes on 2 cores, and 4 GB of disk until it is done");
  const step = console.step("Pulumi CLI", "reading the module graph");
  try {
    for (const program of programs) {
      const problem = await compile(program, found.go, env, bin, step, run);
      // The work folder stays: what was downloaded and compiled makes the next attempt shorter.
      if (problem) return { reason: problem };
    }
    const { stdout, code } = await run(found.go, ["list", "-m", "-f", "{{.Dir}}", sdk], {
      cwd: join(modules, "cli"),
      env,
    });
    if (code !== 0) return { reason: `the module ${sdk} cannot be found` };
    for (const script of scripts) {
      copyFileSync(join(stdout.trim(), script), join(bin, basename(script)));
      chmodSync(join(bin, basename(script)), 0o755);
    }
    const answer = await installIntoCache(bin, "built from Go modules", context);
    step.update("deleting temporary files");
    await rm(work, { recursive: true, force: true });
    return answer;
  } finally {
    step.stop();
  }
}

/** @param {string} folder */
function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
