/** One resource as Pulumi writes it into saved state, the steps of a digest and, a little shorter, events. */
import { booleanAt, isJsonObject, type JsonObject, memberOf, objectAt, textAt } from "./json";
import type { ResourceState, SourcePosition } from "./model";
import { framesOf } from "./position";
import { type Masking, readProperties } from "./properties";
import { parseUrn } from "./urn";

export interface WrittenResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly state: ResourceState;
  readonly parent: string | undefined;
  readonly provider: string | undefined;
  readonly frames: readonly SourcePosition[];
  /** Replaced already, and still to be deleted. */
  readonly pendingDeletion: boolean;
}

/** Undefined for what is no resource. */
export function readResource(value: unknown, masking: Masking): WrittenResource | undefined {
  const urn = isJsonObject(value) ? textAt(value, "urn") : undefined;
  if (!isJsonObject(value) || urn === undefined) return undefined;
  const parts = parseUrn(urn);
  return {
    urn,
    type: textAt(value, "type") ?? parts?.type ?? "",
    name: parts?.name ?? urn,
    state: readState(value, masking),
    parent: textAt(value, "parent"),
    provider: textAt(value, "provider"),
    frames: framesOf(value),
    pendingDeletion: booleanAt(value, "delete") ?? false,
  };
}

function readState(resource: JsonObject, masking: Masking): ResourceState {
  const outputs = readProperties(memberOf(resource, "outputs"), masking);
  return {
    inputs: readProperties(memberOf(resource, "inputs"), masking),
    // Formats differ in whether they write {} for "none told".
    outputs: Object.keys(outputs).length === 0 ? undefined : outputs,
    id: textAt(resource, "id"),
    protect: booleanAt(resource, "protect") ?? false,
  };
}

/** Whether the code of a dynamic provider, which Pulumi keeps among the inputs, differs between two of them. */
export function providerCodeDiffers(before: unknown, after: unknown): boolean {
  const [old, now] = [before, after].map(providerCode);
  return old !== undefined && now !== undefined && old !== now;
}

function providerCode(resource: unknown): string | undefined {
  const inputs = isJsonObject(resource) ? objectAt(resource, "inputs") : undefined;
  const code = inputs === undefined ? undefined : memberOf(inputs, "__provider");
  return code === undefined ? undefined : JSON.stringify(code);
}
