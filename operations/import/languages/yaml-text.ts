/** Values in YAML, as Pulumi reads it. */
import type { Json } from "../../../provider/model/values";
import { quoted, wellFormed } from "./characters";

/** What needs no quotes in any YAML: no sign that means something, and no word that means another type. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*( [A-Za-z0-9_./-]+)*$/;
const WORDS_OF_OTHER_TYPES = /^(true|false|yes|no|on|off|y|n|null|nan)$/i;

/** A text that Pulumi does not interpret: keys, names, types. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !WORDS_OF_OTHER_TYPES.test(text) ? text : quoted(text);
}

/** Pulumi looks for `${…}` in every text: two dollars are one. */
export function yamlExpression(text: string): string {
  return yamlText(wellFormed(text).replace(/\$(?=[${])/g, "$$$$"));
}

/** Lines of `key: value`; `indent` is the text before the key. */
export function yamlMember(key: string, value: Json, indent: string): string[] {
  return yamlEntry(`${indent}${yamlExpression(key)}:`, value, `${indent}  `);
}

function yamlEntry(start: string, value: Json, indent: string): string[] {
  if (Array.isArray(value) && value.length > 0) {
    return [start, ...value.flatMap((item) => yamlItem(item, indent))];
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value);
    if (members.length > 0) {
      return [start, ...members.flatMap(([key, member]) => yamlMember(key, member, indent))];
    }
  }
  return [`${start} ${yamlScalar(value)}`];
}

/** An item begins on the line of its dash. */
function yamlItem(item: Json, indent: string): string[] {
  const [first = "", ...rest] =
    typeof item === "object" && item !== null && Object.keys(item).length > 0
      ? yamlEntry("", item, `${indent}  `).slice(1)
      : [`${indent}  ${yamlScalar(item)}`];
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function yamlScalar(value: Json): string {
  // Empty lists and objects are written alike in JSON and YAML.
  return typeof value === "string" ? yamlExpression(value) : JSON.stringify(value);
}
