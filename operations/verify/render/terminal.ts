/** A verification for a terminal: 80 columns, no colour. */
import { logLines, plainLine, wrap } from "../../../review/render/text";
import type { Verification, VerifyResult, VerifyState } from "../result";
import { countsInWords, detailsOf, NOTE } from "./words";

const COLUMNS = 80;
const MARKS: Readonly<Record<VerifyState, string>> = { verified: "✔", mismatch: "✖", "not verifiable": "?" };

export function verifyTerminal(verification: Verification): string {
  const { domain, results } = verification;
  return logLines([
    ...wrapped(`${countsInWords(verification)} (${domain})`, ""),
    ...results.flatMap(resultLines),
    "",
    ...wrapped(NOTE, ""),
  ]);
}

function resultLines(result: VerifyResult): string[] {
  const { name, identifier, state } = result;
  const where = identifier === undefined || identifier === name ? "" : `  ${identifier}`;
  return [
    "",
    ...wrapped(`${MARKS[state]} ${name}${where}`, ""),
    ...detailsOf(result).flatMap((line) => wrapped(line, "    ")),
  ];
}

function wrapped(text: string, margin: string): string[] {
  return wrap(plainLine(text), COLUMNS - margin.length).map((line) => `${margin}${line}`);
}
