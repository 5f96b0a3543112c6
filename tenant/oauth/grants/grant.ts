/** The form of a grant module: one file each, and one line in index.ts. */
import type { TenantContext } from "../../context";
import type { Client } from "../../store/records";
import type { Parameters } from "../parameters";

export interface Grant {
  /** Value of `grant_type` (RFC 6749, section 4). */
  readonly grantType: string;
  readonly handle: (context: TenantContext, client: Client, parameters: Parameters) => Promise<TokenResponse>;
}

/** RFC 6749, section 5.1 */
export interface TokenResponse {
  access_token: string;
  scope?: string;
  expires_in: number;
  token_type: "Bearer";
}
