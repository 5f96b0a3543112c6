/** The bounds of one tier: its presets, those that hold for all tiers, and its own numbers. */
import { isSensitive, type Sensitivity } from "../../../provider/model/sensitivity";
import type { SourcedBound } from "../bounds";
import { type Bound, type Preset, presetNamed } from "../presets";
import type { ConfigFile, TierSettings } from "./config-file.generated";
import type { TierPolicy } from "./policy-config";

/** What holds where the configuration says nothing: a day, an hour for confidential APIs, 15 minutes for restricted ones. */
export const BUILT_IN_PRESETS: Readonly<Record<Sensitivity, readonly string[]>> = {
  public: ["auth0-default"],
  internal: ["auth0-default"],
  confidential: ["rfc6750-1h"],
  restricted: ["house-900s"],
};

export function tierPolicy(tier: Sensitivity, file: ConfigFile): TierPolicy {
  const own = file.tiers?.[tier] ?? {};
  const byDefault = isSensitive(tier) ? "forbidden" : "allowed";
  // Who says how long is long enough for a tier means it: the built-in presets are for those who say nothing.
  const saysNothing = own.presets === undefined && own.maximumSeconds === undefined;
  const presets = [
    ...(own.presets ?? []),
    ...(saysNothing ? BUILT_IN_PRESETS[tier] : []),
    ...(file.presets ?? []),
  ];
  return {
    bounds: [...presets.flatMap(presetBounds), ...ownBounds(tier, own)],
    offlineAccess: own.offlineAccess ?? byDefault,
    onlineAccess: own.onlineAccess ?? byDefault,
  };
}

function presetBounds(id: string): SourcedBound[] {
  const preset = presetNamed(id);
  return (preset?.bounds ?? []).map((bound) => ({ ...bound, source: sourceOf(id, preset, bound) }));
}

/** "preset cdr-au (Consumer Data Standards ..., MUST)"; what is not settled about it is said as well. */
function sourceOf(id: string, preset: Preset | undefined, { section, strength }: Bound): string {
  if (preset === undefined || strength === "house rule") return `preset ${id} (house rule)`;
  const status = preset.status === "draft" || preset.status === "unverified" ? `, ${preset.status}` : "";
  return `preset ${id} (${preset.document}, ${section}, ${strength}${status})`;
}

function ownBounds(tier: Sensitivity, own: TierSettings): SourcedBound[] {
  const bound = (key: keyof TierSettings, rest: Partial<SourcedBound>): SourcedBound[] =>
    own[key] === undefined
      ? []
      : [
          {
            tokens: "access",
            section: "configuration",
            strength: "house rule",
            source: `tiers.${tier}.${key} of the configuration`,
            ...rest,
          },
        ];
  return [
    ...bound("maximumSeconds", numbers({ maximumSeconds: own.maximumSeconds })),
    ...bound("minimumSeconds", numbers({ minimumSeconds: own.minimumSeconds })),
    ...bound("webMaximumSeconds", {
      ...numbers({ maximumSeconds: own.webMaximumSeconds }),
      flows: ["implicit", "hybrid"],
    }),
    ...bound("refreshTokenMaximumSeconds", {
      ...numbers({ maximumSeconds: own.refreshTokenMaximumSeconds }),
      tokens: "refresh",
    }),
  ];
}

/** Leaves out what is not given: an optional member is absent, not undefined. */
function numbers(given: {
  maximumSeconds?: number | undefined;
  minimumSeconds?: number | undefined;
}): Partial<SourcedBound> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
