/** Bounds in words. */
import type { Bound } from "../../../../policy/rules/presets";
import { formatSeconds } from "../../../../provider/model/durations";

/** "300 s (5 minutes) to 900 s (15 minutes)", "at most 3600 s (1 hour)" */
export function boundText({ minimumSeconds: minimum, maximumSeconds: maximum }: Bound): string {
  if (minimum !== undefined && maximum !== undefined)
    return `${formatSeconds(minimum)} to ${formatSeconds(maximum)}`;
  if (maximum !== undefined) return `at most ${formatSeconds(maximum)}`;
  return minimum === undefined ? "" : `at least ${formatSeconds(minimum)}`;
}
