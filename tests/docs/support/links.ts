/** Relative links must lead to a file, and their anchors to a heading of it. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Page, parsePage } from "./markdown";

/** Sentences on links that lead nowhere. */
export function brokenLinks(page: Page, root: string): string[] {
  return page.links.flatMap(({ target, line }) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = "", anchor] = target.split("#");
    const at = file === "" ? page.path : path.posix.join(path.posix.dirname(page.path), file);
    if (!existsSync(path.join(root, at)) && file !== "")
      return [`${page.path}:${line}: there is no ${at} (${target})`];
    if (anchor === undefined) return [];
    const anchors = file === "" ? page.anchors : anchorsOf(root, at);
    return anchors.has(anchor) ? [] : [`${page.path}:${line}: ${at} has no heading #${anchor}`];
  });
}

function anchorsOf(root: string, file: string): ReadonlySet<string> {
  return parsePage(file, readFileSync(path.join(root, file), "utf8")).anchors;
}

/** Paths of somebody's machine, and addresses that are not this machine's loopback. */
export function privateNames(page: Page): string[] {
  const patterns = [
    /(?:^|[\s"'`(=])((?:\/root|\/home|\/Users|\/work|\/tmp|\/var\/folders|[A-Z]:\\)[/\\][^\s"'`)]*)/g,
    /\b((?!127\.0\.0\.1\b)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\b/g,
    /\b((?:npm|registry|artifactory|nexus|proxy)\.(?!npmjs\.org\b)[a-z0-9-]+\.[a-z.]+)\b/g,
  ];
  return page.text
    .split("\n")
    .flatMap((line, index) =>
      patterns.flatMap((pattern) =>
        [...line.matchAll(pattern)].map(([, found]) => `${page.path}:${index + 1}: ${found}`),
      ),
    );
}
