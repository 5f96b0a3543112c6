/**
 * The policy that takes the settings for all others, and says what is wrong with them. It stands first in the list, and its
 * level is `remediate` although it changes nothing: at a request for remediations the SDK asks policies of that level only,
 * and those that remediate need the settings as well.
 */
import { CONFIGURATION_POLICY } from "../../rules/config/pack-config";
import { configSchema } from "../../rules/config/schema";
import { policyUrl } from "../links";
import { type About, type Run, STACK } from "../run";
import type { ConfigArgs, PackPolicy, ReportViolation } from "../sdk";

export function configurationPolicy(run: Run): PackPolicy {
  const begin = (about: About, args: ConfigArgs, report: ReportViolation) => {
    const settings = run.capture(args.getConfig());
    run.begin(about);
    // A mistake in the settings is one mistake, however many resources there are.
    if (settings.state === "invalid" && run.first("invalid settings"))
      report({ message: settings.problem, enforcementLevel: "mandatory" });
    if (run.missedRemediation() && run.first("missed remediation"))
      report({ message: LEVEL_CHANGED, enforcementLevel: "advisory" });
  };
  return {
    name: CONFIGURATION_POLICY,
    displayName: "The settings of the pack are valid",
    description:
      "Takes the settings that all rules share: tiers, presets, assignments, exemptions, baseline. Where they contradict themselves nothing is evaluated, and the preview is blocked.",
    enforcementLevel: "remediate",
    severity: "high",
    tags: ["configuration"],
    remediationSteps: "Put the configuration right as the message says.",
    url: policyUrl(CONFIGURATION_POLICY),
    configSchema: { properties: settingsSchema() },
    validateResource: (args, report) => begin(args.urn, args, report),
    validateStack: (args, report) => begin(STACK, args, report),
    remediateResource: (args) => {
      run.capture(args.getConfig());
      return undefined;
    },
  };
}

const LEVEL_CHANGED =
  "The level of `configuration` was changed, so a remediation had no settings to go by and changed nothing. Leave it at `remediate`; it never changes a resource itself.";

/**
 * The engine's own check of the settings, which comes before ours: only the kind of each member, because what is wrong
 * further in we say in clearer words. Members that it does not know the engine lets through, and ours refuses.
 */
function settingsSchema(): Record<string, object> {
  const { rules: _, $schema: __, ...members } = configSchema.shape;
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => {
      const { type } = member.unwrap();
      const kind = name === "baseline" ? "object" : type === "enum" ? "string" : type;
      return [name, { type: kind, ...(member.description && { description: member.description }) }];
    }),
  );
}
