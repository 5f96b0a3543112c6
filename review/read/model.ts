/** What previews, event logs and saved states say about a stack: plain data, the same whatever it was read from. */
import type { ValueObject } from "../../provider/model/values";

export interface ReviewModel {
  /** In the order in which they were first told of. One URN occurs once. */
  readonly resources: readonly ReviewResource[];
  readonly violations: readonly PolicyViolation[];
  readonly remediations: readonly PolicyRemediation[];
  /** Which policies ran over which resource, and how they ended. */
  readonly policyRuns: readonly PolicyRun[];
  /**
   * Errors and warnings only: debug texts hold secrets in clear and are dropped while they are read. So is the closing
   * word "preview failed"; a run that failed without any other error was stopped by a policy.
   */
  readonly diagnostics: readonly Diagnostic[];
  /** Every run and state that was read, in the order of the inputs. */
  readonly runs: readonly Run[];
  /** Stacks that the URNs name. More than one is also a problem. */
  readonly stacks: readonly StackName[];
  /** "failed" if any run failed, "unknown" if none says how it ended. */
  readonly outcome: Outcome;
  /** False where an input was cut or a run had no end: something may be missing. */
  readonly complete: boolean;
  /** What could not be read, does not fit together, or is not understood. */
  readonly problems: readonly Problem[];
}

export type Outcome = "succeeded" | "failed" | "unknown";

export interface StackName {
  readonly stack: string;
  readonly project: string;
}

/**
 * What happens to a resource. The steps of a replacement are one "replace". "none": only saved state or a file of
 * resources tells of it. "refresh": a run looked at it, and does not say what it found. "unknown": an operation that
 * this version does not know, see {@link ReviewResource.rawOperations}.
 */
export type Operation =
  | "create"
  | "update"
  | "replace"
  | "delete"
  | "same"
  | "read"
  | "refresh"
  | "import"
  | "discard"
  | "none"
  | "unknown";

export interface ReviewResource {
  readonly urn: string;
  /** Full Pulumi type token. */
  readonly type: string;
  /** Name in the program. Any text: escape it where it is shown. */
  readonly name: string;
  readonly operation: Operation;
  /** As Pulumi spells them, in order, without repetition. */
  readonly rawOperations: readonly string[];
  /** What the stack held. Undefined: it had no such resource, or no input tells. */
  readonly before: ResourceState | undefined;
  /** What the stack will hold. Undefined: it will have no such resource, or no input tells. */
  readonly after: ResourceState | undefined;
  /** What a refresh found before anything else was planned; undefined where it found nothing new, or there was none. */
  readonly drift: Drift | undefined;
  /** Why `after` may not be what the stack will hold, as a sentence; undefined where there is no such doubt. */
  readonly doubt: string | undefined;
  readonly parent: string | undefined;
  /** `URN::ID` of the provider. */
  readonly provider: string | undefined;
  /** The first frame in the user's own program, where an input gives one. */
  readonly position: SourcePosition | undefined;
  /** All frames, innermost first, for callers who know more about what is the user's own. */
  readonly frames: readonly SourcePosition[];
  /** Properties whose change makes it a replacement. */
  readonly replaceKeys: readonly string[];
  /** Properties that the provider says have changed. Dynamic providers say none. */
  readonly diffKeys: readonly string[];
  readonly detailedDiff: readonly PropertyChange[];
  /** The provider's own code (`__provider` of dynamic resources) differs. */
  readonly providerCodeChanged: boolean;
  /** What a file of resources says the evaluation must give, as it stands there. */
  readonly expect?: unknown;
}

export interface ResourceState {
  /** Without Pulumi's own keys (`__provider`, `__defaults`). */
  readonly inputs: ValueObject;
  /** Undefined where no input tells; previews of new resources tell few. */
  readonly outputs: ValueObject | undefined;
  readonly id: string | undefined;
  /** Undefined where the input does not say (files of resources). */
  readonly protect: boolean | undefined;
}

export interface Drift {
  /** As it was recorded. */
  readonly before: ResourceState;
  /** As it was found. Undefined: it is gone. */
  readonly after: ResourceState | undefined;
}

export interface SourcePosition {
  /** Relative to the folder of Pulumi.yaml, with `/`; may begin with `..`. */
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
}

export interface PropertyChange {
  readonly path: string;
  /** add, add-replace, delete, delete-replace, update, update-replace. */
  readonly kind: string;
  /** Of inputs, rather than against what the provider reports. */
  readonly inputDiff: boolean;
}

export interface PolicyName {
  readonly pack: string;
  readonly packVersion: string | undefined;
  readonly policy: string;
}

export interface PolicyViolation extends PolicyName {
  /** "mandatory" or "advisory"; another text where a newer Pulumi writes one. */
  readonly level: string;
  /** low, medium, high, critical. */
  readonly severity: string | undefined;
  readonly urn: string | undefined;
  /** Without Pulumi's colour markup. Any text: escape it where it is shown. */
  readonly message: string;
  /** The policy needed a value that is not known yet: it has not been evaluated, whatever its level. */
  readonly notEvaluated: boolean;
}

export interface PolicyRemediation extends PolicyName {
  readonly urn: string | undefined;
  readonly before: ValueObject | undefined;
  readonly after: ValueObject | undefined;
}

export interface PolicyRun {
  readonly kind: "analyze" | "remediate" | "stack";
  readonly pack: string;
  readonly packVersion: string | undefined;
  readonly urn: string | undefined;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly urn: string | undefined;
}

export type Format = "digest" | "events" | "state" | "resources";

export interface Run {
  /** Name of the input, as the caller gave it. */
  readonly source: string;
  readonly format: Format;
  /** "refresh" only looks for changes made outside; "analyze" only ran policies; "state" and "resources" are no runs. */
  readonly kind: "preview" | "update" | "refresh" | "analyze" | "state" | "resources";
  readonly outcome: Outcome;
  /** Operation to number of resources, as the run counted them. */
  readonly changes: Readonly<Record<string, number>> | undefined;
  readonly durationSeconds: number | undefined;
  readonly packs: readonly { readonly name: string; readonly version: string }[];
  /** Configuration of the stack, secrets hidden. */
  readonly config: ValueObject | undefined;
  /** Version of the Pulumi CLI that wrote it, such as "v3.259.0"; only saved state tells. */
  readonly cliVersion: string | undefined;
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly incompleteBecause: string | undefined;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly source: string;
  /** A plain sentence. Holds no value of a property and no text of a diagnostic. */
  readonly message: string;
  readonly line?: number;
  readonly urns?: readonly string[];
}

export type ProblemCode =
  /** The input ends in the middle. */
  | "truncated"
  /** A document or line that is broken, nested too deeply or too large. */
  | "unreadable"
  /** Valid JSON that is none of the known inputs. */
  | "unrecognised"
  /** A kind of event, operation or version that this program does not know. */
  | "newer-pulumi"
  /** A JSON object names a member twice. */
  | "duplicate-key"
  /** The bytes are not valid UTF-8. */
  | "encoding"
  /** Two inputs, or two parts of one, contradict each other. */
  | "contradiction"
  /** A run says that there is more than it tells of. */
  | "not-told";
