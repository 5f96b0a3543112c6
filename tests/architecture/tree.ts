/** The sources of the repository. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "./imports";

const SOURCE = /\.[cm]?[jt]sx?$/;
const LEFT_OUT = /^(?:node_modules|dist|\..*)$/;

/** Every program text below the root; built, installed and hidden folders are left out. */
export function readSources(root: string, folder = ""): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.test(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return readSources(root, path);
    return entry.isFile() && SOURCE.test(entry.name)
      ? [{ path, text: readFileSync(join(root, path), "utf8") }]
      : [];
  });
}
