/** What a page tells its test about the block below: `<!-- docs-test: file=index.ts prints="2 created" -->`, invisible to readers. */

export interface Hints {
  /** Write the block as this file into the page's project. */
  file?: string;
  /** Exit code of the commands: a number, or `failure` for any but 0. Default: 0. */
  exit?: string;
  /** Hexadecimal ids in the block stand for the id of the API with this identifier. */
  api?: string;
  /** The block goes on where the one before ended: both are one program. */
  continues?: true;
  /** Files of tests/docs/fixtures that the reader has already: put into the page's project before the block. */
  fixture: string[];
  /** Texts that must be printed. */
  prints: string[];
  /** Requests to the tenant before the block: `METHOD path {body}`. */
  tenant: string[];
}

const TEXTS = ["file", "exit", "api"] as const;
const LISTS = ["fixture", "prints", "tenant"] as const;

/** Undefined where the line is no hint. Throws a sentence where it is a wrong one. */
export function parseHints(line: string): Hints | undefined {
  const comment = /^\s*<!--\s*docs-test:(.*)-->\s*$/.exec(line);
  if (comment === null) return undefined;
  const hints: Hints = { fixture: [], prints: [], tenant: [] };
  let rest = (comment[1] ?? "").trim();
  while (rest !== "") {
    const word = /^([a-z]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?(?:\s+|$)/.exec(rest);
    if (word === null) throw new Error(`docs-test: cannot read ${rest}`);
    const [all, key = "", ...values] = word;
    const value = values.find((candidate) => candidate !== undefined);
    set(hints, key, value);
    rest = rest.slice(all.length);
  }
  return hints;
}

function set(hints: Hints, key: string, value: string | undefined): void {
  const text = TEXTS.find((name) => name === key);
  const list = LISTS.find((name) => name === key);
  if (key === "continues" && value === undefined) hints.continues = true;
  else if (text !== undefined && value !== undefined) hints[text] = value;
  else if (list !== undefined && value !== undefined) hints[list].push(value);
  else throw new Error(`docs-test: ${key} is unknown or has no value`);
}
