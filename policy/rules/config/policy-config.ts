/** The configuration as rules read it: every tier with all its bounds, nothing left to look up. */
import type { Sensitivity } from "../../../provider/model/sensitivity";
import type { SourcedBound } from "../bounds";
import type { Level } from "../rule";
import type { BaselineFinding, Exemption, TierAssignment } from "./config-file.generated";

export interface TierPolicy {
  readonly bounds: readonly SourcedBound[];
  readonly offlineAccess: "allowed" | "forbidden";
  readonly onlineAccess: "allowed" | "forbidden";
}

export interface PolicyConfig {
  readonly tiers: Readonly<Record<Sensitivity, TierPolicy>>;
  readonly defaultTier: Sensitivity;
  readonly assign: readonly TierAssignment[];
  /** Words that make an API look sensitive, in lower case. */
  readonly sensitiveWords: readonly string[];
  /** Levels that differ from the rules' own. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly exemptions: readonly Exemption[];
  readonly baseline: readonly BaselineFinding[];
}
