/** A verification in words, whatever the format. */
import type { Check, Verification, VerifyResult, VerifyState } from "../result";

export interface Counts {
  readonly verified: number;
  readonly mismatch: number;
  readonly notVerifiable: number;
}

export function countsOf({ results }: Pick<Verification, "results">): Counts {
  const count = (state: VerifyState) => results.filter((one) => one.state === state).length;
  return { verified: count("verified"), mismatch: count("mismatch"), notVerifiable: count("not verifiable") };
}

/** "2 verified, 1 mismatch, 3 not verifiable; 4 tokens fetched" */
export function countsInWords(verification: Verification): string {
  const { verified, mismatch, notVerifiable } = countsOf(verification);
  const { tokensFetched } = verification;
  const wrong = `${mismatch} ${mismatch === 1 ? "mismatch" : "mismatches"}`;
  const tokens = `${tokensFetched} ${tokensFetched === 1 ? "token" : "tokens"} fetched`;
  return `${verified} verified, ${wrong}, ${notVerifiable} not verifiable; ${tokens}`;
}

/** Mismatches first, each with both sides; what holds, in one line. */
export function detailsOf({ because, checks, notChecked }: VerifyResult): string[] {
  const held = checks.filter(({ holds }) => holds);
  return [
    ...(because === undefined ? [] : [`not verifiable: ${because}`]),
    ...checks.filter(({ holds }) => !holds).map(brokenInWords),
    ...(held.length === 0 ? [] : [held.map(heldInWords).join(", ")]),
    ...(notChecked.length === 0 ? [] : [`not checked: ${notChecked.join("; ")}`]),
  ];
}

function brokenInWords({ name, declared, actual }: Check): string {
  return `${name}: declared ${declared}, but found ${actual}`;
}

function heldInWords({ name, actual }: Check): string {
  return name === "audience" ? "audience as declared" : `${name} ${actual}`;
}

export const NOTE =
  "Lifetime is exp - iat, so no clock is compared. A token shows what is issued now: those issued before a change keep their exp until it passes.";
