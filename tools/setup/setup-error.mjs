/** A set-up step that failed in a way the message explains: printed without a stack. */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}
