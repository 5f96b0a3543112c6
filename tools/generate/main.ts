/**
 * `npm run generate`: writes what is made from the tables in provider/model and policy/rules. With `--check` it writes nothing, names
 * the files that are not what the tables say, and ends with 1 if there are any.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generatedFiles } from "./files";

const ROOT = path.resolve(__dirname, "../..");

function main(args: readonly string[]): number {
  const stale = [...generatedFiles()].filter(([file, content]) => current(file) !== content);
  if (args.includes("--check")) {
    for (const [file] of stale) console.error(`${file} is not what the tables say.`);
    if (stale.length > 0) console.error("Run: npm run generate");
    return stale.length > 0 ? 1 : 0;
  }
  for (const [file, content] of stale) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    writeFileSync(path.join(ROOT, file), content);
  }
  console.log(
    stale.length > 0 ? `Wrote ${stale.map(([file]) => file).join(", ")}.` : "Everything is up to date.",
  );
  return 0;
}

function current(file: string): string | undefined {
  const full = path.join(ROOT, file);
  // A checkout on Windows may have turned line ends.
  return existsSync(full) ? readFileSync(full, "utf8").replaceAll("\r\n", "\n") : undefined;
}

process.exitCode = main(process.argv.slice(2));
