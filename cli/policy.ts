/** `apisettings policy`: everything around the policy pack. */
import type { Command } from "commander";
import type { CommandIo } from "./io";
import { addPolicyBaselineCommand } from "./policy-baseline";
import { addPolicyConfigCommand } from "./policy-config";
import { addPolicyInitCommand } from "./policy-init";
import { addPolicyListCommand } from "./policy-list";
import { addPolicyPathCommand } from "./policy-path";
import { addPolicyTestCommand } from "./policy-test";

const HELP = `
From nothing to a blocked preview:
  apisettings policy init --restricted 'https://payments.*'
  apisettings policy config --out apisettings.pack.json
  pulumi preview --policy-pack "$(apisettings policy path)" \\
    --policy-pack-config apisettings.pack.json`;

export function addPolicyCommand(program: Command, io: CommandIo): void {
  const policy = program
    .command("policy")
    .description("Rules about the lifetime of tokens: configuration, baseline, unit tests, the pack.")
    .addHelpText("after", HELP);
  addPolicyInitCommand(policy, io);
  addPolicyConfigCommand(policy, io);
  addPolicyPathCommand(policy, io);
  addPolicyTestCommand(policy, io);
  addPolicyBaselineCommand(policy, io);
  addPolicyListCommand(policy, io);
}
