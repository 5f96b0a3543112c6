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

/** A step as the digest writes it, with the urn that it is about. */
export function readDigestStep(step: JsonObject): Step {
  const op = textAt(step, "op") ?? "";
  const [before, after] = [memberOf(step, "oldState"), memberOf(step, "newState")];
  return {
    op,
    refreshes: op === "refresh",
    found: false,
    before: readResource(before, "masked"),
    after: readResource(after, "masked"),
    replaceKeys: textsAt(step, "replaceReasons"),
    diffKeys: textsAt(step, "diffReasons"),
    detailedDiff: readDetailedDiff(step, "kind"),
    providerCodeChanged: providerCodeDiffers(before, after),
  };
}

/** The `metadata` of a resource event. */
export function readEventStep(metadata: JsonObject): Step {
  const op = textAt(metadata, "op") ?? "";
  const [before, after] = [memberOf(metadata, "old"), memberOf(metadata, "new")];
  return {
    op,
    refreshes: op === "refresh",
    found: false,
    before: readResource(before, "masked"),
    after: readResource(after, "masked"),
    replaceKeys: textsAt(metadata, "keys"),
    diffKeys: textsAt(metadata, "diffs"),
    detailedDiff: readDetailedDiff(metadata, "diffKind"),
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
