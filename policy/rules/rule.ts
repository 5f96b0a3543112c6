/** The form of a rule, and what rules find. Rules are plain objects: no engine is needed to run or to test one. */
import type { PolicyConfig } from "./config/policy-config";
import type { PolicyResource } from "./resource";
import type { RuleId } from "./rule-ids";
import type { Subject } from "./subject";

/** What a finding does to a preview or an update, in Pulumi's own words. */
export const LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type Level = (typeof LEVELS)[number];

export type Severity = "low" | "medium" | "high" | "critical";

/** A document that a rule rests on, for catalogues and compliance reports. */
export interface Framework {
  readonly name: string;
  readonly version?: string;
  readonly reference: string;
  readonly specification: string;
}

/** `Id` is the name of a rule of this package; a rule of your own has its own name there: `Rule<"own-audiences">`. */
export interface RuleMetadata<Id extends string = RuleId> {
  readonly id: Id;
  readonly title: string;
  /** What is checked, and why it matters. */
  readonly description: string;
  readonly level: Exclude<Level, "disabled">;
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly framework?: Framework;
  /** How to put it right, as a sentence or two. */
  readonly remediationSteps: string;
  /** Which change of a known finding's seconds makes it worse, for baselines. */
  readonly worse?: "longer" | "shorter";
}

export interface RuleContext {
  readonly config: PolicyConfig;
}

export interface StackContext extends RuleContext {
  readonly resources: readonly PolicyResource[];
  readonly subjects: readonly Subject[];
}

export interface Violation {
  readonly kind: "violation";
  readonly subject: Subject;
  /** Property to look at. */
  readonly field: string;
  /** What is wrong: a sentence that names the value, the limit and where the limit comes from. */
  readonly problem: string;
  /** What to write instead. */
  readonly wayOut: string;
  /** The lifetime in question, where there is one that is no secret; Infinity where tokens never expire. */
  readonly seconds?: number;
  /** The limit that it breaks, in seconds. */
  readonly limitSeconds?: number;
}

/** A rule that could not decide. Never the same as a rule that found nothing. */
export interface NotEvaluated {
  readonly kind: "not-evaluated";
  readonly subject: Subject;
  readonly field: string;
  readonly because: string;
  /** Decided again at the apply, when the value is known. */
  readonly untilApply: boolean;
}

export type Outcome = Violation | NotEvaluated;

export interface Rule<Id extends string = RuleId> extends RuleMetadata<Id> {
  /** Looks at one resource, before it is applied. */
  readonly checkResource?: (subject: Subject, context: RuleContext) => readonly Outcome[];
  /** Looks at all resources of a stack together. */
  readonly checkStack?: (context: StackContext) => readonly Outcome[];
  /** What to set so that the resource passes; only ever makes a setting stricter. */
  readonly remediate?: (subject: Subject, context: RuleContext) => readonly PropertyChange[];
}

export interface PropertyChange {
  /** Path of a property of the resource. */
  readonly property: string;
  readonly value: number | string | boolean;
  /** Property whose change makes this one necessary: without the one there is not the other. */
  readonly with?: string;
}
