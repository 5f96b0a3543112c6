/** The tenant's only source of randomness, and the forms of generated values. */
import { randomBytes } from "node:crypto";
import type { Clock } from "./clock";

export type RandomBytes = (size: number) => Uint8Array;

export interface Random {
  /** 24 hexadecimal digits: 8 of the creation time in Unix seconds, 16 random (the form of a MongoDB ObjectId). */
  objectId(): string;
  /** `length` characters of A-Z, a-z and 0-9. */
  alphanumeric(length: number): string;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function createRandom(clock: Clock, bytes: RandomBytes = randomBytes): Random {
  return {
    objectId: () => clock.nowSeconds().toString(16).padStart(8, "0") + Buffer.from(bytes(8)).toString("hex"),
    alphanumeric: (length) => {
      let text = "";
      while (text.length < length) {
        for (const byte of bytes(length)) {
          // Bytes past the last whole multiple of the alphabet would favour its first letters.
          if (byte < ALPHABET.length * 4 && text.length < length) text += ALPHABET[byte % ALPHABET.length];
        }
      }
      return text;
    },
  };
}
