/** Places inside a value: "encryptionKey.pem", "[].value", and the concrete paths they match. */
import { isObject, isUnknown, type Value } from "./values";

export type Path = readonly (string | number)[];

/** "scopes[2].value" */
export function formatPath(root: string, path: Path): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${key}`),
    root,
  );
}

export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  let current = value;
  for (const key of path) {
    if (typeof key === "number" && Array.isArray(current)) current = current[key];
    else if (typeof key === "string" && isObject(current)) current = current[key];
    else return current !== undefined && isUnknown(current) ? current : undefined;
  }
  return current;
}

/** Every concrete place that a pattern such as "[].value" or "claimsMapping.customClaims" matches in a value. */
export function placesMatching(value: Value, pattern: string): { path: Path; value: Value }[] {
  const steps =
    pattern === ""
      ? []
      : pattern
          .replaceAll("[]", ".[]")
          .split(".")
          .filter((step) => step !== "");
  let found: { path: Path; value: Value }[] = [{ path: [], value }];
  for (const step of steps) {
    found = found.flatMap(({ path, value: parent }) => {
      if (step === "[]") {
        return Array.isArray(parent)
          ? parent.map((item, index) => ({ path: [...path, index], value: item }))
          : [];
      }
      const member = isObject(parent) ? parent[step] : undefined;
      return member === undefined ? [] : [{ path: [...path, step], value: member }];
    });
  }
  return found;
}

/**
 * A copy of `value` in which the leaf at one dotted place is moved to another one and changed on the way. Where the
 * leaf is absent, or `change` gives undefined, the target stays as it is.
 */
export function replaceLeaf(
  value: Value,
  from: string,
  to: string,
  change: (leaf: Value) => Value | undefined,
): Value {
  const leaf = placesMatching(value, from)[0]?.value;
  if (leaf === undefined) return value;
  const changed = change(leaf);
  const without = setLeaf(value, from.split("."), undefined);
  return changed === undefined ? without : setLeaf(without, to.split("."), changed);
}

/** A copy with the leaf at `path` set, or removed for undefined. */
export function setLeaf(value: Value, path: readonly string[], leaf: Value | undefined): Value {
  const [key, ...rest] = path;
  if (key === undefined || !isObject(value)) return value;
  const { [key]: present, ...others } = value;
  if (rest.length > 0)
    return present === undefined ? value : { ...value, [key]: setLeaf(present, rest, leaf) };
  return leaf === undefined ? others : { ...value, [key]: leaf };
}
