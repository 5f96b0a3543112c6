/** Checks a command without running it: its script, sub-command and flags must exist. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { CommandResult } from "../../../tools/support/command";
import { REPOSITORY } from "../../../tools/support/packed-package";
import { wordsOf } from "./commands";

export interface Programs {
  pulumi(args: readonly string[]): Promise<CommandResult>;
  apisettings(args: readonly string[]): Promise<CommandResult>;
}

/** A sentence on what is wrong with the command, or undefined. */
export async function faultOf(command: string, programs: Programs): Promise<string | undefined> {
  const [program = "", ...args] = wordsOf(command);
  if (program === "npm") return npmFault(args);
  if (program === "npx" && args[0] === "apisettings")
    return helpFault(programs.apisettings, "apisettings", args.slice(1));
  if (program === "apisettings") return helpFault(programs.apisettings, "apisettings", args);
  if (program === "pulumi") return helpFault(programs.pulumi, "pulumi", args);
  return `nothing is known of ${program}`;
}

async function npmFault([verb = "", name = "", ...rest]: readonly string[]): Promise<string | undefined> {
  const manifest = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8")) as {
    name: string;
    scripts: Record<string, string>;
  };
  if (verb === "ci" && name === "") return undefined;
  if (verb === "install")
    return name === manifest.name ? undefined : `npm install ${name} is another package`;
  const script = verb === "run" ? name : verb;
  if (manifest.scripts[script] === undefined) return `package.json has no script ${script}`;
  const given = (verb === "run" ? rest : [name, ...rest]).filter((word) => word !== "" && word !== "--");
  return script === "test" ? suiteFault(given) : undefined;
}

/** Groups and flags of `npm test -- …`. */
async function suiteFault(args: readonly string[]): Promise<string | undefined> {
  const load = (file: string) => import(pathToFileURL(path.join(REPOSITORY, "tools/suite", file)).href);
  const { groups } = (await load("groups.mjs")) as { groups: { name: string }[] };
  const { parseArguments } = (await load("arguments.mjs")) as {
    parseArguments: (args: string[], names: string[]) => { grep: string | undefined };
  };
  const names = groups.map(({ name }) => name);
  try {
    // A word that names no group is taken for part of a title.
    const { grep } = parseArguments([...args], names);
    return grep === undefined ? undefined : `there is no group of tests ${grep}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function helpFault(
  run: Programs["pulumi"],
  program: string,
  args: readonly string[],
): Promise<string | undefined> {
  const subCommand: string[] = [];
  let help = "";
  for (const word of args) {
    if (word.startsWith("-")) break;
    const { output } = await run([...subCommand, word, "--help"]);
    if (!isHelpOf(output, [program, ...subCommand], word)) break;
    subCommand.push(word);
    help = output;
  }
  if (subCommand.length === 0) return `${program} has no command ${args[0]}`;
  const flags = args.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split("=")[0] ?? word);
  const unknown = flags.find((flag) => !new RegExp(`(^|[\\s,])${flag}(?![\\w-])`, "m").test(help));
  return unknown === undefined ? undefined : `${program} ${subCommand.join(" ")} has no flag ${unknown}`;
}

/** Whether a help text is about this sub-command rather than, as for an unknown one, about its parent. */
function isHelpOf(help: string, parents: readonly string[], name: string): boolean {
  const usage = /Usage:\s*(.*)/.exec(help)?.[1]?.split(/\s+/) ?? [];
  const aliases = /Aliases:\s*\n\s*(.*)/.exec(help)?.[1]?.split(/,\s*/) ?? [];
  const own = usage[parents.length] ?? "";
  return usage.slice(0, parents.length).join(" ") === parents.join(" ") && [own, ...aliases].includes(name);
}
