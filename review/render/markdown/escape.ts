/** Untrusted text inside Markdown of GitHub and GitLab. */
import { plainLine } from "../text";

/** Breaks what forges turn into links and notifications (mentions, issues, labels, addresses) without being seen. */
const JOINER = "\u2060";

/** One line of text that shows as it stands, in a table or a sentence: no markup, no mention, no link, no command. */
export function markdownText(text: string): string {
  return (
    plainLine(text)
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/[\\`*_{}[\]|~]/g, "\\$&")
      // At the start of a list item these would be a heading, a list, a rule or a fence of their own.
      .replace(/^(\s*)([#+=-]|\d+(?=[.)]))/, (_, space: string, mark: string) => `${space}${entities(mark)}`)
      .replace(/([@#$%!])(?=[\p{L}\p{N}"'])/gu, `$1${JOINER}`)
      .replace(/\b(GH)-(?=\d)/gi, `$1${JOINER}-`)
      .replace(/:(?=[\w+-]+:)/g, `:${JOINER}`)
      .replace(/:\/\//g, `:${JOINER}//`)
      .replace(/www\./gi, (match) => `${match.slice(0, 3)}${JOINER}.`)
  );
}

/** Shows as it stands and counts as no markup. */
function entities(text: string): string {
  return [...text].map((character) => `&#${character.codePointAt(0)};`).join("");
}

/** Text for the hidden marker of a comment: nothing in it can end the comment. */
export function markerText(text: string): string {
  return encodeURIComponent(plainLine(text)).replace(
    /[-!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
