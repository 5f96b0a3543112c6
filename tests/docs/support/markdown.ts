/** As much of Markdown as the tests need: code blocks with the hints above them, headings as anchors, links. */
import { type Hints, parseHints } from "./hints";

export interface Block {
  page: string;
  /** Of the first line of its text, from 1. */
  line: number;
  /** The word after the fence; `indented` for a block without one. */
  language: string;
  text: string;
  hints: Hints;
}

export interface Link {
  target: string;
  line: number;
}

export interface Page {
  /** Relative to the repository. */
  path: string;
  text: string;
  blocks: Block[];
  links: Link[];
  anchors: Set<string>;
  /** What is wrong with the page as a text. */
  faults: string[];
}

const NO_HINTS: Hints = { fixture: [], prints: [], tenant: [] };

export function parsePage(path: string, text: string): Page {
  const page: Page = { path, text, blocks: [], links: [], anchors: new Set(), faults: [] };
  const lines = text.split("\n");
  const slugs = new Map<string, number>();
  let hints: Hints | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const end = blockEnd(lines, index);
    if (end !== undefined) {
      page.blocks.push(block(path, lines, index, end, hints ?? NO_HINTS));
      if (end >= lines.length) page.faults.push(`${path}:${index + 1}: the code block has no end`);
      hints = undefined;
      index = isFence(line) ? end : end - 1;
      continue;
    }
    if (hints !== undefined && line.trim() !== "")
      page.faults.push(`${path}:${index}: a hint without a block`);
    if (line.trim() !== "") hints = hintsOf(page, line, index);
    addAnchor(page, line, slugs);
    addLinks(page, line, index);
  }
  if (hints !== undefined) page.faults.push(`${path}: a hint without a block`);
  return page;
}

function hintsOf(page: Page, line: string, index: number): Hints | undefined {
  try {
    return parseHints(line);
  } catch (error) {
    page.faults.push(`${page.path}:${index + 1}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function isFence(line: string): boolean {
  return /^\s*(```+|~~~+)/.test(line);
}

/** Where the block that begins at `start` ends: its closing fence, or the line after an indented one. */
function blockEnd(lines: readonly string[], start: number): number | undefined {
  const fence = /^\s*(```+|~~~+)/.exec(lines[start] ?? "")?.[1];
  let end = start + 1;
  if (fence !== undefined) {
    while (end < lines.length && (lines[end] ?? "").trim() !== fence) end++;
    return end;
  }
  // Inside a list, an indented line is text of the item.
  const before = lines.slice(0, start).findLast((line) => line.trim() !== "") ?? "";
  const follows = (lines[start - 1] ?? "").trim() === "" && !/^(\s|[-*]\s|\d+\.\s)/.test(before);
  if (!follows || !/^ {4}\S/.test(lines[start] ?? "")) return undefined;
  while (end < lines.length && /^ {4}/.test(lines[end] ?? "")) end++;
  return end;
}

function block(path: string, lines: readonly string[], start: number, end: number, hints: Hints): Block {
  const opening = lines[start] ?? "";
  const fenced = isFence(opening);
  const body = lines.slice(fenced ? start + 1 : start, end);
  const indent = /^\s*/.exec(fenced ? opening : "    ")?.[0].length ?? 0;
  return {
    page: path,
    line: start + (fenced ? 2 : 1),
    language: fenced ? opening.replace(/^\s*[`~]+/, "").trim() : "indented",
    text: `${body.map((line) => line.slice(indent)).join("\n")}\n`,
    hints,
  };
}

/** Anchors as GitHub makes them from headings. */
function addAnchor(page: Page, line: string, slugs: Map<string, number>): void {
  const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
  for (const [, id = ""] of line.matchAll(/<a (?:id|name)="([^"]+)"/g)) page.anchors.add(id);
  if (heading === undefined) return;
  const slug = heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
  const used = slugs.get(slug) ?? 0;
  slugs.set(slug, used + 1);
  page.anchors.add(used === 0 ? slug : `${slug}-${used}`);
}

function addLinks(page: Page, line: string, index: number): void {
  const prose = line.replace(/`[^`]*`/g, "");
  const inline = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
  const reference = /^\s*\[[^\]]+\]:\s*(\S+)/.exec(prose)?.[1];
  for (const target of reference === undefined ? inline : [...inline, reference]) {
    page.links.push({ target, line: index + 1 });
  }
}

export function place({ page, line }: Block): string {
  return `${page}:${line}`;
}
