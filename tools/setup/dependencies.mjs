import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { SetupError } from "./setup-error.mjs";
import { count } from "./words.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} Packages
 */

/**
 * Installs the npm packages that package-lock.json names, unless they are there.
 *
 * @param {import("./main.mjs").Context} context
 */
export async function installDependencies(context) {
  const { root, cache, console, run } = context;
  const folder = createHash("sha256").update(root).digest("hex").slice(0, 12);
  // The lock lies outside node_modules because `npm ci` begins by deleting that.
  await withLock(
    join(cache, "locks", `dependencies-${folder}`),
    async () => {
      const reason = outdated(root);
      if (!reason) return console.line("Dependencies", "up to date");
      const step = console.step("Dependencies", `npm ci, because ${reason}`);
      const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root });
      if (code !== 0) {
        step.stop();
        throw new SetupError(`npm ci failed (exit code ${code ?? "none"}):\n${npmErrors(output)}`);
      }
      step.done(`installed ${count(Object.keys(recorded(root)).length, "package")}`);
    },
    { onWait: (holder) => console.line("Dependencies", `waiting for ${holder}, which is installing them`) },
  );
}

/**
 * Why `npm ci` is due, or undefined when node_modules is what package-lock.json asks for. npm writes its own record of what
 * it installed as the last thing it does, so an interrupted installation has none.
 *
 * @param {string} root
 */
export function outdated(root) {
  if (!existsSync(join(root, "node_modules"))) return "node_modules is missing";
  const installed = recorded(root);
  if (Object.keys(installed).length === 0) return "node_modules is incomplete";
  return difference(
    JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages,
    installed,
    (path) => existsSync(join(root, path, "package.json")),
  );
}

/**
 * @param {Packages} locked the packages of package-lock.json
 * @param {Packages} installed the packages of npm's record
 * @param {(path: string) => boolean} exists
 */
export function difference(locked, installed, exists) {
  for (const [path, { version, integrity, optional }] of Object.entries(locked)) {
    const found = installed[path];
    // "" is this package itself. Optional packages are left out by npm where the platform is another.
    if (path === "" || (optional && !found)) continue;
    if (!found || !exists(path)) return `${path} is missing`;
    if (found.version !== version || found.integrity !== integrity) return `${path} is not ${version}`;
  }
  const extra = Object.keys(installed).find((path) => !(path in locked));
  return extra ? `${extra} is not in package-lock.json` : undefined;
}

/**
 * @param {string} root
 * @returns {Packages}
 */
function recorded(root) {
  try {
    return JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/**
 * What npm said was wrong, without the manual page that follows some of its errors.
 *
 * @param {string} output
 */
function npmErrors(output) {
  const lines = output.split("\n").filter((line) => /^npm (error|ERR!) \S/.test(line));
  return (lines.length > 0 ? lines : output.trimEnd().split("\n")).slice(0, 15).join("\n");
}
