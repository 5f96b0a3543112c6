/** What the story says will come of a request. */
import type { Outcome } from "./result";

export const WORKS: Outcome = { works: true, status: 200 };

/** A token comes, or is from now on given, that lives so long. */
export function gives(lifetimeSeconds: number): Outcome {
  return { ...WORKS, lifetimeSeconds };
}

export function withRefreshToken(lifetimeSeconds: number): Outcome {
  return { ...gives(lifetimeSeconds), refreshToken: true };
}

/** The flow succeeds, and brings an access token only. */
export function withoutRefreshToken(lifetimeSeconds: number): Outcome {
  return { ...gives(lifetimeSeconds), refreshToken: false };
}

/** The API finds that `exp` has come. */
export const EXPIRED: Outcome = { works: false, status: 401, reason: "expired" };

/** The token endpoint's answer to a refresh token that is expired, revoked or reused. */
export const DEAD: Outcome = { works: false, status: 403, reason: "invalid_grant" };

/** The token endpoint's answer to somebody who cannot prove to be the client. */
export const NOT_THE_CLIENT: Outcome = { works: false, status: 401, reason: "access_denied" };

/** No request could be made. */
export const NOTHING_THERE: Outcome = { works: false, reason: "nothing to present" };
