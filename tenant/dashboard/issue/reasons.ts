/** Why a token lives as long as it does, and why a refresh token came or did not: the model's answers, in words. */
import { formatSeconds } from "../../../provider/model/durations";
import {
  apiTokenLifetime,
  type Flow,
  type Lifetime,
  type LifetimeRule,
  userProfileTokenLifetime,
} from "../../../provider/model/lifetimes";
import { lifetimesOf } from "../../apis";
import type { TenantContext } from "../../context";
import { type OfflineRefusal, offlineRefusal } from "../../oauth/refresh-scope";
import type { ResourceServer } from "../../store/records";
import type { AccessToken, Kept } from "./shelf";

export const FLOW_NAMES: Readonly<Record<Flow, string>> = {
  authorization_code: "Authorization code",
  implicit: "Implicit",
  hybrid: "Hybrid",
  client_credentials: "Client credentials",
  device_code: "Device code",
  refresh_token: "Refresh token",
  password: "Password",
};

const RULES: Readonly<Record<LifetimeRule, string>> = {
  "token-lifetime": "the API’s Token Expiration, because the token endpoint issued it",
  "token-lifetime-for-web":
    "the API’s Token Expiration For Browser Flows, because /authorize itself issued it",
  "token-lifetime-below-web":
    "the API’s Token Expiration: /authorize itself issued it, and the time for browser flows is longer than that",
  "user-profile-implicit":
    "fixed: a token for the user-profile endpoint alone, from the implicit flow, whatever any API says",
  "user-profile": "fixed: a token for the user-profile endpoint alone, whatever any API says",
};

export interface LifetimeReason {
  /** "900 s (15 minutes): the API’s Token Expiration, …" */
  text: string;
  /** What the next token would get, where settings have changed since this one was issued. */
  since: string | undefined;
}

/** `api` as it is now; it may have changed since the token was issued. */
export function lifetimeReason(token: AccessToken, api: ResourceServer | undefined): LifetimeReason {
  const now = ruleFor(token.flow, api);
  const text = `${formatSeconds(token.expiresInSeconds)}: ${now === undefined ? "" : RULES[now.rule]}.`;
  if (now === undefined || now.seconds === token.expiresInSeconds) return { text, since: undefined };
  const since = `The setting is ${formatSeconds(now.seconds)} by now. This token keeps its ${formatSeconds(token.expiresInSeconds)}; the next one gets the new time.`;
  return { text, since };
}

export function ruleFor(flow: Flow, api: ResourceServer | undefined): Lifetime | undefined {
  return api === undefined ? userProfileTokenLifetime(flow) : apiTokenLifetime(lifetimesOf(api), flow);
}

const REFUSALS: Readonly<Record<OfflineRefusal, string>> = {
  "client-may-not-refresh": "the client may not use refresh tokens: its grant types lack refresh_token",
  "api-does-not-allow": "the API does not allow offline access",
  "withheld-without-api": "there is no API, and the switch refreshTokenWithoutApi withholds it then",
};

/** `api` undefined: the user-profile endpoint alone. */
export function refreshReason(context: TenantContext, kept: Kept, api: ResourceServer | undefined): string {
  const { flow, offline, clientId } = kept.asked;
  if (kept.from !== undefined) {
    return "This is what an exchange leaves: a new refresh token where the client rotates them, else the same one.";
  }
  if (flow === "implicit") return "The implicit flow never brings one (RFC 6749, section 4.2.2).";
  if (flow === "client_credentials") return "Client credentials never bring one (RFC 6749, section 4.4.3).";
  if (!offline) return "It was not asked for: the scope had no offline_access.";
  const client = context.store.clients.get(clientId);
  const refusal = client && offlineRefusal(context, { client, api });
  if (kept.refreshToken !== undefined) {
    const who =
      api === undefined
        ? "without an API the switch refreshTokenWithoutApi issues it"
        : "the API allowed offline access";
    return `It was asked for with offline_access, the client may use it, and ${who}.`;
  }
  if (refusal === undefined) return "When the flow ran, something did not allow it that does by now.";
  return `It was asked for with offline_access, but ${REFUSALS[refusal]}. The flow succeeds without one.`;
}
