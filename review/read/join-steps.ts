/** What the steps of one run about one resource come to. */
import type { Drift, Operation, ResourceState, ReviewResource } from "./model";
import { isTidying, operationOf, removes } from "./operations";
import { indistinguishable } from "./same-state";
import type { Step } from "./steps";
import { identity } from "./told-resource";

const NOT_FOUND_YET =
  "This input repeats what was recorded and does not say what the refresh found: give the streamed events, or a digest with --show-sames.";

/**
 * A run may refresh a resource, then plan for it, then tidy up. What is planned decides; without a plan, what the
 * refresh found. Undefined where no step has a resource.
 */
export function joinSteps(steps: readonly Step[]): ReviewResource | undefined {
  const written = steps.flatMap((step) => [step.after ?? [], step.before ?? []].flat());
  const planned = steps.filter((step) => !step.refreshes && !tidiesUp(step));
  const refreshed = steps.find((step) => step.refreshes);
  const about = planned.length > 0 ? planned : refreshed === undefined ? [] : [refreshed];
  const [known, last] = [written[0], about.at(-1)];
  if (known === undefined) return undefined;
  // The newest frames: a resource may have moved in the program.
  const frames = written.find((resource) => resource.frames.length > 0)?.frames ?? [];
  const rawOperations = [...new Set(steps.map((step) => step.op))];
  if (last === undefined) return { ...identity({ ...known, frames }), rawOperations };
  const operation = decide(about, last);
  const before = about.find((step) => step.before !== undefined)?.before?.state;
  const after = about.findLast((step) => step.after !== undefined)?.after?.state;
  return {
    ...identity({ ...known, frames }),
    operation,
    rawOperations,
    before,
    after: removes(operation) ? undefined : after,
    drift: planned.length > 0 ? driftOf(refreshed, planned) : undefined,
    doubt: planned.length === 0 && !last.found ? NOT_FOUND_YET : missingSide(operation, before, after),
    replaceKeys: last.replaceKeys,
    diffKeys: last.diffKeys,
    detailedDiff: last.detailedDiff,
    providerCodeChanged: about.some((step) => step.providerCodeChanged),
  };
}

/** Deletes what an earlier step or an earlier run has replaced: it says nothing of the resource as it is now. */
function tidiesUp(step: Step): boolean {
  return isTidying(step.op) || (step.op === "delete" && step.before?.pendingDeletion === true);
}

/** Pulumi leaves a side out where it could not write it down. */
function missingSide(
  operation: Operation,
  before: ResourceState | undefined,
  after: ResourceState | undefined,
): string | undefined {
  if (after === undefined && !removes(operation)) return "The step does not say what the resource will be.";
  const hadBefore = operation === "update" || operation === "replace" || removes(operation);
  return before === undefined && hadBefore ? "The step does not say what the resource was." : undefined;
}

function decide(about: readonly Step[], last: Step): Operation {
  const operations = about.map((step) => operationOf(step.op));
  if (operations.includes("replace")) return "replace";
  const operation = operationOf(last.op);
  return operation === "refresh" && last.found && last.after === undefined ? "delete" : operation;
}

function driftOf(refreshed: Step | undefined, planned: readonly Step[]): Drift | undefined {
  if (refreshed?.before === undefined) return undefined;
  const before = refreshed.before.state;
  // The plan starts from what was found; a digest does not say it in the refreshing step.
  const after = planned.find((step) => step.before !== undefined)?.before?.state;
  return indistinguishable(before, after) ? undefined : { before, after };
}
