/** Values that a tenant may hold, with everything in them that means something in a source file. */
import * as fc from "fast-check";
import type { Json } from "../../../../provider/model/values";

const SPECIAL = [
  "${",
  "$${",
  "$",
  "}",
  "`",
  '"',
  "'",
  "\\",
  "\n",
  "\r",
  "\t",
  "\0",
  ": ",
  " #",
  "- ",
  "? ",
  "!",
  "&a",
  "*a",
  "%",
  "@",
  "|",
  ">",
  "---",
  "...",
  "{",
  "[",
  ",",
  "//",
  "*/",
  "\u0085",
  "\u2028",
  "\u2029",
  "\u202e",
  "\ufeff",
  "\uffff",
  "😀",
  "é",
  "~",
  "true",
  "No",
  "null",
  "1e3",
  "0x10",
  "2026-11-26",
  "<<",
  "=",
  " ",
];

/** Without halves of surrogate pairs, which no file can hold. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ unit: "binary", maxLength: 3 })), {
      maxLength: 6,
    })
    .map((parts) => parts.join("")),
  fc.constantFrom(...SPECIAL),
  fc.constantFrom("read:orders", "https://orders.example.test/", "Orders", "two words"),
);

export const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      text.filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 3, noNullPrototype: true },
    ),
  ),
})).value;
