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

/** Why a token lives as long as it does. */
export type LifetimeRule =
  /** The API's own lifetime. */
  | "token-lifetime"
  /** The API's web lifetime, because /authorize itself issued the token. */
  | "token-lifetime-for-web"
  /** The API's own lifetime although /authorize issued the token, because the web lifetime is longer. */
  | "token-lifetime-below-web"
  /** Fixed, for tokens of the user-profile endpoint alone that the implicit flow issued. */
  | "user-profile-implicit"
  /** Fixed, for those of every other flow. */
  | "user-profile";

export interface Lifetime {
  seconds: number;
  rule: LifetimeRule;
}

/** An access token of an API: the web lifetime holds where /authorize issues it, but never beyond the API's own. */
export function apiTokenLifetime(api: ApiLifetimes, flow: Flow): Lifetime {
  const { tokenLifetimeSeconds: own, tokenLifetimeForWebSeconds: web } = api;
  if (flow !== "implicit" && flow !== "hybrid") return { seconds: own, rule: "token-lifetime" };
  return web <= own
    ? { seconds: web, rule: "token-lifetime-for-web" }
    : { seconds: own, rule: "token-lifetime-below-web" };
}

export function apiTokenLifetimeSeconds(api: ApiLifetimes, flow: Flow): number {
  return apiTokenLifetime(api, flow).seconds;
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
export function userProfileTokenLifetime(flow: Flow): Lifetime | undefined {
  if (flow === "client_credentials") return undefined;
  return flow === "implicit"
    ? { seconds: USER_PROFILE_IMPLICIT_LIFETIME_SECONDS, rule: "user-profile-implicit" }
    : { seconds: USER_PROFILE_CODE_LIFETIME_SECONDS, rule: "user-profile" };
}

export function userProfileTokenLifetimeSeconds(flow: Flow): number | undefined {
  return userProfileTokenLifetime(flow)?.seconds;
}
