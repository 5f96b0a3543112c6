/** Limits of the field table in force: the server's, overlaid by ours, overlaid by the provider's settings. */
import { ApiSettingsError } from "./errors";
import type { Field, Limit } from "./field";
import type { LimitOverrides } from "./limit-overrides";
import { suggest } from "./suggest";
import { INPUT_FIELDS } from "./table";

/** "tokenLifetimeSeconds", "scopes[].value": how `limits` names the place that a limit applies to. */
export function limitPlace(field: Field, on = ""): string {
  return on === "" || on.startsWith("[") ? `${field.name}${on}` : `${field.name}.${on}`;
}

/** The limits to check before an apply. */
export function previewLimits(field: Field, overrides: LimitOverrides = {}): Limit[] {
  const inForce = new Map<string, Limit>();
  for (const limit of [...(field.server ?? []), ...(field.preview ?? [])]) {
    if (limit.kind !== "open") inForce.set(`${limit.on ?? ""} ${limit.kind}`, limit);
  }
  return [...inForce.values()].flatMap((limit) => overridden(limit, overrides[limitPlace(field, limit.on)]));
}

function overridden(limit: Limit, override: LimitOverrides[string] | undefined): Limit[] {
  const value = override?.[limit.kind as keyof LimitOverrides[string]];
  if (value === undefined) return [limit];
  if (value === null) return [];
  const { because: _, ...rest } = limit;
  return [{ ...rest, value, source: "the provider's `limits` setting" }];
}

/** Refuses overrides of limits that do not exist, so that a typing mistake does not silently leave a limit as it was. */
export function checkOverrides(overrides: LimitOverrides): void {
  const places = new Map<string, Set<string>>();
  for (const field of INPUT_FIELDS) {
    for (const limit of previewLimits(field)) {
      const place = limitPlace(field, limit.on);
      places.set(place, (places.get(place) ?? new Set()).add(limit.kind));
    }
  }
  for (const [place, override] of Object.entries(overrides)) {
    const kinds = places.get(place);
    if (!kinds) {
      throw new ApiSettingsError(
        "invalid-settings",
        `limits: there is no limit on ${place}.${suggest(place, places.keys())}`,
        {
          wayOut: `Limits can be set on ${[...places.keys()].join(", ")}.`,
        },
      );
    }
    for (const kind of Object.keys(override)) {
      if (!kinds.has(kind)) {
        throw new ApiSettingsError(
          "invalid-settings",
          `limits: ${place} has no limit "${kind}".${suggest(kind, kinds)}`,
          {
            wayOut: `It has ${[...kinds].join(", ")}.`,
          },
        );
      }
    }
  }
}
