/** A fingerprint of the plan, so that a verdict can be told to belong to what is applied. */
import { createHash } from "node:crypto";
import { isObject, isSecret, isUnknown, type Value } from "../../provider/model/values";
import type { ReviewResource } from "../read/model";

/** SHA-256, in hex, of every resource's operation and inputs. Secrets are left out: a hash of one could be guessed. */
export function planHash(resources: readonly ReviewResource[]): string {
  const lines = resources
    .map(({ urn, operation, before, after }) =>
      JSON.stringify([urn, operation, canonical(before?.inputs ?? null), canonical(after?.inputs ?? null)]),
    )
    .sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** The same for the same content, whatever the order of keys. */
function canonical(value: Value): unknown {
  if (isUnknown(value)) return { unknown: true };
  if (isSecret(value)) return { secret: true };
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, canonical(member)]);
}
