import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The files under the given files and folders, as sorted paths relative to `root`; what does not exist is left out.
 *
 * @param {string} root
 * @param {string[]} paths
 */
export function filesUnder(root, paths) {
  /** @type {string[]} */
  const files = [];
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    if (statSync(full).isFile()) {
      files.push(path);
      continue;
    }
    for (const entry of readdirSync(full, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name).slice(join(root, "/").length));
    }
  }
  return files.sort();
}

/**
 * A hash over names and contents.
 *
 * @param {string} root
 * @param {string[]} files
 */
export function fingerprint(root, files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
