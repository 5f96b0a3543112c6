/** Errors as the host may see them. */
import { isApiSettingsError } from "../model/errors";

/**
 * The host prints the stack of what is thrown to the user's terminal, and takes anything with an `id` for a
 * half-created resource, which then stays in state for good. So nothing goes out but a sentence.
 */
export function plainError(error: unknown): Error {
  const plain = new Error(sentence(error));
  // The host prints these two one after the other, and the engine the message again.
  plain.toString = () => "apisettings";
  plain.stack = plain.message;
  return plain;
}

export async function withPlainErrors<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw plainError(error);
  }
}

function sentence(error: unknown): string {
  if (isApiSettingsError(error)) return `${error.message} [${error.code}]`;
  // Without its message, which may quote a value.
  const kind = error instanceof Error ? error.constructor.name : "error";
  return `An unexpected ${kind} stopped the operation: this is a mistake in pulumi-apisettings.${placeOf(error)} [internal]`;
}

/** "resources/update.js:31": enough to find the mistake, and no machine's paths. */
function placeOf(error: unknown): string {
  const frame = error instanceof Error ? /([\w.-]+[/\\][\w.-]+:\d+):\d+\)?$/m.exec(error.stack ?? "") : null;
  return frame === null ? "" : ` It happened at ${frame[1]}.`;
}
