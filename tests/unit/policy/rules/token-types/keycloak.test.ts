import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties, proveSwitch } from "./support/rows";

const REALM = "keycloak:index/realm:Realm";
const CLIENT = "keycloak:openid/client:Client";

describe("Keycloak's lifetimes", () => {
  proveProperties(REALM, [
    "accessTokenLifespan",
    "accessTokenLifespanForImplicitFlow",
    "ssoSessionMaxLifespan",
    "ssoSessionIdleTimeout",
    "ssoSessionMaxLifespanRememberMe",
    "ssoSessionIdleTimeoutRememberMe",
    "offlineSessionMaxLifespan",
    "offlineSessionIdleTimeout",
  ]);
  proveLifetime(REALM, "access", "accessTokenLifespan", [
    [{ accessTokenLifespan: "5m" }, "300"],
    [{ accessTokenLifespan: "1h30m" }, "5400"],
    [{ accessTokenLifespan: "300s" }, "300"],
    // A number is no Go duration, whatever it was meant to be.
    [{ accessTokenLifespan: 300 }, "unreadable"],
    [{ accessTokenLifespan: "300" }, "unreadable"],
    [{ accessTokenLifespan: new Secret("1m") }, "secret 60"],
    [{ accessTokenLifespan: "" }, "default 300"],
    [{}, "default 300"],
    ...malformed("accessTokenLifespan"),
  ]);
  proveLifetime(REALM, "web", "accessTokenLifespanForImplicitFlow", [
    [{ accessTokenLifespanForImplicitFlow: "15m0s" }, "900"],
    // The other one says nothing about it.
    [{ accessTokenLifespan: "1m" }, "default 900"],
  ]);
  proveLifetime(REALM, "refresh", "ssoSessionMaxLifespan", [
    [{ ssoSessionMaxLifespan: "10h" }, "36000"],
    [{}, "default 36000"],
  ]);
  proveLifetime(REALM, "refresh-idle", "ssoSessionIdleTimeout", [
    [{ ssoSessionIdleTimeout: "30m" }, "1800"],
    [{}, "default 1800"],
  ]);
  proveLifetime(REALM, "refresh", "ssoSessionMaxLifespanRememberMe", [
    [{ ssoSessionMaxLifespanRememberMe: "720h" }, "none"],
    [{ ssoSessionMaxLifespanRememberMe: "720h", rememberMe: false }, "none"],
    [{ ssoSessionMaxLifespanRememberMe: "720h", rememberMe: true }, "2592000"],
    [{ ssoSessionMaxLifespanRememberMe: "0s", rememberMe: true }, "none"],
    [{ rememberMe: true }, "none"],
    [{ ssoSessionMaxLifespanRememberMe: "720h", rememberMe: UNKNOWN }, "unknown"],
    [{ ssoSessionMaxLifespanRememberMe: "720h", rememberMe: "perhaps" }, "unreadable"],
  ]);
  proveLifetime(REALM, "refresh-idle", "ssoSessionIdleTimeoutRememberMe", [
    [{ ssoSessionIdleTimeoutRememberMe: "24h", rememberMe: true }, "86400"],
    [{ ssoSessionIdleTimeoutRememberMe: "24h" }, "none"],
  ]);
  proveLifetime(REALM, "refresh", "offlineSessionMaxLifespan", [
    [{ offlineSessionMaxLifespan: "24h", offlineSessionMaxLifespanEnabled: true }, "86400"],
    [{ offlineSessionMaxLifespanEnabled: true }, "default 5184000"],
    [{ offlineSessionMaxLifespan: "24h", offlineSessionMaxLifespanEnabled: false }, "never"],
    // A number without the switch ends nothing.
    [{ offlineSessionMaxLifespan: "24h" }, "default never"],
    [{}, "default never"],
    [{ offlineSessionMaxLifespan: "24h", offlineSessionMaxLifespanEnabled: UNKNOWN }, "unknown"],
    [{ offlineSessionMaxLifespan: UNKNOWN, offlineSessionMaxLifespanEnabled: true }, "unknown"],
    [{ offlineSessionMaxLifespanEnabled: "on" }, "unreadable"],
  ]);
  proveLifetime(REALM, "refresh-idle", "offlineSessionIdleTimeout", [
    [{ offlineSessionIdleTimeout: "720h" }, "2592000"],
    [{}, "default 2592000"],
  ]);

  proveProperties(CLIENT, [
    "accessTokenLifespan",
    "clientSessionMaxLifespan",
    "clientSessionIdleTimeout",
    "clientOfflineSessionIdleTimeout",
    "useRefreshTokens",
    "useRefreshTokensClientCredentials",
  ]);
  proveLifetime(CLIENT, "access", "accessTokenLifespan", [
    [{ accessTokenLifespan: "300" }, "300"],
    [{ accessTokenLifespan: 300 }, "300"],
    // The realm's form is not the client's.
    [{ accessTokenLifespan: "5m" }, "unreadable"],
    [{ accessTokenLifespan: "-1" }, "inherited"],
    [{ accessTokenLifespan: "" }, "inherited"],
    [{}, "inherited"],
    [{ accessTokenLifespan: new Secret("60") }, "secret 60"],
    ...malformed("accessTokenLifespan"),
  ]);
  for (const [of, property] of [
    ["refresh", "clientSessionMaxLifespan"],
    ["refresh-idle", "clientSessionIdleTimeout"],
    ["refresh-idle", "clientOfflineSessionIdleTimeout"],
  ] as const) {
    proveLifetime(CLIENT, of, property, [
      [{ [property]: "3600" }, "3600"],
      [{ [property]: "0" }, "inherited"],
      [{}, "inherited"],
      ...malformed(property),
    ]);
  }
  proveSwitch(CLIENT, "offline", "useRefreshTokens", [
    [{}, "default true"],
    [{ useRefreshTokens: false }, "false"],
    [{ useRefreshTokens: true }, "true"],
    [{ useRefreshTokens: UNKNOWN }, "unknown"],
    [{ useRefreshTokens: 1 }, "unreadable"],
  ]);
  proveSwitch(CLIENT, "online", "useRefreshTokensClientCredentials", [
    [{}, "default false"],
    [{ useRefreshTokensClientCredentials: true }, "true"],
  ]);
});
