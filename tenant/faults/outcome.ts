/** What comes of a request: an answer, or one of the things that happen to connections. Who owns the socket does those. */
export type Outcome =
  | { readonly kind: "answer"; readonly response: Response }
  /** The answer's headers and so many bytes of its body, then the connection breaks. */
  | { readonly kind: "truncated"; readonly response: Response; readonly bytes: number }
  | { readonly kind: "reset" }
  | { readonly kind: "no-answer" };

/** The status that a client sees, or 0 where it sees none. */
export function statusOf(outcome: Outcome): number {
  return "response" in outcome ? outcome.response.status : 0;
}
