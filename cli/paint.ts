/** Text for a terminal: 80 columns, colour only where it is wanted. */
import { plainLine, wrap } from "../review/render/text";
import type { CommandIo } from "./io";

const COLUMNS = 80;
const ANSI = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const;
export type Colour = keyof typeof ANSI;
export type Paint = (text: string, ...styles: Colour[]) => string;

/** Paints on a terminal, unless NO_COLOR says no. */
export function paintFor({ isTerminal, noColour }: Pick<CommandIo, "isTerminal" | "noColour">): Paint {
  if (!isTerminal || noColour) return (text) => text;
  return (text, ...styles) => `\u001b[${styles.map((style) => ANSI[style]).join(";")}m${text}\u001b[0m`;
}

/** Lines of at most 80 columns. Whatever the text holds, it draws nothing but itself. */
export function wrapped(
  text: string,
  indent: number,
  paint: (line: string) => string = (line) => line,
): string[] {
  return wrap(plainLine(text), COLUMNS - indent).map((line) => `${" ".repeat(indent)}${paint(line)}`);
}

/** An entry of a list, two spaces in. */
export function bullet(text: string): string[] {
  return wrapped(text, 4).map((line, index) => (index === 0 ? `  - ${line.slice(4)}` : line));
}
