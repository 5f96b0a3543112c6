/** Values as an explanation shows them: what is not known is never shown as a number. */
import type { Reading } from "../../policy/rules/reading";

export type Told<T> =
  /** `declared` is false where a default stands in for what nobody set. */
  | { readonly state: "known"; readonly value: T; readonly declared: boolean }
  /** Known after the apply. */
  | { readonly state: "unknown" }
  | { readonly state: "secret" }
  /** Declared in a form that cannot be read. */
  | { readonly state: "unreadable" }
  /** No document says it. `assumed` is what our local tenant does then. */
  | { readonly state: "undocumented"; readonly assumed?: T };

export function told<T>(reading: Reading<T>): Told<T> {
  switch (reading.state) {
    case "known":
      return reading.secret
        ? { state: "secret" }
        : { state: "known", value: reading.value, declared: reading.declared };
    case "absent":
      return { state: "undocumented" };
    default:
      return { state: reading.state };
  }
}
