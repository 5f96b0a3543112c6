/** Text from the tenant on its way into a source file. */

/**
 * Characters that no source file should hold as they are: controls, line separators, the byte order mark, what is no
 * character at all, and marks that turn the direction of text, by which a line can look like another one.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g;

/** As the engine passes texts on: half a surrogate pair has no UTF-8 and becomes the replacement character. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** In double quotes, by the escapes that JSON, YAML and TypeScript have in common. */
export function quoted(text: string): string {
  return JSON.stringify(wellFormed(text)).replace(HIDDEN, escaped);
}

/** One line without hidden characters, for a comment. */
export function commentText(text: string): string {
  return wellFormed(text).replace(HIDDEN, escaped);
}

function escaped(character: string): string {
  // The replacement character is as good a character as any other.
  if (character === "\ufffd") return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
