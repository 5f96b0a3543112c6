/** The commands of a shell block, and which of them are left out of a run. */
import type { Block } from "./markdown";

export interface Commands {
  /** What bash is given: the block without what is not run. */
  script: string;
  /** Whether anything is left to run. */
  isRun: boolean;
  /** Left out, as NOT_RUN names them. */
  notRun: string[];
  /** Run until they have said that they are ready. */
  untilStopped: string[];
  /** Lines that the page shows as output. */
  output: string[];
}

/** Everything that holds commands. */
export function isShell({ language }: Block): boolean {
  return language === "sh" || language === "console";
}

export function commandsOf(
  block: Block,
  notRun: ReadonlySet<string>,
  untilStopped: ReadonlySet<string>,
): Commands {
  const { input, output } = block.language === "console" ? transcript(block.text) : plain(block.text);
  const commands: Commands = { script: "", isRun: false, notRun: [], untilStopped: [], output };
  for (const line of joined(input)) {
    const command = withoutComment(line);
    if (notRun.has(command)) commands.notRun.push(command);
    else if (untilStopped.has(command)) commands.untilStopped.push(command);
    else commands.script += `${line}\n`;
    commands.isRun ||= command !== "" && !notRun.has(command) && !untilStopped.has(command);
  }
  return commands;
}

function plain(text: string): { input: string[]; output: string[] } {
  return { input: text.split("\n"), output: [] };
}

/** `$ command`, its continuation lines, and what it prints. */
function transcript(text: string): { input: string[]; output: string[] } {
  const input: string[] = [];
  const output: string[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("$ ")) input.push(line.slice(2));
    else if (input.at(-1)?.endsWith("\\")) input.push(line);
    else if (line.trim() !== "") output.push(line.trim());
  }
  return { input, output };
}

function joined(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (whole.at(-1)?.endsWith("\\")) whole.push(`${whole.pop()?.slice(0, -1)}${line.trimStart()}`);
    else whole.push(line);
  }
  return whole;
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, "").trim();
}

/** Words of a simple command; quotes are taken off. */
export function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
}
