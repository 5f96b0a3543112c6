/** Lines of a text that comes in chunks. */
import { ApiSettingsError } from "../../provider/model/errors";

/** Characters that one line may have. A longer one cannot be held in one string by every version of Node.js. */
export const MAXIMUM_LINE = 400_000_000;

export interface LineReader {
  write(text: string): void;
  end(): void;
}

/** @param take is called with each line, without its newline; `last` says that the text ended there without one. */
export function lineReader(take: (line: string, last: boolean) => void, maximum = MAXIMUM_LINE): LineReader {
  let pieces: string[] = [];
  let length = 0;

  function keep(piece: string): void {
    length += piece.length;
    if (length > maximum) {
      throw new ApiSettingsError("invalid-input", `A line is longer than ${maximum} characters.`, {
        wayOut:
          "Review one stack at a time, or write the preview with --event-log, which has one line an event.",
      });
    }
    pieces.push(piece);
  }

  function give(last: boolean): void {
    const line = pieces.join("");
    pieces = [];
    length = 0;
    take(line, last);
  }

  return {
    write(text) {
      let from = 0;
      for (let newline = text.indexOf("\n"); newline !== -1; newline = text.indexOf("\n", from)) {
        keep(text.slice(from, newline));
        give(false);
        from = newline + 1;
      }
      if (from < text.length) keep(text.slice(from));
    },
    end() {
      if (length > 0) give(true);
    },
  };
}
