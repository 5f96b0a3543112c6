/** The first line of a comment, hidden: whose comment it is, and how new, so that a tool finds its own again. */
import { createHash } from "node:crypto";
import type { Report } from "../../report/report";
import { markerText } from "./escape";

export interface Marker {
  /** Tells the comments of several projects and stacks on one pull request apart. */
  readonly key: string;
  /** When the run began, in milliseconds since 1970: an older run never overwrites a newer one. */
  readonly at: number;
  readonly head: string | undefined;
  readonly plan: string;
}

const LONGEST_PART = 300;

const NAME = "apisettings-review";

export function markerKey({ kind, project, stack }: Report): string {
  return [kind, project ?? "", stack ?? ""].map(keyPart).join("/");
}

/** A name of thousands of characters would fill the comment; its hash tells it apart as well. */
function keyPart(text: string): string {
  const part = markerText(text);
  return part.length <= LONGEST_PART ? part : createHash("sha256").update(part).digest("hex");
}

export function markerLine({ key, at, head, plan }: Marker): string {
  return `<!-- ${NAME} v1 key=${key} at=${at} head=${markerText(head ?? "")} plan=${plan} -->`;
}

/** Reads the marker of a comment's first line; undefined for every other comment. */
export function parseMarker(body: string): Marker | undefined {
  const line = body.split("\n", 1)[0] ?? "";
  const match = /^<!-- apisettings-review v1 key=(\S+) at=(\d+) head=(\S*) plan=(\S*) -->\s*$/.exec(line);
  if (match === null) return undefined;
  const [, key = "", at = "", head = "", plan = ""] = match;
  return { key, at: Number(at), head: head === "" ? undefined : decodedHead(head), plan };
}

/** Anybody may write a comment that looks like ours, with an encoding that is none. */
function decodedHead(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
