/** The tenant's only source of randomness, and the forms of generated values. */
import { randomBytes } from "node:crypto";
import type { Clock } from "./clock";

export type RandomBytes = (size: number) => Uint8Array;

export interface Random {
  /** 24 hexadecimal digits: 8 of the creation time in Unix seconds, 16 random (the form of a MongoDB ObjectId). */
  objectId(): string;
  /** `length` characters of A-Z, a-z and 0-9. */
  alphanumeric(length: number): string;
  digits(length: number): string;
  /** `length` characters for people to read and type: consonants only, so that they spell no word. */
  consonants(length: number): string;
}

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const DIGITS = "0123456789";
/** The alphabet that RFC 8628, section 6.1, proposes for user codes. */
const CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

export function createRandom(clock: Clock, bytes: RandomBytes = randomBytes): Random {
  const textOf =
    (alphabet: string) =>
    (length: number): string => {
      // Bytes past the last whole multiple of the alphabet would favour its first letters.
      const usable = 256 - (256 % alphabet.length);
      let text = "";
      while (text.length < length) {
        for (const byte of bytes(length)) {
          if (byte < usable && text.length < length) text += alphabet[byte % alphabet.length];
        }
      }
      return text;
    };
  return {
    objectId: () => clock.nowSeconds().toString(16).padStart(8, "0") + Buffer.from(bytes(8)).toString("hex"),
    alphanumeric: textOf(ALPHANUMERIC),
    digits: textOf(DIGITS),
    consonants: textOf(CONSONANTS),
  };
}
