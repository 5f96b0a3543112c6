/** `apisettings policy list`: rules and presets, by the names that configurations use. */
import type { Command } from "commander";
import { RULES } from "../policy/rules/catalogue";
import { levelOf } from "../policy/rules/evaluate";
import { type Bound, PRESETS, type Preset } from "../policy/rules/presets";
import type { Rule } from "../policy/rules/rule";
import { formatSeconds } from "../provider/model/durations";
import { logLines } from "../review/render/text";
import { type LoadedConfig, loadConfig } from "./config-file";
import { EXIT, EXIT_HELP, type ExitCode } from "./exit-codes";
import type { CommandIo } from "./io";
import { type Paint, paintFor, wrapped } from "./paint";

export interface ListFlags {
  config?: string;
  json?: true;
}

export function addPolicyListCommand(policy: Command, io: CommandIo): void {
  policy
    .command("list")
    .description("Show rules with their levels, and presets with their numbers and sources.")
    .option("--config <file>", "whose levels; default: apisettings.config.json or .yaml here")
    .option("--json", "print JSON, with descriptions and what to do")
    .addHelpText("after", EXIT_HELP)
    .action((flags: ListFlags) => io.endWith(runPolicyList(flags, io)));
}

export function runPolicyList({ config, json }: ListFlags, io: CommandIo): ExitCode {
  const loaded = loadConfig(config, io.files);
  io.out(json ? listJson(loaded) : listText(loaded, paintFor(io)));
  return EXIT.fine;
}

function listJson({ config, path }: LoadedConfig): string {
  // Functions are left out by JSON; `level` is the one in force.
  const rules = RULES.map((rule) => ({ ...rule, builtInLevel: rule.level, level: levelOf(rule, config) }));
  return `${JSON.stringify({ config: path ?? null, rules, presets: PRESETS }, null, 2)}\n`;
}

function listText({ config, origin }: LoadedConfig, paint: Paint): string {
  return logLines([
    ...wrapped(`Rules, with levels of the configuration: ${origin}.`, 0),
    ...RULES.flatMap((rule) => ruleLines(rule, levelOf(rule, config), paint)),
    "",
    "Presets. They combine; the strictest wins.",
    ...PRESETS.flatMap((preset) => presetLines(preset, paint)),
  ]);
}

function ruleLines({ id, level, severity, title }: Rule, inForce: string, paint: Paint): string[] {
  const changed = inForce === level ? "" : ` (built-in: ${level})`;
  return [`  ${paint(id, "bold")}  ${inForce}${changed}, severity ${severity}`, ...wrapped(`${title}.`, 4)];
}

function presetLines({ id, document, status, note, bounds }: Preset, paint: Paint): string[] {
  return [
    `  ${paint(id, "bold")}`,
    ...bounds.flatMap((bound) => wrapped(boundInWords(bound), 4)),
    ...wrapped(`${document} (${status}).${note === undefined ? "" : ` ${note}`}`, 4),
  ];
}

/** "access tokens (client_credentials): at most 300 s (5 minutes). SHOULD, section 5.3" */
function boundInWords(bound: Bound): string {
  const { tokens, flows, minimumSeconds, maximumSeconds, unlessSenderConstrained, section, strength } = bound;
  const limits = [
    ...(minimumSeconds === undefined ? [] : [`at least ${formatSeconds(minimumSeconds)}`]),
    ...(maximumSeconds === undefined ? [] : [`at most ${formatSeconds(maximumSeconds)}`]),
    ...(unlessSenderConstrained ? ["unless bound to a key of the client"] : []),
  ];
  const of = flows === undefined ? "" : ` (${flows.join(", ")})`;
  return `${tokens} tokens${of}: ${limits.join(", ")}. ${strength}, ${section}`;
}
