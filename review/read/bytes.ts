/** Bytes or text in chunks as text: UTF-8, or UTF-16 where a byte order mark says so (Windows PowerShell's `>`). */

export type Chunk = string | Uint8Array;

export interface TextDecoding {
  decode(chunk: Chunk): string;
  end(): string;
  /** Some bytes were no text and stand as U+FFFD now. */
  readonly damaged: boolean;
}

const REPLACEMENT = "\uFFFD";

export function textDecoding(): TextDecoding {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let damaged = false;

  function checked(text: string): string {
    if (!damaged && text.includes(REPLACEMENT)) damaged = true;
    return text;
  }

  return {
    decode(chunk) {
      if (typeof chunk === "string") return checked(chunk);
      if (chunk.length === 0) return "";
      // The mark is looked for in the first chunk only; nobody writes files one byte at a time.
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? "utf-16le" : "utf-8");
      return checked(decoder.decode(chunk, { stream: true }));
    },
    end: () => checked(decoder?.decode() ?? ""),
    get damaged() {
      return damaged;
    },
  };
}
