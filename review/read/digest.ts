/** The digest that `pulumi preview --json` and `pulumi refresh --json` print: one document, without policy results. */

import { readChanges } from "./changes";
import { readDiagnostic, sortDiagnostics } from "./diagnostics";
import { joinSteps } from "./join-steps";
import { isJsonObject, type JsonObject, listAt, memberOf, numberAt, textAt } from "./json";
import type { Outcome, Problem, ReviewResource } from "./model";
import { readProperties } from "./properties";
import { readDigestStep, type Step } from "./steps";
import { type ToldRun, unknownOperations, untoldChanges } from "./told-run";

const NANOSECONDS = 1e9;

/** @param cut the text ended in the middle, and this is what could be saved of it. */
export function readDigest(digest: JsonObject, source: string, cut: boolean): ToldRun {
  const { steps, problems } = stepsOf(digest, source);
  const changes = readChanges(digest, "changeSummary");
  const config = memberOf(digest, "config");
  const duration = numberAt(digest, "duration");
  const { kept: diagnostics, failed } = sortDiagnostics(
    (listAt(digest, "diagnostics") ?? []).flatMap((item) =>
      isJsonObject(item) ? (readDiagnostic(item) ?? []) : [],
    ),
  );
  const refreshOnly = isRefreshOnly(steps);
  const joined = [...steps.values()].flatMap((own) => joinSteps(own) ?? []);
  const untold = untoldChanges(source, changes, joined);
  const settled = refreshOnly && changes !== undefined && untold.length === 0;
  const resources = settled ? joined.map(withoutDoubt) : joined;
  return {
    run: {
      source,
      format: "digest",
      kind: refreshOnly ? "refresh" : "preview",
      outcome: failed ? "failed" : outcomeOf(changes, cut),
      changes,
      durationSeconds: duration === undefined ? undefined : duration / NANOSECONDS,
      packs: [],
      config: config === undefined ? undefined : readProperties(config, "masked"),
      cliVersion: undefined,
      complete: !cut && changes !== undefined,
      incompleteBecause: cut
        ? "The digest ends in the middle."
        : changes === undefined
          ? "The digest has no summary of changes: the run did not come to its end."
          : undefined,
    },
    resources,
    violations: [],
    remediations: [],
    policyRuns: [],
    diagnostics,
    problems: [...problems, ...unknownOperations(source, steps), ...untold, ...doubts(source, resources)],
  };
}

/** A digest has no result. One with a summary and without an error is what a successful run prints. */
function outcomeOf(changes: object | undefined, cut: boolean): Outcome {
  return changes !== undefined && !cut ? "succeeded" : "unknown";
}

function stepsOf(
  digest: JsonObject,
  source: string,
): { steps: ReadonlyMap<string, Step[]>; problems: Problem[] } {
  const steps = new Map<string, Step[]>();
  let unreadable = 0;
  for (const item of listAt(digest, "steps") ?? []) {
    const urn = isJsonObject(item) ? textAt(item, "urn") : undefined;
    if (!isJsonObject(item) || urn === undefined) {
      unreadable++;
      continue;
    }
    const step = readDigestStep(item);
    if (step.before === undefined && step.after === undefined) unreadable++;
    steps.set(urn, [...(steps.get(urn) ?? []), step]);
  }
  const message = `${unreadable} steps of the digest have no resource.`;
  return { steps, problems: unreadable === 0 ? [] : [{ code: "unreadable", source, message }] };
}

/**
 * A run that only refreshes has one step a resource, and none that plans anything: the step of a resource that was
 * found changed is replaced by what was found, and the others stay "refresh".
 */
function isRefreshOnly(steps: ReadonlyMap<string, readonly Step[]>): boolean {
  const all = [...steps.values()];
  return (
    all.some((own) => own.some((step) => step.refreshes)) &&
    all.every(
      ([step, ...more]) => more.length === 0 && /^(?:refresh|update|delete|same)$/.test(step?.op ?? ""),
    )
  );
}

/** As many changes are told as were counted, so the resources that stayed "refresh" are as they were. */
function withoutDoubt(resource: ReviewResource): ReviewResource {
  return { ...resource, doubt: undefined };
}

function doubts(source: string, resources: readonly ReviewResource[]): Problem[] {
  const doubtful = resources.filter(
    ({ doubt, type }) => doubt !== undefined && type !== "pulumi:pulumi:Stack",
  );
  if (doubtful[0]?.doubt === undefined) return [];
  return [{ code: "not-told", source, message: doubtful[0].doubt, urns: doubtful.map(({ urn }) => urn) }];
}
