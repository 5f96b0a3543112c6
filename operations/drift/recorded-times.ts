/** When a saved state was written, resource by resource. */

import { isJsonObject, listAt, objectAt, textAt } from "../../review/read/json";
import { deploymentOf } from "../../review/read/state";

/** Milliseconds by URN. Pulumi writes `modified` with each resource; where an old one did not, the state's own time. */
export function recordedTimes(text: string): ReadonlyMap<string, number> {
  const document: unknown = JSON.parse(text);
  const deployment = isJsonObject(document) ? deploymentOf(document) : undefined;
  if (deployment === undefined) return new Map();
  const manifest = objectAt(deployment, "manifest");
  const written = manifest === undefined ? undefined : textAt(manifest, "time");
  return new Map(
    (listAt(deployment, "resources") ?? []).flatMap((entry): [string, number][] => {
      if (!isJsonObject(entry)) return [];
      const urn = textAt(entry, "urn");
      const time = Date.parse(textAt(entry, "modified") ?? written ?? "");
      return urn === undefined || Number.isNaN(time) ? [] : [[urn, time]];
    }),
  );
}
