/**
 * Form of `apisettings.config.json`. The published JSON Schema is made from it, so that editors and this tool agree.
 * Everything is optional: an empty configuration is the built-in one.
 */
import * as z from "zod";
import { SENSITIVITIES } from "../../../provider/model/sensitivity";
import { PRESETS } from "../presets";
import { LEVELS } from "../rule";
import { RULE_IDS } from "../rule-ids";

const tierName = z.enum(SENSITIVITIES);
const preset = z.enum(PRESETS.map((one) => one.id) as [string, ...string[]]);
const seconds = z.int().min(1);
const patterns = z.array(z.string().min(1)).min(1);
/** A calendar day in UTC; `z.iso.date` knows which days a month has. */
const day = z.iso.date();

const access = z.enum(["allowed", "forbidden"]);

/** In the JSON Schema, what a refinement beside it says in code: one of these members at least. */
function oneOf(...members: readonly string[]) {
  return { anyOf: members.map((member) => ({ required: [member] })) };
}

const tier = z.strictObject({
  presets: z
    .array(preset)
    .optional()
    .describe(
      "Presets that hold for this tier. Given here, they replace the built-in ones of the tier, as maximumSeconds does.",
    ),
  maximumSeconds: seconds
    .optional()
    .describe(
      "Longest lifetime of access tokens, in seconds. Given here, the built-in presets of the tier do not hold; presets that are given do.",
    ),
  minimumSeconds: seconds.optional().describe("Shortest lifetime of access tokens, in seconds."),
  webMaximumSeconds: seconds
    .optional()
    .describe(
      "Longest lifetime of access tokens that /authorize itself issues (implicit and hybrid flows), in seconds.",
    ),
  refreshTokenMaximumSeconds: seconds
    .optional()
    .describe("Longest absolute lifetime of refresh tokens, in seconds."),
  offlineAccess: access
    .optional()
    .describe(
      "Whether refresh tokens may be issued (offline_access). Default: forbidden for confidential and restricted.",
    ),
  onlineAccess: access
    .optional()
    .describe(
      "Whether online refresh tokens may be issued (online_access). Default: forbidden for confidential and restricted.",
    ),
});

const assignment = z
  .strictObject({
    tier: tierName.describe("Tier of the APIs that match."),
    identifiers: patterns
      .optional()
      .describe("Patterns of identifiers (audiences); * stands for any text. Case does not matter."),
    names: patterns
      .optional()
      .describe(
        "Patterns of names, in the program or in the tenant; * stands for any text. Case does not matter.",
      ),
    types: patterns
      .optional()
      .describe(
        "Pulumi type tokens, such as auth0:index/resourceServer:ResourceServer; * stands for any text.",
      ),
    because: z.string().min(1).optional().describe("Why, for messages."),
  })
  .refine(({ identifiers, names, types }) => Boolean(identifiers ?? names ?? types), {
    error: "says none of identifiers, names and types, so it matches nothing. Give at least one",
  })
  .meta(oneOf("identifiers", "names", "types"))
  .describe("All lists that are given must match; within a list one pattern is enough.");

const exemption = z
  .strictObject({
    rules: z.array(z.enum(RULE_IDS)).min(1).describe("Rules that do not hold."),
    urn: z.string().min(1).optional().describe("URN, or a pattern of URNs."),
    identifier: z.string().min(1).optional().describe("Identifier (audience), or a pattern. Case matters."),
    name: z.string().min(1).optional().describe("Name in the program, or a pattern. Case matters."),
    reason: z.string().min(1).describe("Why it is justified."),
    owner: z.string().min(1).describe("Who answers for it."),
    ticket: z.string().min(1).optional().describe("Where it was decided."),
    expires: day.describe("Last day on which it holds, in UTC: YYYY-MM-DD."),
  })
  .refine(({ urn, identifier, name }) => Boolean(urn ?? identifier ?? name), {
    error: "says none of urn, identifier and name, so it covers nothing. Give at least one",
  })
  .meta(oneOf("urn", "identifier", "name"));

const baselineFinding = z.strictObject({
  rule: z.enum(RULE_IDS).describe("Rule that was broken."),
  urn: z.string().min(1).describe("URN of the resource."),
  field: z.string().describe("Property in question."),
  seconds: z
    .union([z.number(), z.literal("unlimited")])
    .optional()
    .describe("Lifetime on that day, in seconds, where the rule is about one."),
});

export const baselineSchema = z.strictObject({
  version: z.literal(1).describe("Version of this form."),
  recorded: day.describe("Day on which the findings were recorded, in UTC."),
  findings: z.array(baselineFinding).describe("What is known, and counts again only when it gets worse."),
});

export const configSchema = z.strictObject({
  $schema: z.string().optional().describe("Where editors find the schema of this file."),
  defaultTier: tierName
    .optional()
    .describe("Tier of what says nothing and matches nothing. Default: internal."),
  presets: z
    .array(preset)
    .optional()
    .describe("Presets that hold for every tier, beside the tier's own; the strictest wins."),
  tiers: z
    .strictObject(forEach(SENSITIVITIES, tier.optional().describe("Presets and limits of the tier.")))
    .optional()
    .describe("What holds for each tier."),
  assign: z
    .array(assignment)
    .optional()
    .describe("Which APIs, clients and other resources belong to which tier; the strictest wins."),
  sensitiveWords: z
    .strictObject({
      add: patterns.optional().describe("Words beside the built-in ones."),
      remove: patterns.optional().describe("Built-in words that mean nothing here."),
    })
    .optional()
    .describe("Words in identifiers, names and scopes that make an API look sensitive."),
  rules: z
    .strictObject(forEach(RULE_IDS, z.enum(LEVELS).optional().describe("What a finding of the rule does.")))
    .optional()
    .describe("Levels of rules that differ from the built-in ones."),
  exemptions: z.array(exemption).optional().describe("Rules that do not hold for something, until a day."),
  baseline: z
    .union([z.string().min(1), baselineSchema])
    .optional()
    .describe("Path of the baseline file, beside this file."),
});

/** The types of both files are generated from the schemas: declarations that mention zod do not compile for all users. */
export type {
  Baseline,
  BaselineFinding,
  ConfigFile,
  Exemption,
  TierAssignment,
  TierSettings,
} from "./config-file.generated";

/** A member of the same form for each name. */
function forEach<Name extends string, Form>(names: readonly Name[], form: Form): Record<Name, Form> {
  return Object.fromEntries(names.map((name) => [name, form])) as Record<Name, Form>;
}
