/** How every command ends: one table, for scripts to rely upon. */
import { CommanderError } from "commander";
import { type ErrorCode, isApiSettingsError } from "../provider/model/errors";

export const EXIT = {
  /** Everything is as it should be. */
  fine: 0,
  /** A fault of this program, of the network or of a tenant. */
  internal: 1,
  /** The command line, a file or a configuration cannot be used as it is. */
  usage: 2,
  /** Findings at or above --fail-on, or expectations that did not come true. */
  findings: 3,
  /** Something could not be evaluated or verified, and --strict was given. */
  notEvaluated: 4,
  /** The preview that is looked at failed by itself. */
  previewFailed: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What the user gave is to blame, and the same command will fail again. */
const USAGE: ReadonlySet<ErrorCode> = new Set(["invalid-input", "invalid-settings", "invalid-config"]);

export function exitCodeOf(error: unknown): ExitCode {
  // Commander throws for --help and --version as well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  return isApiSettingsError(error) && USAGE.has(error.code) ? EXIT.usage : EXIT.internal;
}

/** For help texts. */
export const EXIT_HELP = `
Exit codes: 0 fine, 1 internal error, 2 usage or input, 3 findings at or above
--fail-on, 4 not evaluated under --strict, 5 the preview itself failed.`;
