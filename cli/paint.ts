/** Text for a terminal: 80 columns, colour only where it is wanted. */
import { type Paint, painter } from "../review/render/paint";
import { plainLine, wrap } from "../review/render/text";
import type { CommandIo } from "./io";

const COLUMNS = 80;

export type { Colour, Paint } from "../review/render/paint";

/** Paints on a terminal, unless NO_COLOR says no. */
export function paintFor({ isTerminal, noColour }: Pick<CommandIo, "isTerminal" | "noColour">): Paint {
  return painter(isTerminal && !noColour);
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
