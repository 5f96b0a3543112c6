import { join } from "node:path";
import { SetupError } from "../setup/setup-error.mjs";

/** Checks of the sources as a whole; each counts as one test. */
export const checks = [
  {
    title: "formatting and lint (biome)",
    program: "@biomejs/biome/bin/biome",
    args: ["check", "--diagnostic-level=error", "."],
    mend: "npm run format",
  },
  { title: "types (tsc)", program: "typescript/bin/tsc", args: ["--noEmit"], mend: "" },
  {
    title: "types of the dashboard's script (tsc)",
    program: "typescript/bin/tsc",
    args: ["--noEmit", "-p", "tenant/dashboard/browser"],
    mend: "",
  },
  {
    title: "generated files are in sync with their tables",
    program: "tsx/dist/cli.mjs",
    args: ["tools/generate/main.ts", "--check"],
    mend: "npm run generate",
  },
];

/**
 * @param {string | undefined} grep
 * @returns {typeof checks}
 */
export function selectChecks(grep) {
  if (grep === undefined) return checks;
  const parts = /^\/(.*)\/(\w*)$/.exec(grep);
  try {
    const pattern = parts ? new RegExp(parts[1] ?? "", parts[2]) : new RegExp(grep);
    return checks.filter(({ title }) => pattern.test(`checks ${title}`));
  } catch {
    throw new SetupError(`--grep ${grep} is not a regular expression.`);
  }
}

/**
 * @param {(typeof checks)[number]} check
 * @param {NodeJS.ProcessEnv} env
 * @param {{ root: string, run: import("../setup/children.mjs").Run }} context
 * @returns {Promise<string | undefined>} what is wrong
 */
export async function runCheck({ program, args, mend }, env, { root, run }) {
  const { code, output } = await run(process.execPath, [join(root, "node_modules", program), ...args], {
    cwd: root,
    env,
  });
  if (code === 0) return undefined;
  return `${output.trim() || `exit code ${code}`}${mend ? `\nTo mend it: ${mend}` : ""}`;
}
