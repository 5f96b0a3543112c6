/**
 * Properties with some of them changed, in the form that the SDK hands back to the engine. Everything else stays as it
 * came: unknown values, the envelopes of secrets, and Pulumi's own members, without which the dynamic provider has no code.
 */
import type { PropertyChange } from "../rules/rule";
import { type Properties, Secret, withoutProxies } from "./sdk";

export function remediated(
  properties: Properties,
  changes: readonly PropertyChange[],
): Record<string, unknown> {
  return changes.reduce<Record<string, unknown>>(
    (all, { property, value }) => withMember(all, property.split("."), value) as Record<string, unknown>,
    { ...(withoutProxies(properties) as Properties) },
  );
}

/** A list on the way stands for its first item, as it does for the rule that asks for the change. */
function withMember(given: unknown, path: readonly string[], value: unknown): unknown {
  const holder = withoutProxies(given);
  if (holder instanceof Secret) return new Secret(withMember(holder.value, path, value));
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(holder)) {
    const [first, ...others] = holder;
    return [withMember(first, path, value), ...others];
  }
  const members = typeof holder === "object" && holder !== null ? (holder as Properties) : {};
  return { ...members, [key]: withMember(members[key], rest, value) };
}
