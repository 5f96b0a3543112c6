/** The pages under test: what a reader of the repository finds. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { REPOSITORY } from "../../../tools/support/packed-package";
import { type Block, type Page, parsePage } from "./markdown";

export const PAGES: readonly Page[] = [
  ...readdirSync(REPOSITORY).filter((file) => file.endsWith(".md")),
  ...markdownUnder("docs"),
].map((file) => parsePage(file, readFileSync(path.join(REPOSITORY, file), "utf8")));

export const BLOCKS: readonly Block[] = PAGES.flatMap(({ blocks }) => blocks);

function markdownUnder(folder: string): string[] {
  return readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.posix.join(folder, file.split(path.sep).join("/")))
    .sort();
}
