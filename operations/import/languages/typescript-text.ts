/** Values in TypeScript. */
import type { Json } from "../../../provider/model/values";
import { quoted } from "./characters";

/** Lines of `key: value,`; `indent` is the text before the key. */
export function typescriptMember(key: string, value: Json, indent: string): string[] {
  const lines = valueLines(value, indent);
  lines[0] = `${indent}${typescriptKey(key)}: ${lines[0]}`;
  lines[lines.length - 1] += ",";
  return lines;
}

export function typescriptKey(key: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : quoted(key);
}

/** The first line stands without its indent. */
function valueLines(value: Json, indent: string): string[] {
  if (typeof value === "string") return [quoted(value)];
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  const inside = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return ["[]"];
    const items = value.flatMap((item) => {
      const lines = valueLines(item, inside);
      lines[0] = `${inside}${lines[0]}`;
      lines[lines.length - 1] += ",";
      return lines;
    });
    return ["[", ...items, `${indent}]`];
  }
  const members = Object.entries(value);
  if (members.length === 0) return ["{}"];
  return ["{", ...members.flatMap(([key, member]) => typescriptMember(key, member, inside)), `${indent}}`];
}
