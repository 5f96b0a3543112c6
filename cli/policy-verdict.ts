/** How an evaluation ends: what counts, in one word and one exit code. */
import type { Finding } from "../policy/rules/finding";
import { EXIT, type ExitCode } from "./exit-codes";
import type { EvaluatedFile } from "./policy-evaluation";
import type { Expectations } from "./policy-expectations";

/** From which level findings fail. `remediate` counts as mandatory: nothing was remedied here. */
export const FAIL_ON = ["advisory", "mandatory", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Strictness {
  readonly failOn: FailOn;
  /** Whether what could not be evaluated fails as well. */
  readonly strict: boolean;
}

export interface Verdict {
  readonly exitCode: ExitCode;
  readonly word: "blocked" | "preview failed" | "not whole" | "not evaluated" | "attention" | "fine";
}

export function isMandatory({ level }: Pick<Finding, "level">): boolean {
  return level === "mandatory" || level === "remediate";
}

/** Findings of resources that say what they expect are judged by that, and by nothing else. */
export function verdictOf(file: EvaluatedFile, expectations: Expectations, strictness: Strictness): Verdict {
  const { of, mismatches } = expectations;
  const open = file.findings.filter(({ urn, standing }) => standing.kind === "open" && !of.has(urn));
  const questions = file.notEvaluated.filter(({ urn }) => !of.has(urn));
  const fails = ({ failOn }: Strictness) =>
    failOn === "advisory" ? open.length > 0 : failOn === "mandatory" && open.some(isMandatory);
  if (mismatches.length > 0 || fails(strictness)) return { exitCode: EXIT.findings, word: "blocked" };
  if (file.outcome === "failed") return { exitCode: EXIT.previewFailed, word: "preview failed" };
  if (!file.whole) return { exitCode: EXIT.usage, word: "not whole" };
  if (questions.length > 0 && strictness.strict)
    return { exitCode: EXIT.notEvaluated, word: "not evaluated" };
  const word = open.length > 0 ? "attention" : questions.length > 0 ? "not evaluated" : "fine";
  return { exitCode: EXIT.fine, word };
}
