/** `apisettings policy`: everything around the policy pack. */
import type { Command } from "commander";
import type { CommandIo } from "./io";
import { addPolicyTestCommand } from "./policy-test";

const HELP = `
From nothing to a blocked preview:
  apisettings policy init --restricted 'https://payments.*'
  pulumi preview --policy-pack "$(apisettings policy path)"`;

export function addPolicyCommand(program: Command, io: CommandIo): void {
  const policy = program
    .command("policy")
    .description("Rules about the lifetime of tokens: configuration, baseline, unit tests, the pack.")
    .addHelpText("after", HELP);
  addPolicyTestCommand(policy, io);
}
