/**
 * How long an access token lives, by what it is for and by the flow that issued it. The only place that knows.
 * Sources: Auth0 docs, "Update Access Token Lifetime" and "Access Tokens".
 */
import { DEFAULT_LIFETIME_SECONDS } from "./fields";

/** Ways to an access token. Implicit and hybrid are those in which /authorize itself issues it. */
export const FLOWS = [
  "implicit",
  "hybrid",
  "authorization_code",
  "refresh_token",
  "device_code",
  "password",
  "client_credentials",
] as const;
export type Flow = (typeof FLOWS)[number];

/** Settings of an API that govern how long its access tokens live, in seconds. */
export interface ApiLifetimes {
  tokenLifetimeSeconds: number;
  tokenLifetimeForWebSeconds: number;
}

/** An access token of an API: the web lifetime holds where /authorize issues it, but never beyond the API's own. */
export function apiTokenLifetimeSeconds(api: ApiLifetimes, flow: Flow): number {
  return flow === "implicit" || flow === "hybrid"
    ? Math.min(api.tokenLifetimeForWebSeconds, api.tokenLifetimeSeconds)
    : api.tokenLifetimeSeconds;
}

/** Fixed lifetime of a token that is only for the user-profile endpoint, issued by the implicit flow: 2 hours. */
export const USER_PROFILE_IMPLICIT_LIFETIME_SECONDS = 7_200;
/** The same for the authorization code and hybrid flows: 24 hours. */
export const USER_PROFILE_CODE_LIFETIME_SECONDS = DEFAULT_LIFETIME_SECONDS;

/**
 * A token that is only for the user-profile endpoint (`/userinfo`): fixed, whatever any API says. Undefined for
 * client credentials, which have no user. For device, password and refresh grants no document gives a number: the
 * one for the code flow is assumed.
 */
export function userProfileTokenLifetimeSeconds(flow: Flow): number | undefined {
  if (flow === "client_credentials") return undefined;
  return flow === "implicit" ? USER_PROFILE_IMPLICIT_LIFETIME_SECONDS : USER_PROFILE_CODE_LIFETIME_SECONDS;
}
