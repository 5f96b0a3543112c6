/** Every rule, under a heading that the pack's results point to. */
import { RULES } from "../../../../policy/rules/catalogue";
import type { Framework, Rule } from "../../../../policy/rules/rule";
import { code, link, table } from "../markdown";

const INTRODUCTION = `## Rules

The level is what happens where the configuration says nothing else: a mandatory finding blocks the preview and the update, an advisory one
is printed. \`remediate\` as a level puts the setting right instead, in rules that can.
`;

export function rulesSection(): string[] {
  return [
    INTRODUCTION,
    table(
      ["rule", "what holds", "level", "severity", "can remediate"],
      RULES.map((rule) => [
        link(rule.id),
        rule.title,
        rule.level,
        rule.severity,
        rule.remediate === undefined ? "" : "yes",
      ]),
    ),
    "",
    ...RULES.map(ruleSection),
  ];
}

function ruleSection(rule: Rule): string {
  const facts = [
    `- Level: ${rule.level}; severity: ${rule.severity}`,
    `- Looks at: ${scopeOf(rule)}`,
    ...(rule.framework ? [`- Rests on: ${frameworkText(rule.framework)}`] : []),
    `- To put it right: ${rule.remediationSteps}`,
    `- Level \`remediate\`: ${rule.remediate === undefined ? "not offered" : "sets what the message tells to set"}`,
    ...(rule.worse ? [`- In a baseline: counts again when the time gets ${rule.worse}`] : []),
    `- Tags: ${rule.tags.map(code).join(", ")}`,
  ];
  return `### ${rule.id}\n\n**${rule.title}.** ${rule.description}\n\n${facts.join("\n")}\n`;
}

function scopeOf({ checkResource, checkStack }: Rule): string {
  const each = checkResource === undefined ? [] : ["each resource"];
  return [...each, ...(checkStack === undefined ? [] : ["all resources of the stack together"])].join(
    ", and ",
  );
}

function frameworkText({ name, version, reference, specification }: Framework): string {
  return `${[name, version].filter(Boolean).join(" ")}, ${reference}: ${specification}`;
}
