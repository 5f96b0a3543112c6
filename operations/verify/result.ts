/** What `verify` found: plain data. No token and no secret is in it. */

export type CheckName =
  | "existence"
  | "lifetime"
  | "expires_in"
  | "audience"
  | "algorithm"
  | "signature"
  | "type"
  | "permissions"
  | "binding"
  | "encryption"
  | "access policy";

export interface Check {
  readonly name: CheckName;
  readonly holds: boolean;
  /** In words, as declared and as the token has it. */
  readonly declared: string;
  readonly actual: string;
}

/**
 * "not verifiable" is neither: nothing was proved, and `because` says why. What could be checked all the same stands in
 * `checks`.
 */
export type VerifyState = "verified" | "mismatch" | "not verifiable";

export interface VerifyResult {
  readonly name: string;
  /** Undefined where it is not known or a secret. */
  readonly identifier: string | undefined;
  readonly state: VerifyState;
  /** For "not verifiable", as a clause. */
  readonly because?: string;
  readonly checks: readonly Check[];
  /** What was not checked although a token came, as clauses. */
  readonly notChecked: readonly string[];
}

export interface Verification {
  readonly domain: string;
  readonly results: readonly VerifyResult[];
  readonly tokensFetched: number;
}
