/** Properties as the SDK gives them, turned into values as rules read them. */
import { isUnknownSentinel } from "../../provider/model/sentinels";
import { Secret, UNKNOWN, type Value, type ValueObject } from "../../provider/model/values";
import { type Properties, Secret as SdkSecret, withoutProxies } from "./sdk";

/** Without the members whose names begin with two underscores: they are Pulumi's, and the dynamic provider's code. */
export function valuesOf(properties: Properties): ValueObject {
  return members(withoutProxies(properties) as Properties, (name) => !name.startsWith("__"));
}

function members(object: Properties, keep: (name: string) => boolean): ValueObject {
  const entries: [string, Value][] = [];
  for (const [name, member] of Object.entries(object)) {
    const value = keep(name) ? toValue(member) : undefined;
    if (value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** Undefined for what no rule reads: nothing at all, assets and archives, which are objects of a class. */
function toValue(given: unknown): Value | undefined {
  const bare = withoutProxies(given);
  if (bare === null || bare === undefined) return undefined;
  if (typeof bare === "string") return isUnknownSentinel(bare) ? UNKNOWN : bare;
  if (typeof bare === "number" || typeof bare === "boolean") return bare;
  // A hole keeps its place, so that the others keep their index.
  if (Array.isArray(bare)) return bare.map((item) => toValue(item) ?? null);
  if (bare instanceof SdkSecret) {
    const value = toValue(bare.value);
    return value === undefined ? undefined : new Secret(value);
  }
  return isPlainObject(bare) ? members(bare, () => true) : undefined;
}

function isPlainObject(value: unknown): value is Properties {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
