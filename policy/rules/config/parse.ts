/** From the content of a configuration file to the configuration that rules read, or to an error that names the place. */
import { ApiSettingsError } from "../../../provider/model/errors";
import { SENSITIVITIES, type Sensitivity } from "../../../provider/model/sensitivity";
import { sensitiveWords } from "../sensitive-words";
import type { Baseline, ConfigFile } from "./config-file.generated";
import { checkIntersections } from "./intersections";
import { baselineJsonSchema, configJsonSchema } from "./json-schema";
import type { PolicyConfig, TierPolicy } from "./policy-config";
import { describeIssues, type Written } from "./problems";
import { baselineSchema, configSchema } from "./schema";
import { tierPolicy } from "./tier-policy";

/** Throws `invalid-config`, with every problem of the file at once. */
export function parseConfig(content: unknown): ConfigFile {
  const parsed = configSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw refusal(parsed.error.issues, { content, schema: configJsonSchema(), what: "The configuration" });
}

/** The content of a baseline file. Throws `invalid-config`, with every problem of the file at once. */
export function parseBaseline(content: unknown): Baseline {
  const parsed = baselineSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw refusal(parsed.error.issues, { content, schema: baselineJsonSchema(), what: "The baseline" });
}

function refusal(issues: Parameters<typeof describeIssues>[0], written: Written): ApiSettingsError {
  return new ApiSettingsError("invalid-config", describeIssues(issues, written), {
    wayOut: "See docs/reference/policies.md for what the file may say.",
  });
}

/** Throws `invalid-config` where presets or limits of a tier contradict each other. */
export function resolveConfig(file: ConfigFile): PolicyConfig {
  const tiers = Object.fromEntries(SENSITIVITIES.map((tier) => [tier, tierPolicy(tier, file)])) as Record<
    Sensitivity,
    TierPolicy
  >;
  for (const tier of SENSITIVITIES) checkIntersections(tier, tiers[tier].bounds);
  return {
    tiers,
    defaultTier: file.defaultTier ?? "internal",
    assign: file.assign ?? [],
    sensitiveWords: sensitiveWords(file.sensitiveWords),
    levels: levelsOf(file),
    exemptions: file.exemptions ?? [],
    baseline: typeof file.baseline === "object" ? file.baseline.findings : [],
  };
}

export const DEFAULT_CONFIG: PolicyConfig = resolveConfig({});

function levelsOf({ rules = {} }: ConfigFile): PolicyConfig["levels"] {
  return Object.fromEntries(Object.entries(rules).flatMap(([id, level]) => (level ? [[id, level]] : [])));
}
