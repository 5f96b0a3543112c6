/**
 * Untrusted text. Names, identifiers and messages of policy packs come from the pull request: whoever writes it must
 * not be able to draw over a verdict, inject markup, or give commands to a pipeline by its log.
 */

/** Control characters, and those that turn, hide or reorder what is shown. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029\u3164\u115f\u1160\uffa0]/gu;

/** One line, in which every invisible character is spelled out: "a\u{202e}b". */
export function plainLine(text: string): string {
  return text
    .replace(/\r\n|\r|\n|\u2028|\u2029/g, " ")
    .replace(INVISIBLE, (character) =>
      character === "\t" ? " " : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    )
    .replace(/\p{Cs}/gu, "\ufffd");
}

/** Cut to a number of columns; the end is what a person needs least. */
export function shorten(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let result = "";
  for (const character of text) {
    if (width(`${result}${character}`) > columns - 1) break;
    result += character;
  }
  return `${result}…`;
}

export function pad(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** Columns on a terminal: two for the wide characters of East Asia and for emoji, none for combining marks. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}

/** Breaks at spaces; a word that is longer than a line is broken where the line ends. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => chunks(one, columns))) {
    if (line !== "" && width(line) + 1 + width(word) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function chunks(word: string, columns: number): string[] {
  if (width(word) <= columns) return [word];
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (width(part + character) > columns) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

/**
 * Lines for a log. A runner of GitHub takes a line that begins with `::`, spaces before it or not, for a command to itself,
 * and `##[` wherever it stands; Azure does so with `##vso[`. As many columns as before, so that no line grows too long.
 */
export function logLines(lines: readonly string[]): string {
  return `${lines.map(withoutCommands).join("\n")}\n`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours may stand before the command.
const COMMAND_AT_START = /^((?:\s|\u001b\[[\d;]*m)*)::/;

function withoutCommands(line: string): string {
  return line.replace(COMMAND_AT_START, "$1:\u00b7").replace(/##(?=\w*\[)/g, "#\u00b7");
}
