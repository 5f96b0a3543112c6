/** Resources of the model from what one input tells of them. */
import type { ReviewResource } from "./model";
import { programPosition } from "./position";
import type { WrittenResource } from "./written-resource";

/** A resource of saved state: it was so, and stays so unless a run tells otherwise. */
export function untouched(written: WrittenResource): ReviewResource {
  return { ...identity(written), before: written.state, after: written.state };
}

/** Everything about a resource but its states, operation and differences. */
export function identity(written: Omit<WrittenResource, "state" | "pendingDeletion">): ReviewResource {
  return {
    urn: written.urn,
    type: written.type,
    name: written.name,
    operation: "none",
    rawOperations: [],
    before: undefined,
    after: undefined,
    drift: undefined,
    doubt: undefined,
    parent: written.parent,
    provider: written.provider,
    position: programPosition(written.frames),
    frames: written.frames,
    replaceKeys: [],
    diffKeys: [],
    detailedDiff: [],
    providerCodeChanged: false,
  };
}
