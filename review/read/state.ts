/** Saved state: `pulumi stack export` (`{version, deployment}`) and the file backend's `{version, checkpoint: {latest}}`. */
import type { ValueObject } from "../../provider/model/values";
import { booleanAt, isJsonObject, type JsonObject, listAt, memberOf, objectAt, textAt } from "./json";
import { type Masking, readProperties } from "./properties";
import { parseUrn } from "./urn";

/** One resource as Pulumi writes it into state and, in the same form, into the steps of a digest. */
export interface WrittenResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: ValueObject;
  /** Undefined where the file tells of none. */
  readonly outputs: ValueObject | undefined;
  readonly protect: boolean;
  readonly parent: string | undefined;
  readonly provider: string | undefined;
  /** Replaced already, and still to be deleted. */
  readonly pendingDeletion: boolean;
  /** Read by the program, managed elsewhere. */
  readonly external: boolean;
}

/** Undefined for what is no resource. */
export function readResource(value: unknown, masking: Masking): WrittenResource | undefined {
  if (!isJsonObject(value)) return undefined;
  const urn = textAt(value, "urn");
  if (urn === undefined) return undefined;
  const parts = parseUrn(urn);
  const type = textAt(value, "type") ?? parts?.type;
  if (type === undefined) return undefined;
  const outputs = readProperties(memberOf(value, "outputs"), masking);
  return {
    urn,
    type,
    name: parts?.name ?? urn,
    id: textAt(value, "id"),
    inputs: readProperties(memberOf(value, "inputs"), masking),
    outputs: Object.keys(outputs).length === 0 ? undefined : outputs,
    protect: booleanAt(value, "protect") ?? false,
    parent: textAt(value, "parent"),
    provider: textAt(value, "provider"),
    pendingDeletion: booleanAt(value, "delete") ?? false,
    external: booleanAt(value, "external") ?? false,
  };
}

/** The deployment inside a document, undefined where it is no saved state. */
export function deploymentOf(document: JsonObject): JsonObject | undefined {
  const checkpoint = objectAt(document, "checkpoint");
  return (
    objectAt(document, "deployment") ??
    (checkpoint === undefined ? undefined : objectAt(checkpoint, "latest")) ??
    (listAt(document, "resources") !== undefined && objectAt(document, "manifest") !== undefined
      ? document
      : undefined)
  );
}
