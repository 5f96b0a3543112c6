/** What one input tells, before inputs are put together. */
import type {
  Diagnostic,
  PolicyRemediation,
  PolicyRun,
  PolicyViolation,
  Problem,
  ReviewResource,
  Run,
} from "./model";
import { operationOf } from "./operations";
import type { Step } from "./steps";

export interface ToldRun {
  readonly run: Run;
  readonly resources: readonly ReviewResource[];
  readonly violations: readonly PolicyViolation[];
  readonly remediations: readonly PolicyRemediation[];
  readonly policyRuns: readonly PolicyRun[];
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly Problem[];
}

/** What a state or a file of resources tells: it is no run. */
export function toldByFile(
  source: string,
  format: "state" | "resources",
  resources: readonly ReviewResource[],
  cliVersion?: string,
): ToldRun {
  return {
    run: {
      source,
      format,
      kind: format,
      outcome: "unknown",
      changes: undefined,
      durationSeconds: undefined,
      packs: [],
      config: undefined,
      cliVersion,
      complete: true,
      incompleteBecause: undefined,
    },
    resources,
    violations: [],
    remediations: [],
    policyRuns: [],
    diagnostics: [],
    problems: [],
  };
}

/** Problems of operations that this version does not know. */
export function unknownOperations(source: string, steps: ReadonlyMap<string, readonly Step[]>): Problem[] {
  const urns = new Map<string, string[]>();
  for (const [urn, own] of steps) {
    for (const { op } of own) if (operationOf(op) === "unknown") urns.set(op, [...(urns.get(op) ?? []), urn]);
  }
  return [...urns].map(([op, of]) => ({
    code: "newer-pulumi",
    source,
    message: `Pulumi reports the operation ${JSON.stringify(op)}, which this version does not know.`,
    urns: [...new Set(of)],
  }));
}

const COUNTED = ["create", "update", "replace", "delete"] as const;

/** Problems of a run that counts more changes than it tells of. */
export function untoldChanges(
  source: string,
  changes: Readonly<Record<string, number>> | undefined,
  resources: readonly ReviewResource[],
): Problem[] {
  if (changes === undefined) return [];
  return COUNTED.flatMap((operation) => {
    const counted = Object.hasOwn(changes, operation) ? (changes[operation] ?? 0) : 0;
    const told = resources.filter((resource) => resource.operation === operation).length;
    if (counted <= told) return [];
    return {
      code: "not-told",
      source,
      message: `The run counts ${counted} resources to ${operation} and tells of ${told}.`,
      urns: resources.filter((resource) => resource.doubt !== undefined).map(({ urn }) => urn),
    };
  });
}
