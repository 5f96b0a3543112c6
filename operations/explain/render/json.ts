/** Explanations as JSON, for other tools: everything that the table shows, spelled out row by row. */
import type { Explanation } from "../explanation";

/** Raised when a member changes its meaning or goes away; new members come without notice. */
export const EXPLANATION_VERSION = 1;

export function explainJson(explanations: readonly Explanation[]): string {
  return `${JSON.stringify({ version: EXPLANATION_VERSION, explanations }, withoutInfinity, 2)}\n`;
}

/** JSON has no infinity: a lifetime without end is spelled out. */
function withoutInfinity(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? "unlimited" : value;
}
