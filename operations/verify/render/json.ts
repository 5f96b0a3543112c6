/** A verification as JSON, for other tools. */
import type { Verification } from "../result";
import { countsOf } from "./words";

/** Raised when a member changes its meaning or goes away; new members come without notice. */
export const VERIFICATION_VERSION = 1;

export function verifyJson(verification: Verification): string {
  return `${JSON.stringify({ version: VERIFICATION_VERSION, counts: countsOf(verification), ...verification }, null, 2)}\n`;
}
