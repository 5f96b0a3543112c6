/**
 * What the pack uses of Pulumi's policy SDK beyond the types that the SDK publishes. The SDK is bundled into the pack,
 * so no other version than the one that these lines were tested with ever runs.
 */
import type { EnforcementLevel, Severity } from "@pulumi/policy/policy";
import * as server from "@pulumi/policy/server";

export { Secret } from "@pulumi/policy/policy";

export type Properties = Readonly<Record<string, unknown>>;

/** What the SDK tells about a resource that the pack reads, for one resource and for each of a stack. */
export interface ResourceArgs {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: Properties;
  readonly opts: { readonly protect: boolean };
  readonly provider?: {
    readonly type: string;
    readonly urn: string;
    readonly name: string;
    readonly props: Properties;
  };
}

export interface StackArgs {
  readonly resources: readonly ResourceArgs[];
}

export interface ConfigArgs {
  getConfig(): object;
}

/**
 * A violation with the whole of its message and, where it must not be the policy's own, its level. Given a text instead,
 * the SDK puts the policy's description before it, every time.
 */
export interface Report {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: EnforcementLevel;
  readonly severity?: Severity;
}
export type ReportViolation = (report: Report) => void;

/** A policy. With functions of both kinds, the SDK asks it about each resource and about the stack. */
export interface PackPolicy {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity?: Severity;
  readonly framework?: {
    readonly name: string;
    readonly version: string;
    readonly reference: string;
    readonly specification: string;
  };
  readonly tags?: readonly string[];
  readonly remediationSteps?: string;
  readonly url: string;
  readonly configSchema?: { readonly properties: Readonly<Record<string, object>> };
  readonly validateResource?: (args: ResourceArgs & ConfigArgs, report: ReportViolation) => void;
  readonly validateStack?: (args: StackArgs & ConfigArgs, report: ReportViolation) => void;
  /** All properties with what has to change, or nothing. */
  readonly remediateResource?: (args: ResourceArgs & ConfigArgs) => Record<string, unknown> | undefined;
}

interface Pack {
  readonly displayName: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly policies: readonly PackPolicy[];
}

/** Serves the pack to the engine until the process ends, and prints the port. Nothing is published about it but its code. */
export const serve: (name: string, version: string, level: EnforcementLevel, pack: Pack) => void = (
  server as unknown as { serve: typeof serve }
).serve;

const TARGET = "__getSpecialProxyTarget";
const IS_PROXY = "__isSpecialProxy";

/**
 * Properties as they came from the engine. The SDK's proxies around them throw at every touch of an unknown value, which
 * would end a whole rule, and hide which values are secret.
 */
export function withoutProxies(value: unknown): unknown {
  let bare = value;
  while (isObject(bare) && bare[IS_PROXY] === true) bare = bare[TARGET];
  return bare;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
