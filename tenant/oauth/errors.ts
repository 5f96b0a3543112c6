/** Errors of the OAuth endpoints (RFC 6749, section 5.2), and the only writer of their bodies. */
import { answer } from "../http";

export interface OAuthErrorDetails {
  /** `error_uri` of the body. */
  uri?: string;
  headers?: Readonly<Record<string, string>>;
}

export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly status: number;
  readonly error: string;
  readonly details: OAuthErrorDetails;

  constructor(status: number, error: string, description: string, details: OAuthErrorDetails = {}) {
    super(description);
    this.status = status;
    this.error = error;
    this.details = details;
  }
}

/** RFC 6749, section 5.1: what concerns tokens is kept by no cache. */
export const NO_STORE = { "cache-control": "no-store", pragma: "no-cache" } as const;

export function oauthErrorAnswer(error: OAuthError): Response {
  const { uri, headers } = error.details;
  const body = {
    error: error.error,
    error_description: error.message,
    ...(uri === undefined ? {} : { error_uri: uri }),
  };
  return answer(error.status, body, { ...NO_STORE, ...headers });
}

export const invalidRequest = (description: string): OAuthError =>
  new OAuthError(400, "invalid_request", description);

/** Status 403, not the 400 of RFC 6749, section 5.2: recorded. */
export const invalidGrant = (description: string): OAuthError =>
  new OAuthError(403, "invalid_grant", description);

/** The same words for every way in which a client fails to prove itself: nothing to learn from. */
export const clientRefused = (): OAuthError => new OAuthError(401, "access_denied", "Unauthorized");

export function grantNotAllowed(grantType: string): OAuthError {
  return new OAuthError(403, "unauthorized_client", `Grant type '${grantType}' not allowed for the client.`, {
    uri: "https://auth0.com/docs/clients/client-grant-types",
  });
}

export const tooManyRequests = (message: string, headers: Record<string, string>): OAuthError =>
  new OAuthError(429, "too_many_requests", message, { headers });
