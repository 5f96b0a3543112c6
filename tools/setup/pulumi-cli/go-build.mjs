import { join } from "node:path";
import { root } from "../places.mjs";
import { lastLines } from "../words.mjs";
import { programs } from "./go-programs.mjs";

/** Where the pins are. */
export const modules = join(root, "tools", "pulumi-cli");

/**
 * Compiles one program into `bin`. Returns what went wrong, or undefined.
 *
 * @param {import("./go-programs.mjs").GoProgram} program
 * @param {string} go
 * @param {NodeJS.ProcessEnv} env
 * @param {string} bin
 * @param {import("../console.mjs").Step} step
 * @param {import("../children.mjs").Run} run
 */
export async function compile(program, go, env, bin, step, run) {
  const cwd = join(modules, program.module);
  const flags = ["-trimpath", "-tags", "osusergo,grpcnotrace"];
  const label = `${programs.indexOf(program) + 1} of ${programs.length}: ${program.name} ${program.version}`;
  step.update(`downloading ${label}`);
  let downloads = 0;
  const listed = await run(go, ["list", "-deps", ...flags, program.path], {
    cwd,
    env,
    onOutput: (text) => {
      downloads += text.split("go: downloading ").length - 1;
      if (downloads > 0) step.update(`downloading ${label}, ${downloads} modules`);
    },
  });
  if (listed.code !== 0) return failure("downloading", program, listed);

  const total = listed.stdout.split("\n").filter(Boolean).length;
  let compiled = 0;
  const built = await run(
    go,
    [
      "build",
      "-v",
      ...flags,
      "-ldflags",
      `-s -w -X ${program.variable}=v${program.version}`,
      "-o",
      join(bin, program.name),
      program.path,
    ],
    {
      cwd,
      env,
      // -v names each package on a line when it is compiled, not when it comes from the build cache.
      onOutput: (text) => {
        compiled += text.split("\n").length - 1;
        step.update(`compiling ${label}, ${compiled} of at most ${total} packages`);
      },
    },
  );
  return built.code === 0 ? undefined : failure("compiling", program, built);
}

/**
 * @param {string} what
 * @param {{ name: string }} program
 * @param {import("../children.mjs").Finished} finished
 */
function failure(what, program, { output }) {
  const noise = /^go: (downloading|finding) |^[\w.-]+(\/[\w.-]+)+$/;
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !noise.test(line));
  return `${what} ${program.name} failed: ${lastLines(lines.join("\n"), 3) || "no message"}`;
}

/**
 * Everything Go writes goes into our folder, and no setting of the user's shell or an enclosing workspace changes what is built.
 *
 * @param {NodeJS.ProcessEnv} base
 * @param {string} work
 */
export function goEnvironment(base, work) {
  return {
    ...base,
    GOMODCACHE: join(work, "mod"),
    GOCACHE: join(work, "build"),
    GOTMPDIR: join(work, "tmp"),
    GOBIN: undefined,
    GOOS: undefined,
    GOARCH: undefined,
    // Without -modcacherw the module cache is read-only and cannot be deleted as simply.
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
    GOWORK: "off",
    // As the official release: no C compiler needed.
    CGO_ENABLED: "0",
  };
}
