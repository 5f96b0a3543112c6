/** The one model that every renderer draws: what a change would do to tokens. Plain data, nothing left to compute. */

import type { Level, Severity } from "../../policy/rules/rule";
import type { SubjectKind } from "../../policy/rules/token-types/token-type";
import type { Sensitivity } from "../../provider/model/sensitivity";
import type { Operation, SourcePosition } from "../read/model";

export interface Report {
  /** What was compared: a preview's plan, or what changed outside Git. */
  readonly kind: "review" | "drift";
  readonly project: string | undefined;
  readonly stack: string | undefined;
  readonly verdict: Verdict;
  /** Resources whose tokens change, worst first. */
  readonly changes: readonly TokenChange[];
  /** Resources that set token lifetimes and do not change, by name. */
  readonly unchanged: readonly TokenChange[];
  /** Findings of the plan, worst first; those that do not count stand at the end. */
  readonly findings: readonly ReviewFinding[];
  /** Findings of what was there before and are gone after. */
  readonly fixed: readonly ReviewFinding[];
  readonly openQuestions: readonly ReviewQuestion[];
  readonly assertions: readonly AssertionResult[];
  /** Exemptions that are expired or that nothing needed, as sentences. */
  readonly exemptionNotes: readonly string[];
  /** Changes of policies, tiers, limits or exemptions in the same pull request, as sentences. */
  readonly trustNotes: readonly string[];
  /** What the inputs could not tell, as sentences; renderers show them near the verdict. */
  readonly inputNotes: readonly string[];
  readonly counts: Counts;
  readonly binding: Binding;
}

export type VerdictWord =
  /** The preview itself failed. */
  | "failed"
  /** A mandatory finding, a broken assertion. */
  | "blocked"
  /** Something could not be decided. */
  | "not evaluated"
  /** Advisory findings, or tokens that live longer. */
  | "attention"
  | "fine"
  | "nothing changes";

export interface Verdict {
  readonly word: VerdictWord;
  /** One sentence: what matters most. Holds names of the program. */
  readonly headline: string;
}

export interface Counts {
  readonly mandatory: number;
  readonly advisory: number;
  readonly notEvaluated: number;
  readonly exempted: number;
  readonly known: number;
  readonly fixed: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A value of the plan: four different things, and two more that are none of them. */
export type Shown<T> =
  | { readonly state: "known"; readonly value: T; readonly declared: boolean }
  | { readonly state: "secret" }
  | { readonly state: "unknown" }
  /** Not declared, and no default is known or needed. */
  | { readonly state: "absent" }
  | { readonly state: "unreadable" }
  /** The resource is not there: before its creation, after its deletion. */
  | { readonly state: "no resource" };

export interface LifetimeRow {
  readonly of: "access" | "web" | "anonymous" | "refresh";
  /** "access tokens", "implicit and hybrid flows". */
  readonly label: string;
  readonly property: string;
  readonly before: Shown<number>;
  readonly after: Shown<number>;
  /** after / before, where both are known and finite; above 1 tokens live longer. */
  readonly factor: number | undefined;
  readonly limitSeconds: number | undefined;
  readonly limitSource: string | undefined;
  readonly overLimit: boolean;
}

export interface RefreshRow {
  readonly access: "offline" | "online";
  readonly property: string;
  readonly before: Shown<boolean>;
  readonly after: Shown<boolean>;
}

export interface TokenChange {
  readonly urn: string;
  readonly type: string;
  readonly typeTitle: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly operation: Operation;
  readonly position: SourcePosition | undefined;
  readonly tierBefore: Sensitivity | undefined;
  readonly tier: Sensitivity;
  readonly tierSource: string;
  readonly lifetimes: readonly LifetimeRow[];
  readonly refresh: readonly RefreshRow[];
  /** What the change means for somebody who steals a token; undefined where nothing of that changes. */
  readonly forAttackers: string | undefined;
  /** What it means for clients and their users. */
  readonly forUsers: string | undefined;
  /** What breaks: a replacement, a deletion. */
  readonly warnings: readonly string[];
  /** What else is known of it, as sentences; of drift, who made it and who wins. Holds text from outside. */
  readonly notes: readonly string[];
  /** Clients of the stack that get tokens of this API; undefined where the stack holds none. */
  readonly clients: readonly string[] | undefined;
  readonly load: Load | undefined;
  /** Other properties that change, by name. */
  readonly otherChanges: readonly string[];
  /** Indexes into the report's findings. */
  readonly findings: readonly number[];
  /** Higher is worse; orders the changes. */
  readonly weight: number;
}

/** Token requests if every user is active all the time: an upper bound. */
export interface Load {
  readonly users: number;
  readonly perSecondBefore: number | undefined;
  readonly perSecondAfter: number | undefined;
}

export interface ReviewFinding {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly severity: Severity | undefined;
  readonly urn: string | undefined;
  readonly name: string | undefined;
  readonly field: string | undefined;
  readonly problem: string;
  readonly wayOut: string | undefined;
  /** The pack whose result it is; undefined for what this tool evaluated itself. */
  readonly pack: string | undefined;
  readonly standing: "open" | "exempted" | "known";
  /** Who exempted it, why and until when. */
  readonly standingReason: string | undefined;
  /** Whether it was there before the change. */
  readonly since: "new" | "before";
  readonly position: SourcePosition | undefined;
}

export interface ReviewQuestion {
  readonly rule: string;
  readonly urn: string | undefined;
  readonly name: string | undefined;
  readonly field: string | undefined;
  readonly message: string;
  readonly position: SourcePosition | undefined;
}

export interface AssertionResult {
  /** As it was given. */
  readonly text: string;
  readonly holds: "yes" | "no" | "not evaluated";
  /** What breaks it, or what could not be decided; one sentence each. */
  readonly counterexamples: readonly string[];
  /** On how many values it was checked. */
  readonly checked: number;
}

/** What ties a verdict to what was judged. */
export interface Binding {
  readonly commit: string | undefined;
  /** SHA-256 of the plan: of every resource's operation and inputs, secrets left out. */
  readonly planHash: string;
  readonly version: string;
  readonly packs: readonly { readonly name: string; readonly version: string }[];
  readonly inputs: readonly string[];
}
