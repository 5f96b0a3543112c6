/** Errors as gRPC statuses. The CLI prints the text alone, so the stable code stands in it. */
import { Metadata, type StatusObject, status } from "@grpc/grpc-js";
import { type ErrorCode, isApiSettingsError } from "../../model/errors";

/**
 * The engine takes UNKNOWN, INTERNAL and DATA_LOSS for "the object may be in any state" and warns of a corrupt state;
 * every other code means that the operation was not carried out.
 */
const GRPC_STATUS: Readonly<Record<ErrorCode, status>> = {
  "invalid-input": status.INVALID_ARGUMENT,
  "invalid-settings": status.INVALID_ARGUMENT,
  "invalid-config": status.INVALID_ARGUMENT,
  "missing-credentials": status.FAILED_PRECONDITION,
  "credentials-refused": status.UNAUTHENTICATED,
  "insufficient-scope": status.PERMISSION_DENIED,
  conflict: status.ALREADY_EXISTS,
  "lost-answer": status.UNKNOWN,
  gone: status.NOT_FOUND,
  "not-found": status.NOT_FOUND,
  "system-api": status.FAILED_PRECONDITION,
  "plan-feature": status.FAILED_PRECONDITION,
  "entity-limit": status.RESOURCE_EXHAUSTED,
  "rate-limited": status.RESOURCE_EXHAUSTED,
  timeout: status.DEADLINE_EXCEEDED,
  network: status.UNAVAILABLE,
  "rejected-by-tenant": status.INVALID_ARGUMENT,
  "tenant-failure": status.UNAVAILABLE,
  "unexpected-answer": status.INTERNAL,
  cancelled: status.CANCELLED,
};

export function statusOf(error: unknown): StatusObject {
  const metadata = new Metadata();
  if (isApiSettingsError(error)) {
    return { code: GRPC_STATUS[error.code], details: `${error.message} [${error.code}]`, metadata };
  }
  const details = `An unexpected ${nameOf(error)} stopped the operation: this is a mistake in pulumi-apisettings. Run the command with --debug to see where it happened. [internal]`;
  return { code: status.INTERNAL, details, metadata };
}

/** Where an unexpected error happened. Without its message, which may quote a value. */
export function placeOf(error: unknown): string | undefined {
  if (isApiSettingsError(error) || !(error instanceof Error)) return undefined;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return `${nameOf(error)}\n${frames.join("\n")}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : "error";
}
