/** One resource from what several inputs tell of it. */
import { mergeStates } from "./merge-values";
import type { Format, ResourceState, ReviewResource } from "./model";

export interface Telling {
  readonly source: string;
  readonly format: Format;
  readonly resource: ReviewResource;
}

/** What two tellings contradict each other in. */
export interface Conflict {
  readonly about: "operation" | "before" | "after" | "type";
  readonly properties: ReadonlySet<string>;
}

/** Events are nearest to the engine. State tells least of a run, and a telling in doubt gives way to a sure one. */
const FORMATS: readonly Format[] = ["events", "digest", "state", "resources"];
const rank = ({ resource, format }: Telling): number =>
  (resource.operation === "none" ? 200 : resource.doubt === undefined ? 0 : 100) + FORMATS.indexOf(format);

/** Best first; the sort is stable, so the order of the inputs decides between equals. */
export function byTrust(tellings: readonly Telling[]): Telling[] {
  return [...tellings].sort((a, b) => rank(a) - rank(b));
}

/** `main` with what `other` adds. Where they contradict each other, `main` is right and `conflict` is told. */
export function mergeResources(
  main: ReviewResource,
  other: ReviewResource,
  conflict: (conflict: Conflict) => void,
): ReviewResource {
  if (main.type !== other.type) conflict({ about: "type", properties: new Set() });
  return {
    ...main,
    ...mergeSides(main, other, conflict),
    rawOperations: [...new Set([...main.rawOperations, ...other.rawOperations])],
    parent: main.parent ?? other.parent,
    provider: main.provider ?? other.provider,
    position: main.position ?? other.position,
    frames: longer(main.frames, other.frames),
    replaceKeys: longer(main.replaceKeys, other.replaceKeys),
    diffKeys: longer(main.diffKeys, other.diffKeys),
    detailedDiff: longer(main.detailedDiff, other.detailedDiff),
    providerCodeChanged: main.providerCodeChanged || other.providerCodeChanged,
    ...(main.expect === undefined && other.expect !== undefined ? { expect: other.expect } : {}),
  };
}

type Sides = Pick<ReviewResource, "before" | "after" | "drift">;

function mergeSides(main: ReviewResource, other: ReviewResource, conflict: (c: Conflict) => void): Sides {
  const merge = (about: Conflict["about"], a: ResourceState | undefined, b: ResourceState | undefined) => {
    const properties = new Set<string>();
    if (a === undefined && b === undefined) return undefined;
    if (a === undefined || b === undefined) conflict({ about, properties });
    const merged = a === undefined || b === undefined ? a : mergeStates(a, b, properties);
    if (properties.size > 0) conflict({ about, properties });
    return merged;
  };
  // Only a step that tidies up after an earlier run: the other one knows what there is.
  if (main.operation === "none" && main.before === undefined && main.after === undefined) return other;
  const recordedOnly = other.operation === "none" || other.doubt !== undefined;
  if (recordedOnly && main.operation !== "none") return mergeRecorded(main, other, merge);
  if (main.operation !== other.operation) conflict({ about: "operation", properties: new Set() });
  return {
    before: merge("before", main.before, other.before),
    after: merge("after", main.after, other.after),
    drift: main.drift ?? other.drift,
  };
}

type Merge = (
  about: Conflict["about"],
  a: ResourceState | undefined,
  b: ResourceState | undefined,
) => ResourceState | undefined;

/** The other one knows only what was recorded before the run, which a refresh may have corrected since. */
function mergeRecorded(main: ReviewResource, other: ReviewResource, merge: Merge): Sides {
  if (main.drift === undefined) {
    return { before: merge("before", main.before, other.before), after: main.after, drift: undefined };
  }
  const before = merge("before", main.drift.before, other.before) ?? main.drift.before;
  return { before: main.before, after: main.after, drift: { ...main.drift, before } };
}

function longer<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return b.length > a.length ? b : a;
}
