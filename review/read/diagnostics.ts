/**
 * Diagnostics of a run. Only errors and warnings pass: debug ones hold secrets in clear, and informational ones are
 * whatever the program printed.
 */
import { booleanAt, type JsonObject, textAt } from "./json";
import type { Diagnostic } from "./model";
import { plainText } from "./text";

/** Undefined for what is not to be kept. */
export function readDiagnostic(diagnostic: JsonObject): Diagnostic | undefined {
  const severity = textAt(diagnostic, "severity");
  if ((severity !== "error" && severity !== "warning") || booleanAt(diagnostic, "ephemeral"))
    return undefined;
  const message = plainText(textAt(diagnostic, "message") ?? "");
  // A digest has the prefix in the message, an event beside it.
  const prefix = `${severity}: `;
  return {
    severity,
    message: message.startsWith(prefix) ? message.slice(prefix.length) : message,
    urn: textAt(diagnostic, "urn"),
  };
}

/** The engine's last word on a run that failed, for whatever reason: a policy alone can be it. */
const CLOSING_WORD = /^(?:preview|update|refresh|destroy) failed$/;

export interface SortedDiagnostics {
  /** Without the closing word, which the outcome of the run says already. */
  readonly kept: readonly Diagnostic[];
  readonly failed: boolean;
}

export function sortDiagnostics(diagnostics: readonly Diagnostic[]): SortedDiagnostics {
  return {
    kept: diagnostics.filter(({ message, urn }) => urn !== undefined || !CLOSING_WORD.test(message)),
    failed: diagnostics.some(({ severity }) => severity === "error"),
  };
}
