/** docs/reference/policies.md: what the policies check, by which numbers, and what can be set. */
import { noteFrom } from "../markdown";
import { besideRulesSection } from "./beside-rules";
import { configurationSection } from "./configuration";
import { presetsSection } from "./presets";
import { rulesSection } from "./rules";
import { tiersSection } from "./tiers";
import { tokenTypesSection } from "./token-types";

const INTRODUCTION = `# Policies: rules, presets, configuration

Everything that the policy pack, \`apisettings policy\` and \`pulumi-apisettings/rules\` check, made from the tables that they read. How to use
them is in the [guide](../guides/policies.md).

[Rules](#rules) · [Policies beside the rules](#policies-beside-the-rules) · [Tiers](#tiers) · [Presets](#presets) · [Words](#words-that-look-sensitive) · [Resource types](#resource-types) · [Configuration file](#configuration-file)
`;

export function policiesPage(): string {
  return [
    noteFrom("policy/rules"),
    INTRODUCTION,
    ...rulesSection(),
    besideRulesSection(),
    ...tiersSection(),
    ...presetsSection(),
    ...tokenTypesSection(),
    ...configurationSection(),
  ].join("\n");
}
