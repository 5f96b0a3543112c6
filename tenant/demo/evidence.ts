/** What the scenarios rest on: rows of docs/tenant-fidelity.md. A test looks each of them up there. */
import type { Evidence } from "./result";

const refreshTokens = (behaviour: string, known: Evidence["known"]): Evidence => ({
  section: "Refresh tokens",
  behaviour,
  known,
});

export const LIFETIME_AT_ISSUE: Evidence = {
  section: "Lifetimes",
  behaviour: "A token of an API lives its `token_lifetime` at the moment of issue; issued tokens keep theirs",
  known: "documented",
};
export const CLIENT_MUST_PROVE_ITSELF: Evidence = {
  section: "The token endpoint",
  behaviour: "Wrong secret, unknown client",
  known: "quoted",
};
export const SESSION_ENDS: Evidence = {
  section: "Signing in",
  behaviour: "A session is a cookie `auth0`",
  known: "documented",
};
export const UNCONFIGURED_CLIENT = refreshTokens("A client that configures nothing", "documented");
export const ROTATION = refreshTokens("Rotation: the present setting", "documented");
export const LEEWAY_FORKS = refreshTokens(
  "Both tokens that came of one within `leeway` go on side by side",
  "our choice",
);
export const EXPIRY = refreshTokens("Absolute lifetime fixed at issue; idle lifetime read", "documented");
export const OFFLINE_ACCESS = refreshTokens("Only where the API allows offline access", "documented");
export const OFFLINE_ACCESS_OFF = refreshTokens("After the API's offline access was switched off", "switch");
export const REVOCATION = refreshTokens("/oauth/revoke ends the family", "documented");
export const ONLINE_ACCESS = refreshTokens("`online_access` where the API allows it", "documented");
