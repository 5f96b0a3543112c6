/** What package.json promises to users has a source. */
import { BUNDLES } from "./layers";

export interface EntryPoints {
  main?: string;
  types?: string;
  bin?: Record<string, string>;
  exports?: unknown;
}

/** A sentence for each promised file that no source makes. */
export function missingEntryPoints(manifest: EntryPoints, exists: (path: string) => boolean): string[] {
  const promised = [
    ...filesIn(manifest.main),
    ...filesIn(manifest.types),
    ...filesIn(manifest.bin),
    ...filesIn(manifest.exports),
  ];
  return [...new Set(promised)]
    .map((file) => file.replace(/^\.\//, ""))
    .filter((file) => !exists(sourceOf(file)))
    .map((file) => `package.json promises ${file}, but there is no ${sourceOf(file)}.`);
}

/** "dist/sdk/plugin.d.ts" and "dist/sdk/plugin.js" are compiled from "sdk/plugin.ts"; other files are their own source. */
export function sourceOf(file: string): string {
  const bundled = BUNDLES[file];
  if (bundled !== undefined) return bundled;
  return file.startsWith("dist/") ? file.slice("dist/".length).replace(/(\.d\.ts|\.js)$/, ".ts") : file;
}

function filesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : [];
}
