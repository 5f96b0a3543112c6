/** Pulumi's spellings of what happens to a resource (pulumi/pulumi, pkg/resource/deploy/step.go), and ours. */
import type { Operation } from "./model";

const OPERATIONS: Readonly<Record<string, Operation>> = {
  same: "same",
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  read: "read",
  "read-replacement": "replace",
  "read-discard": "discard",
  discard: "discard",
  "discard-replaced": "replace",
  refresh: "refresh",
  import: "import",
  "import-replacement": "replace",
  "remove-pending-replace": "replace",
};

/** Steps that only tidy up after a replacement, perhaps one of an earlier run. */
const TIDYING = new Set(["delete-replaced", "discard-replaced", "remove-pending-replace"]);

export function operationOf(raw: string): Operation {
  return Object.hasOwn(OPERATIONS, raw) ? (OPERATIONS[raw] ?? "unknown") : "unknown";
}

export const isTidying = (raw: string): boolean => TIDYING.has(raw);

/** Operations after which the stack no longer holds the resource. */
export function removes(operation: Operation): boolean {
  return operation === "delete" || operation === "discard";
}
