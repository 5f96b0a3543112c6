/**
 * Refresh tokens of an Auth0 application. An application that says nothing gets refresh tokens that never end, but a
 * single-page application, whose tokens rotate and expire (recorded client bodies; Auth0 docs, Refresh Token Rotation).
 */
import { isUnknown, type ValueObject } from "../../../provider/model/values";
import { type Reading, read, readText, valueAt } from "../reading";
import { readLifetime } from "./lifetime-reading";
import type { ClientRefreshTokens, LifetimeField } from "./token-type";

/** Absolute lifetime of an expiring refresh token whose client sets none: 30 days. */
export const DEFAULT_REFRESH_LIFETIME_SECONDS = 2_592_000;

export function auth0ClientRefreshTokens(props: ValueObject): ClientRefreshTokens {
  return {
    issued: issued(props),
    absoluteSeconds: absoluteSeconds(props),
    audiences: audiences(props),
  };
}

const TOKEN_LIFETIME: LifetimeField = {
  property: "refreshToken.tokenLifetime",
  of: "refresh",
  unit: "seconds",
  whenUnset: DEFAULT_REFRESH_LIFETIME_SECONDS,
  // The bridged provider sends nothing for 0.
  unsetValues: [0],
  unlimitedWhen: { property: "refreshToken.infiniteTokenLifetime", is: true, whenUnset: false },
  source: "Auth0 docs, Configure Refresh Token Expiration",
};

/** The SDK documents its enumerations camel-cased, the provider takes the Management API's spelling. */
const NON_INTERACTIVE = ["non_interactive", "nonInteractive"];

function issued(props: ValueObject): Reading<boolean> {
  const appType = readText(props, "appType");
  // A machine's application gets client credentials unless it says otherwise; all others get refresh tokens too.
  const byType = !(appType.state === "known" && NON_INTERACTIVE.includes(appType.value));
  return read(props, "grantTypes", "a list of grant types", byType, (value) => {
    if (!Array.isArray(value)) return undefined;
    return value.some((grant) => {
      const { value: name } = valueAt({ grant }, "grant");
      // An unknown member may be the one.
      return name === "refresh_token" || isUnknown(name);
    });
  });
}

function absoluteSeconds(props: ValueObject): Reading<number> {
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
  return readLifetime(TOKEN_LIFETIME, props);
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
