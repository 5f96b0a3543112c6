/** Lines of at most 80 characters. */

const WIDTH = 80;

/** How words are painted; `plain` leaves them as they are. */
export interface Style {
  plain(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  /** For what must not be overlooked. */
  alarm(text: string): string;
}

export function createStyle(useColour: boolean): Style {
  const paint =
    (code: string) =>
    (text: string): string =>
      useColour ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    plain: (text) => text,
    bold: paint("1"),
    dim: paint("2"),
    red: paint("31"),
    green: paint("32"),
    alarm: paint("1;31"),
  };
}

/** Breaks a text between words; every line begins with the indent, those after the first with two spaces more. */
export function wrap(text: string, indent: string): string[] {
  const [first = "", ...rest] = fill(text, WIDTH - indent.length - (indent === "" ? 0 : 2));
  const hanging = indent === "" ? "" : `${indent}  `;
  return [`${indent}${first}`, ...rest.map((line) => `${hanging}${line}`)];
}

/** One row of a table, two spaces in: cells that are too wide go on below. */
export function columns(widths: readonly number[], cells: readonly string[]): string[] {
  const filled = cells.map((cell, index) => fill(cell, widths[index] ?? WIDTH));
  const height = Math.max(...filled.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    `  ${widths.map((width, index) => (filled[index]?.[line] ?? "").padEnd(width)).join(" ")}`.trimEnd(),
  );
}

function fill(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
