/** A report as JSON, for other tools. Its form is published: `review.schema.json`. */
import type { Report } from "../report/report";

/** Raised when a member changes its meaning or goes away; new members come without notice. */
export const REPORT_VERSION = 1;

export function renderJson(report: Report): string {
  return `${JSON.stringify({ version: REPORT_VERSION, ...report }, withoutInfinity, 2)}\n`;
}

/** JSON has no infinity: a lifetime without end is spelled out. */
function withoutInfinity(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? "unlimited" : value;
}
