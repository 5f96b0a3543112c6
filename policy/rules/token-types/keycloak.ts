/**
 * Keycloak: a realm says how long tokens live, a client may say it for itself.
 *
 * A refresh token lives as long as the session that it belongs to, so the lifetimes of sessions are those of refresh
 * tokens: of the user's session, or of an offline session for tokens with the scope offline_access.
 */
import type { LifetimeField, LifetimeOf, TokenType } from "./token-type";

const DEFAULTS = "Keycloak, defaults of a new realm (RepresentationToModel, Constants)";

function ofRealm(property: string, of: LifetimeOf, seconds: number): LifetimeField {
  return { property, of, unit: "go-duration", whenUnset: seconds, source: DEFAULTS };
}

/** Where users may ask to be remembered, their sessions have lifetimes of their own; 0 falls back to the others. */
function ofRemembered(property: string, of: LifetimeOf): LifetimeField {
  return {
    property,
    of,
    unit: "go-duration",
    whenUnset: "none",
    unsetValues: [0],
    ignoredWhen: [{ property: "rememberMe", is: false, whenUnset: false, because: "none" }],
    source: "Keycloak Server Administration Guide, Session and token timeouts",
  };
}

function ofClient(property: string, of: LifetimeOf, unsetValue: number): LifetimeField {
  return {
    property,
    of,
    unit: "seconds",
    writtenAsText: true,
    whenUnset: "inherited",
    unsetValues: [unsetValue],
    source: "pulumi-keycloak, openid.Client; Keycloak, TokenManager and SessionExpirationUtils",
  };
}

export const KEYCLOAK_TYPES: readonly TokenType[] = [
  {
    token: "keycloak:index/realm:Realm",
    title: "Keycloak realm",
    kind: "issuer",
    displayName: "realm",
    lifetimes: [
      ofRealm("accessTokenLifespan", "access", 300),
      // Longer by default than what the token endpoint issues, and not limited by it.
      { ...ofRealm("accessTokenLifespanForImplicitFlow", "web", 900), independent: true },
      ofRealm("ssoSessionMaxLifespan", "refresh", 36_000),
      ofRealm("ssoSessionIdleTimeout", "refresh-idle", 1_800),
      ofRemembered("ssoSessionMaxLifespanRememberMe", "refresh"),
      ofRemembered("ssoSessionIdleTimeoutRememberMe", "refresh-idle"),
      {
        ...ofRealm("offlineSessionMaxLifespan", "refresh", 5_184_000),
        unlimitedWhen: { property: "offlineSessionMaxLifespanEnabled", is: false, whenUnset: false },
      },
      ofRealm("offlineSessionIdleTimeout", "refresh-idle", 2_592_000),
      // clientSessionMaxLifespan and clientSessionIdleTimeout can only shorten these.
    ],
  },
  {
    token: "keycloak:openid/client:Client",
    title: "Keycloak client",
    kind: "client",
    displayName: "clientId",
    lifetimes: [
      // -1 is "until the session ends", and the realm says when.
      ofClient("accessTokenLifespan", "access", -1),
      // clientOfflineSessionMaxLifespan is left out: older servers heed it only where the realm ends offline sessions,
      // so that a number proves nothing. The descriptions of these four in the SDK are interchanged; the names are right.
      ofClient("clientSessionMaxLifespan", "refresh", 0),
      ofClient("clientSessionIdleTimeout", "refresh-idle", 0),
      ofClient("clientOfflineSessionIdleTimeout", "refresh-idle", 0),
    ],
    refreshSwitches: [
      {
        property: "useRefreshTokens",
        // Without it no refresh token is issued, offline ones included. With it a client gets those too by asking for
        // offline_access, which a new realm offers to every client: so it counts as the stricter of the two.
        access: "offline",
        whenUnset: true,
        source: "pulumi-keycloak, openid.Client; Keycloak, TokenEndpoint",
      },
      {
        property: "useRefreshTokensClientCredentials",
        // The service account's session, which ends like any other.
        access: "online",
        whenUnset: false,
        source: "pulumi-keycloak, openid.Client",
      },
    ],
  },
];
