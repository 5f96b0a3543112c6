/**
 * The JSON documents in a text: one a line, pretty-printed, one after the other, with lines of plain text between them
 * (what a program prints can stand there: pulumi/pulumi 19775). Reads line by line and keeps no document.
 */
import { lineReader } from "./lines";
import { endOfString } from "./truncated";

export interface DocumentHandler {
  document(value: unknown, text: string, line: number): void;
  /** The last document, in the middle of which the text ends. */
  cut(text: string, line: number): void;
  /** Something that begins like a document and is none. */
  broken(line: number, why: string): void;
}

/** Levels of nesting that a document may have; no resource of any provider comes near. */
export const MAXIMUM_DEPTH = 200;
/** Characters that a document of several lines may have. */
const MAXIMUM_DOCUMENT = 400_000_000;
/** How often reading starts again behind a line that only looked like the start of a document. */
const MAXIMUM_RESTARTS = 50;

/** What JSON can go on with after its first bracket. Other lines that begin with one are text: "[warning] …". */
const BEGINS_DOCUMENT = /^(?:\{\s*(?:$|["}])|\[\s*(?:$|[[\]{"\d-]|true|false|null))/;
const beginsDocument = (line: string): boolean => BEGINS_DOCUMENT.test(line.slice(0, 200));

const TOO_DEEP = `is nested more than ${MAXIMUM_DEPTH} levels deep`;
const GOES_ON = -1;
const UNENDED_STRING = -2;

export interface DocumentReader {
  write(text: string): void;
  end(): void;
}

export function documentReader(handler: DocumentHandler): DocumentReader {
  const lines = lineReader(nextLine);
  let lineNumber = 0;
  /** The document in hand, by lines. */
  let open: string[] = [];
  let openSince = 0;
  let openLength = 0;
  let depth = 0;
  let deepest = 0;
  let restarts = 0;
  /** Behind a broken document, what is indented is most likely a part of it. */
  let indentedToo = true;

  function nextLine(line: string, last: boolean): void {
    lineNumber++;
    takeLine(line, last);
  }

  function takeLine(line: string, last: boolean): void {
    for (let rest = line; rest !== ""; ) {
      if (open.length === 0) {
        const begin = rest.search(/\S/);
        if (begin === -1 || (begin > 0 && rest === line && !indentedToo && line[0] !== "\uFEFF")) return;
        rest = rest.slice(begin);
        if (!beginsDocument(rest)) return;
        openSince = lineNumber;
      }
      const end = endOfDocument(rest);
      // No JSON string goes on in the next line: the document was cut there, and something else written behind it.
      if (end === UNENDED_STRING && !last) {
        giveUp("is cut in the middle of a text");
        return;
      }
      if (end < 0) {
        open.push(rest);
        openLength += rest.length;
        if (openLength > MAXIMUM_DOCUMENT) giveUp(`is longer than ${MAXIMUM_DOCUMENT} characters`);
        return;
      }
      open.push(rest.slice(0, end));
      rest = rest.slice(end);
      finish();
    }
  }

  /** Index behind the bracket that closes the document in hand. */
  function endOfDocument(line: string): number {
    for (let index = 0; index < line.length; index++) {
      const code = line.charCodeAt(index);
      if (code === 34) {
        index = endOfString(line, index + 1);
        if (index === -1) return UNENDED_STRING;
      } else if (code === 123 || code === 91) {
        depth++;
        if (depth > deepest) deepest = depth;
      } else if (code === 125 || code === 93) {
        depth--;
        if (depth === 0) return index + 1;
      }
    }
    return GOES_ON;
  }

  function finish(): void {
    const tooDeep = deepest > MAXIMUM_DEPTH;
    const { text, since } = close();
    if (tooDeep) {
      breakOff(since, TOO_DEEP);
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // "[1/5] done" is text. The parser's own message is not handed on: it quotes what may be a secret.
      if (text.startsWith("{")) breakOff(since, "is not valid JSON");
      return;
    }
    handler.document(value, text, since);
  }

  function giveUp(why: string): void {
    const { since } = close();
    breakOff(since, why);
  }

  function breakOff(line: number, why: string): void {
    indentedToo = false;
    handler.broken(line, why);
  }

  function close(): { text: string; since: number; lines: string[] } {
    const closed = { text: open.join("\n"), since: openSince, lines: open };
    open = [];
    openLength = 0;
    depth = 0;
    deepest = 0;
    return closed;
  }

  /** Goes back to where another document may begin inside the one that does not end. */
  function restart(): boolean {
    const again = open.findIndex((line, index) => index > 0 && beginsDocument(line));
    if (again === -1 || restarts === MAXIMUM_RESTARTS) return false;
    restarts++;
    const { since, lines: taken } = close();
    breakOff(since, "begins like JSON and does not end");
    lineNumber = since + again - 1;
    taken.slice(again).forEach((line, index, all) => {
      nextLine(line, index === all.length - 1);
    });
    return true;
  }

  return {
    write: lines.write,
    end() {
      lines.end();
      while (open.length > 0 && restart());
      if (open.length === 0) return;
      const tooDeep = deepest > MAXIMUM_DEPTH;
      const { text, since } = close();
      if (tooDeep) breakOff(since, TOO_DEEP);
      else handler.cut(text, since);
    },
  };
}
