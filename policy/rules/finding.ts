/** What an evaluation tells, as plain data: the same for the pack, the command and the review. */
import type { Sensitivity } from "../../provider/model/sensitivity";
import type { BaselineFinding, Exemption } from "./config/config-file.generated";
import type { Level, Severity } from "./rule";
import type { RuleId } from "./rule-ids";

/** Whether a finding counts. One that does not is still shown. */
export type Standing =
  | { readonly kind: "open" }
  | { readonly kind: "exempted"; readonly exemption: Exemption }
  /** In the baseline, and no worse than there. */
  | { readonly kind: "known"; readonly recorded: BaselineFinding };

export interface Place<Id extends string = RuleId> {
  readonly rule: Id;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly field: string;
}

export interface Finding<Id extends string = RuleId> extends Place<Id> {
  readonly level: Level;
  readonly severity: Severity;
  readonly tier: Sensitivity;
  /** The whole message: what is wrong, by which limit, and what to write instead. */
  readonly message: string;
  readonly problem: string;
  readonly wayOut: string;
  /** The lifetime in question, unless it is a secret; Infinity where tokens never expire. */
  readonly seconds?: number;
  readonly limitSeconds?: number;
  readonly standing: Standing;
}

/** Something that a rule could not decide. */
export interface OpenQuestion<Id extends string = RuleId> extends Place<Id> {
  readonly message: string;
  /** Decided again at the apply. */
  readonly untilApply: boolean;
}

export interface Evaluation<Id extends string = RuleId> {
  readonly findings: readonly Finding<Id>[];
  readonly notEvaluated: readonly OpenQuestion<Id>[];
}
