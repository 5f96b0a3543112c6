/** `apisettings tenant demo`: the story of the stolen token. It needs no socket and no account, and ends by itself. */
import type { Command } from "commander";
import { createStyle } from "../tenant/demo/layout";
import { tenantOpener } from "../tenant/demo/open";
import type { StoryResult } from "../tenant/demo/result";
import { tellStory } from "../tenant/demo/story";
import { storyText } from "../tenant/demo/text";

export interface DemoFlags {
  json?: true;
}

/** What the command takes from its process. */
export interface DemoOutput {
  write(text: string): void;
  isTerminal: boolean;
  /** https://no-color.org: any value but the empty one means no. */
  noColour: string | undefined;
}

export function addTenantDemoCommand(tenant: Command): void {
  tenant
    // As in main.ts: a --json behind `demo` is the demo's, although `tenant` has one too.
    .enablePositionalOptions()
    .command("demo")
    .description("Show how long a thief keeps access with stolen tokens, by the settings of API and client.")
    .option("--json", "print the result as JSON: every step with its clock, outcome and expectation")
    .action(async (flags: DemoFlags) => {
      process.exitCode = await runDemo(flags, {
        write: (text) => process.stdout.write(text),
        isTerminal: process.stdout.isTTY === true,
        noColour: process.env.NO_COLOR,
      });
    });
}

/** Exit code: 0 if all came out as told, else 1. */
export async function runDemo(
  flags: DemoFlags,
  output: DemoOutput,
  tell: () => Promise<StoryResult> = () => tellStory(tenantOpener()),
): Promise<0 | 1> {
  const result = await tell();
  const style = createStyle(output.isTerminal && !output.noColour);
  output.write(`${flags.json ? JSON.stringify(result, null, 2) : storyText(result, style)}\n`);
  return result.holds ? 0 : 1;
}
