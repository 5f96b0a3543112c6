/** The form of a grant module: one file each, and one line in index.ts. */
import type { TenantContext } from "../../context";
import type { Client } from "../../store/records";
import type { Parameters } from "../parameters";

export interface Grant {
  /** Value of `grant_type` (RFC 6749, section 4). */
  readonly grantType: string;
  /** Codes of the log's entries for a success and a failure (Auth0 docs, "Log Event Type Codes"). */
  readonly log: { readonly success: string; readonly failure: string };
  /** Whether a client that cannot prove itself may use it. */
  readonly publicClients: boolean;
  readonly handle: (context: TenantContext, client: Client, parameters: Parameters) => Promise<TokenResponse>;
}

/** RFC 6749, section 5.1, and OpenID Connect Core, section 3.1.3.3. The order of keys is the recorded one. */
export interface TokenResponse {
  access_token: string;
  refresh_token?: string;
  id_token?: string;
  scope?: string;
  expires_in: number;
  token_type: "Bearer";
  /** The API that a multi-resource refresh token was used for. */
  resource?: string;
}

export interface IssuedTokens {
  accessToken: string;
  lifetimeSeconds: number;
  scope: readonly string[];
  refreshToken?: string | undefined;
  idToken?: string | undefined;
  resource?: string | undefined;
}

/** Absent members are left out; so is an empty scope. */
export function tokenResponse(issued: IssuedTokens): TokenResponse {
  const { accessToken, refreshToken, idToken, scope, lifetimeSeconds, resource } = issued;
  return {
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(idToken === undefined ? {} : { id_token: idToken }),
    ...(scope.length === 0 ? {} : { scope: scope.join(" ") }),
    expires_in: lifetimeSeconds,
    token_type: "Bearer",
    ...(resource === undefined ? {} : { resource }),
  };
}
