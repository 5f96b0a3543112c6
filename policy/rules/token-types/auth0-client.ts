/**
 * Refresh tokens of an Auth0 application. An application that says nothing gets refresh tokens that never end, but a
 * single-page application, whose tokens rotate and expire (recorded client bodies; Auth0 docs, Refresh Token Rotation).
 */
import { isUnknown, type ValueObject } from "../../../provider/model/values";
import { type Reading, read, readBoolean, readText, valueAt } from "../reading";
import { lifetimeSeconds } from "../units";
import type { ClientRefreshTokens } from "./token-type";

/** Absolute lifetime of an expiring refresh token whose client sets none: 30 days. */
export const DEFAULT_REFRESH_LIFETIME_SECONDS = 2_592_000;

export function auth0ClientRefreshTokens(props: ValueObject): ClientRefreshTokens {
  return {
    issued: issued(props),
    absoluteSeconds: absoluteSeconds(props),
    audiences: audiences(props),
  };
}

function issued(props: ValueObject): Reading<boolean> {
  const appType = readText(props, "appType");
  // A machine's application gets client credentials unless it says otherwise; all others get refresh tokens too.
  const byType = !(appType.state === "known" && appType.value === "non_interactive");
  return read(props, "grantTypes", "a list of grant types", byType, (value) => {
    if (!Array.isArray(value)) return undefined;
    // An unknown member may be the one.
    return value.some((grant) => grant === "refresh_token" || isUnknown(grant));
  });
}

function absoluteSeconds(props: ValueObject): Reading<number> {
  const field = "refreshToken.tokenLifetime";
  const block = valueAt(props, "refreshToken");
  if (block.value === undefined) {
    const appType = readText(props, "appType", "");
    if (appType.state !== "known") return appType;
    const seconds = appType.value === "spa" ? DEFAULT_REFRESH_LIFETIME_SECONDS : Number.POSITIVE_INFINITY;
    return { state: "known", value: seconds, declared: false, secret: false, field: "refreshToken" };
  }
  const expiration = readText(props, "refreshToken.expirationType", "non-expiring");
  if (expiration.state !== "known") return expiration;
  if (expiration.value !== "expiring") return { ...expiration, value: Number.POSITIVE_INFINITY };
  const infinite = readBoolean(props, "refreshToken.infiniteTokenLifetime", false);
  if (infinite.state !== "known") return infinite;
  if (infinite.value) return { ...infinite, value: Number.POSITIVE_INFINITY };
  return read(props, field, "a number of seconds", DEFAULT_REFRESH_LIFETIME_SECONDS, (value) =>
    lifetimeSeconds(value, "seconds"),
  );
}

function audiences(props: ValueObject): Reading<string>[] {
  const { value } = valueAt(props, "refreshToken");
  const field = "refreshToken.policies";
  const policies = valueAt(props, field);
  if (value === undefined || policies.value === undefined) return [];
  if (isUnknown(policies.value)) return [{ state: "unknown", field }];
  if (!Array.isArray(policies.value)) return [{ state: "unreadable", field, expected: "a list of policies" }];
  return policies.value.map((policy, index) => {
    const at = `${field}[${index}]`;
    if (isUnknown(policy)) return { state: "unknown", field: at };
    const audience = readText({ policy }, "policy.audience");
    return { ...audience, field: `${at}.audience` };
  });
}
