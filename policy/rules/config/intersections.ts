/** Refuses bounds that no lifetime satisfies: better a sentence about the configuration than a violation at every API. */

import { formatSeconds } from "../../../provider/model/durations";
import { ApiSettingsError } from "../../../provider/model/errors";
import { FLOWS, type Flow } from "../../../provider/model/lifetimes";
import type { Sensitivity } from "../../../provider/model/sensitivity";
import { limitsFor, type SourcedBound } from "../bounds";

const AUTHORIZE: readonly Flow[] = ["implicit", "hybrid"];
/** The sets of flows that share one lifetime. */
const SHARED: readonly (readonly Flow[])[] = [FLOWS.filter((flow) => !AUTHORIZE.includes(flow)), AUTHORIZE];

export function checkIntersections(tier: Sensitivity, bounds: readonly SourcedBound[]): void {
  for (const tokens of ["access", "refresh"] as const) {
    for (const flows of SHARED) {
      // Bound to a key of the client, a token has to satisfy the least: if nothing is left then, nothing ever is.
      const { maximum, minimum } = limitsFor(bounds, { tokens, flows, senderConstrained: true });
      if (!maximum || !minimum || minimum.seconds <= maximum.seconds) continue;
      throw new ApiSettingsError(
        "invalid-config",
        `tiers.${tier}: no lifetime of ${tokens} tokens satisfies both ${minimum.bound.source}, at least ${formatSeconds(minimum.seconds)}, and ${maximum.bound.source}, at most ${formatSeconds(maximum.seconds)}.`,
        { wayOut: "Take one of the two away from this tier." },
      );
    }
  }
}
