/** Steps of a run: a digest lists them, events tell of their beginning and their end. */
import { booleanAt, isJsonObject, type JsonObject, memberOf, objectAt, textAt, textsAt } from "./json";
import type { PropertyChange } from "./model";
import { providerCodeDiffers, readResource, type WrittenResource } from "./written-resource";

export interface Step {
  /** As Pulumi spells it. */
  readonly op: string;
  /** Looks at the resource as it is outside, before anything is planned. */
  readonly refreshes: boolean;
  /** `after` is what the step came to. A digest, and an event at its beginning, repeat what was recorded. */
  readonly found: boolean;
  readonly before: WrittenResource | undefined;
  readonly after: WrittenResource | undefined;
  readonly replaceKeys: readonly string[];
  readonly diffKeys: readonly string[];
  readonly detailedDiff: readonly PropertyChange[];
  readonly providerCodeChanged: boolean;
}

/** What a digest and events call the members of a step; beyond the names they are the same. */
interface StepKeys {
  readonly before: string;
  readonly after: string;
  readonly replaceKeys: string;
  readonly diffKeys: string;
  readonly diffKind: string;
}

const DIGEST_KEYS: StepKeys = {
  before: "oldState",
  after: "newState",
  replaceKeys: "replaceReasons",
  diffKeys: "diffReasons",
  diffKind: "kind",
};
const EVENT_KEYS: StepKeys = {
  before: "old",
  after: "new",
  replaceKeys: "keys",
  diffKeys: "diffs",
  diffKind: "diffKind",
};

/** A step as the digest writes it, with the urn that it is about. */
export const readDigestStep = (step: JsonObject): Step => readStep(step, DIGEST_KEYS);

/** The `metadata` of a resource event. */
export const readEventStep = (metadata: JsonObject): Step => readStep(metadata, EVENT_KEYS);

function readStep(step: JsonObject, keys: StepKeys): Step {
  const op = textAt(step, "op") ?? "";
  const [before, after] = [memberOf(step, keys.before), memberOf(step, keys.after)];
  return {
    op,
    refreshes: op === "refresh",
    found: false,
    before: readResource(before, "masked"),
    after: readResource(after, "masked"),
    replaceKeys: textsAt(step, keys.replaceKeys),
    diffKeys: textsAt(step, keys.diffKeys),
    detailedDiff: readDetailedDiff(step, keys.diffKind),
    providerCodeChanged: providerCodeDiffers(before, after),
  };
}

/** The step whose beginning and end two events tell of. */
export function endedStep(begun: Step | undefined, ended: Step): Step {
  return { ...ended, refreshes: begun?.refreshes ?? ended.refreshes, found: true };
}

function readDetailedDiff(step: JsonObject, kindKey: string): PropertyChange[] {
  const changes = Object.entries(objectAt(step, "detailedDiff") ?? {});
  return changes.flatMap(([path, change]) =>
    isJsonObject(change)
      ? [{ path, kind: textAt(change, kindKey) ?? "", inputDiff: booleanAt(change, "inputDiff") ?? false }]
      : [],
  );
}
