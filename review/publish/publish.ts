/** Creates or updates one comment. Looks, acts, waits, and looks again until what stands there is right. */
import { ApiSettingsError } from "../../provider/model/errors";
import { VERDICT_TITLE } from "../render/cells";
import { type Marker, parseMarker } from "../render/markdown/marker";
import type { Forge, ForgeComment } from "./forge";
import { isUnanswered, type Net } from "./http";

export type Action =
  | "created"
  | "updated"
  /** The same text stands there already, of the same commit and plan. */
  | "unchanged"
  /** A newer run has written the comment. */
  | "superseded"
  /** Nothing changes, and there is no comment that says otherwise. */
  | "nothing to say";

export interface PublishOptions {
  /** Only say what would be done. */
  readonly dryRun: boolean;
  /** Post a first comment also where nothing changes. */
  readonly always: boolean;
}

/** Two runs at once: each sees the other's comment by then. */
const SETTLE_SECONDS = 2;
const MAXIMUM_ROUNDS = 6;
/** A marker further ahead of this clock is taken for a wrong one, so that it cannot block all later runs. */
const MAXIMUM_AHEAD_MILLISECONDS = 10 * 60_000;

/**
 * @throws ApiSettingsError `invalid-input` where the body has no marker or is too long, and what the forge's requests throw.
 */
export async function publish(
  body: string,
  forge: Forge,
  net: Net,
  options: PublishOptions,
): Promise<Action> {
  const marker = checked(body, forge);
  let action: Action | undefined;
  let failure: unknown;
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const own = (await forge.list()).filter((comment) => isOf(comment, marker.key));
    const [kept, ...duplicates] = [...own].sort((a, b) => a.id - b.id);
    const todo = next(kept, duplicates, { body, marker, now: net.now(), always: options.always });
    if (options.dryRun || todo.action === "nothing to say") return todo.action;
    if (kept !== undefined && todo.body === undefined && duplicates.length === 0)
      // After a create or an update of ours, this look was the one that confirms it.
      return action !== undefined && todo.action === "unchanged" ? action : todo.action;
    try {
      if (kept === undefined) await forge.create(body);
      else if (todo.body !== undefined) await forge.update(kept.id, todo.body);
      for (const { id } of duplicates) await forge.remove(id);
      failure = undefined;
    } catch (error) {
      if (!isUnanswered(error)) throw error;
      // It may have arrived all the same: the next look tells.
      failure = error;
    }
    action ??= todo.action;
    await net.sleep(SETTLE_SECONDS);
  }
  throw (
    failure ??
    new ApiSettingsError("conflict", `Other runs kept changing the comment on ${forge.target}.`, {
      wayOut:
        "Let runs of one pull request follow each other (concurrency in GitHub, resource_group in GitLab).",
    })
  );
}

function checked(body: string, { maximumCharacters, target }: Forge): Marker {
  const marker = parseMarker(body);
  if (marker === undefined)
    throw new ApiSettingsError("invalid-input", "The body has no marker in its first line.", {
      wayOut: "Write it by apisettings review --out markdown=FILE.",
    });
  const { length } = body;
  if (length > maximumCharacters)
    throw new ApiSettingsError(
      "invalid-input",
      `The body has ${length} characters; ${target} takes ${maximumCharacters}.`,
      { wayOut: "Write it by apisettings review --out markdown=FILE, which keeps within the limit." },
    );
  return marker;
}

interface Wanted {
  readonly body: string;
  readonly marker: Marker;
  readonly now: number;
  readonly always: boolean;
}

/** What is right for the comment that is kept: the newest run's text, ours or that of a duplicate. */
function next(
  kept: ForgeComment | undefined,
  duplicates: readonly ForgeComment[],
  { body, marker, now, always }: Wanted,
): { action: Action; body?: string } {
  if (kept === undefined) {
    return { action: !always && saysNothingChanges(body) ? "nothing to say" : "created" };
  }
  const newest = [kept, ...duplicates].reduce((a, b) => (atOf(b, now) > atOf(a, now) ? b : a));
  if (atOf(newest, now) > marker.at)
    return { action: "superseded", ...(newest !== kept && { body: newest.body }) };
  if (isSame(kept.body, body)) return { action: "unchanged" };
  return { action: "updated", body };
}

function isOf({ isOwn, body }: ForgeComment, key: string): boolean {
  return isOwn && parseMarker(body)?.key === key;
}

function atOf({ body }: ForgeComment, now: number): number {
  const at = parseMarker(body)?.at ?? 0;
  return at > now + MAXIMUM_AHEAD_MILLISECONDS ? 0 : at;
}

/** Apart from the time of the run. Commit and plan count: by them an older run is told from a newer one. */
function isSame(former: string, body: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/^(<!-- \S+ v1 key=\S+) at=\d+/, "$1")
      .replace(/\r\n/g, "\n")
      .replace(/\u2060/g, "")
      .trimEnd();
  return plain(former) === plain(body);
}

/** By the heading, which the verdict's word begins. */
export function saysNothingChanges(body: string): boolean {
  const heading = body.split("\n").find((line) => line.startsWith("### ")) ?? "";
  return heading.replace(/^### \S+ /, "").startsWith(VERDICT_TITLE["nothing changes"]);
}
