/** What Ctrl-C does. */
import { ApiSettingsError } from "../../model/errors";
import type { PluginRuntime } from "./runtime";

/**
 * How long a creation, update or deletion may still take after Ctrl-C. One that is given up in flight may have been
 * carried out, and then state does not know of it; nearly all end well within this time.
 */
export const GRACE_MILLISECONDS = 5_000;

export class Cancellation {
  readonly #timeout: PluginRuntime["timeout"];
  readonly #reading = new AbortController();
  readonly #writing = new AbortController();

  constructor(timeout: PluginRuntime["timeout"]) {
    this.#timeout = timeout;
  }

  cancel(): void {
    if (this.#reading.signal.aborted) return;
    this.#reading.abort();
    this.#timeout(GRACE_MILLISECONDS).addEventListener("abort", () => this.#writing.abort());
  }

  /**
   * Runs an operation on the tenant until it ends, is cancelled, or its own timeout has passed.
   * `timeoutSeconds`: of the resource's customTimeouts; 0: none.
   */
  async run<Result>(
    kind: "reading" | "writing",
    timeoutSeconds: number,
    operation: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    if (this.#reading.signal.aborted) {
      throw new ApiSettingsError("cancelled", "The operation was cancelled before it began.");
    }
    const cancelled = kind === "reading" ? this.#reading.signal : this.#writing.signal;
    if (!(timeoutSeconds > 0)) return operation(cancelled);
    const late = this.#timeout(timeoutSeconds * 1_000);
    try {
      return await operation(AbortSignal.any([cancelled, late]));
    } catch (error) {
      if (cancelled.aborted || !late.aborted) throw error;
      throw new ApiSettingsError(
        "timeout",
        `The operation did not end within its custom timeout of ${timeoutSeconds} seconds.`,
        {
          wayOut:
            "Raise `customTimeouts`, or run `pulumi refresh` first where the tenant may have carried it out.",
          cause: error,
        },
      );
    }
  }
}
