/** Every key of the configuration file and of the baseline file. */
import { baselineJsonSchema, configJsonSchema } from "../../../../policy/rules/config/json-schema";
import { DEFAULT_CONFIG } from "../../../../policy/rules/config/parse";
import { PRESETS } from "../../../../policy/rules/presets";
import { RULE_IDS } from "../../../../policy/rules/rule-ids";
import { SENSITIVITIES } from "../../../../provider/model/sensitivity";
import type { SchemaNode } from "../../json-schema-node";
import { code, listed, table } from "../markdown";

const INTRODUCTION = `## Configuration file

\`apisettings.config.json\`. Everything is optional; an empty object is what is built in. A key or a value that is not known is an error that
names its place. TIER stands for one of ${listed(SENSITIVITIES.map(code), "or")}, RULE for the name of a [rule](#rules).
`;

const BASELINE = `### Baseline file

\`apisettings.baseline.json\`, as \`apisettings policy baseline\` writes it. A finding that is in it does not block, unless its lifetime became worse.
`;

export function configurationSection(): string[] {
  const rows = (schema: object) => table(["key", "type", "default", "meaning"], rowsOf(schema, ""));
  return [
    INTRODUCTION,
    rows(configJsonSchema() as object),
    "",
    BASELINE,
    `${rows(baselineJsonSchema() as object)}\n`,
  ];
}

/** Defaults that the schema cannot say, because what is not given is looked up elsewhere. */
const DEFAULTS: Readonly<Record<string, string>> = {
  defaultTier: code(DEFAULT_CONFIG.defaultTier),
  "tiers.TIER.presets": "see [Tiers](#tiers)",
  "tiers.TIER.offlineAccess": "see [Tiers](#tiers)",
  "tiers.TIER.onlineAccess": "see [Tiers](#tiers)",
  "rules.RULE": "the rule's own",
};

/** Lists of names of which one row stands for all. */
const PLACEHOLDERS: readonly (readonly [names: readonly string[], placeholder: string])[] = [
  [SENSITIVITIES, "TIER"],
  [RULE_IDS, "RULE"],
];

function rowsOf(node: SchemaNode, path: string): string[][] {
  const entries = Object.entries(node.properties ?? {});
  const names = entries.map(([name]) => name);
  const placeholder = PLACEHOLDERS.find(([all]) => all.join() === names.join())?.[1];
  const shown = placeholder === undefined ? entries : entries.slice(0, 1);
  return shown.flatMap(([name, member]) => {
    const place = `${path}${placeholder ?? name}`;
    const inside = insideOf(member);
    const isList = member.items !== undefined;
    return [
      [
        code(place),
        typeText(member),
        node.required?.includes(name) ? "required" : (DEFAULTS[place] ?? ""),
        // Its own column says the default.
        (member.description ?? "").replace(/ Default: .*/, ""),
      ],
      ...(inside === undefined ? [] : rowsOf(inside, `${place}${isList ? "[]" : ""}.`)),
    ];
  });
}

/** The object that a member is or is a list of. */
function insideOf(node: SchemaNode): SchemaNode | undefined {
  const object = node.items ?? node;
  return object.properties === undefined ? undefined : object;
}

function typeText(node: SchemaNode): string {
  if (node.const !== undefined) return code(JSON.stringify(node.const));
  if (node.enum) return enumText(node.enum);
  if (node.anyOf && !node.properties) return node.anyOf.map(typeText).join(", or ");
  switch (node.type) {
    case "array":
      return listText(node.items ?? {});
    case "integer":
      return "whole number";
    case "string":
      return "text";
    default:
      return node.type ?? "any value";
  }
}

function listText(items: SchemaNode): string {
  const text = typeText(items);
  return text === "text" || text === "object" ? `list of ${text}s` : `list: ${text}`;
}

function enumText(values: readonly string[]): string {
  if (values.join() === RULE_IDS.join()) return "name of a [rule](#rules)";
  if (values.join() === PRESETS.map(({ id }) => id).join()) return "name of a [preset](#presets)";
  return listed(values.map(code), "or");
}
