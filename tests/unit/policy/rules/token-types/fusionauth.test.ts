import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties, proveSwitch } from "./support/rows";

const APPLICATION = "fusionauth:index/fusionAuthApplication:FusionAuthApplication";
const TENANT = "fusionauth:index/fusionAuthTenant:FusionAuthTenant";
const ENTITY_TYPE = "fusionauth:index/fusionAuthEntityType:FusionAuthEntityType";

const own = (block: object) => ({ jwtConfiguration: { enabled: true, ...block } });
const tenants = (block: object) => ({ jwtConfigurations: [{ ...block }] });
const FIXED = { refreshTokenExpirationPolicy: "Fixed" };
const SLIDING = { refreshTokenExpirationPolicy: "SlidingWindow" };
const LIMITED = { refreshTokenExpirationPolicy: "SlidingWindowWithMaximumLifetime" };

describe("FusionAuth's lifetimes", () => {
  proveProperties(APPLICATION, [
    "jwtConfiguration.ttlSeconds",
    "jwtConfiguration.refreshTokenTtlMinutes",
    "jwtConfiguration.refreshTokenSlidingWindowMaximumTtlInMinutes",
    "oauthConfiguration.generateRefreshTokens",
    "loginConfiguration.generateRefreshTokens",
  ]);
  proveLifetime(APPLICATION, "access", "jwtConfiguration.ttlSeconds", [
    [own({ ttlSeconds: 600 }), "600"],
    [own({ ttlSeconds: new Secret(600) }), "secret 600"],
    [own({}), "default 3600"],
    [own({ ttlSeconds: UNKNOWN }), "unknown"],
    [own({ ttlSeconds: "10m" }), "unreadable"],
    [own({ ttlSeconds: -1 }), "unreadable"],
    // Without the switch the tenant's lifetime holds, whatever stands here.
    [{ jwtConfiguration: { ttlSeconds: 600 } }, "inherited"],
    [{ jwtConfiguration: { ttlSeconds: 600, enabled: false } }, "inherited"],
    [{ jwtConfiguration: { ttlSeconds: 600, enabled: UNKNOWN } }, "unknown"],
    [{ jwtConfiguration: UNKNOWN }, "unknown"],
    [{}, "inherited"],
  ]);
  proveLifetime(APPLICATION, "refresh", "jwtConfiguration.refreshTokenTtlMinutes", [
    [own({ refreshTokenTtlMinutes: 60 }), "3600"],
    [own({ refreshTokenTtlMinutes: 60, ...FIXED }), "3600"],
    [own({}), "default 2592000"],
    [own({ refreshTokenTtlMinutes: 60, ...SLIDING }), "never"],
    [own({ refreshTokenTtlMinutes: 60, refreshTokenExpirationPolicy: "slidingwindow" }), "never"],
    [own({ refreshTokenTtlMinutes: 60, ...LIMITED }), "none"],
    [own({ refreshTokenTtlMinutes: 60, refreshTokenExpirationPolicy: UNKNOWN }), "unknown"],
    [own({ refreshTokenTtlMinutes: 60, refreshTokenExpirationPolicy: 3 }), "unreadable"],
    [{ jwtConfiguration: { refreshTokenTtlMinutes: 60, ...SLIDING } }, "inherited"],
  ]);
  proveLifetime(APPLICATION, "refresh", "jwtConfiguration.refreshTokenSlidingWindowMaximumTtlInMinutes", [
    [own({ refreshTokenSlidingWindowMaximumTtlInMinutes: 60, ...LIMITED }), "3600"],
    [own(LIMITED), "default 2592000"],
    [own({ refreshTokenSlidingWindowMaximumTtlInMinutes: 60, ...SLIDING }), "none"],
    [own({ refreshTokenSlidingWindowMaximumTtlInMinutes: 60 }), "none"],
    [{}, "inherited"],
  ]);
  proveLifetime(APPLICATION, "refresh-idle", "jwtConfiguration.refreshTokenTtlMinutes", [
    [own({ refreshTokenTtlMinutes: 60, ...SLIDING }), "3600"],
    [own({ refreshTokenTtlMinutes: 60 }), "3600"],
    [{}, "inherited"],
  ]);
  for (const block of ["oauthConfiguration", "loginConfiguration"]) {
    proveSwitch(APPLICATION, "offline", `${block}.generateRefreshTokens`, [
      [{}, "default false"],
      [{ [block]: { generateRefreshTokens: true } }, "true"],
      [{ [block]: UNKNOWN }, "unknown"],
    ]);
  }

  proveProperties(TENANT, [
    "jwtConfigurations.timeToLiveInSeconds",
    "jwtConfigurations.refreshTokenTimeToLiveInMinutes",
    "jwtConfigurations.refreshTokenSlidingWindowMaximumTimeToLiveInMinutes",
  ]);
  proveLifetime(TENANT, "access", "jwtConfigurations.timeToLiveInSeconds", [
    [tenants({ timeToLiveInSeconds: 900 }), "900"],
    [{}, "default 3600"],
    ...malformed("jwtConfigurations.timeToLiveInSeconds"),
  ]);
  proveLifetime(TENANT, "refresh", "jwtConfigurations.refreshTokenTimeToLiveInMinutes", [
    [tenants({ refreshTokenTimeToLiveInMinutes: 1 }), "60"],
    [tenants({ refreshTokenTimeToLiveInMinutes: 1, ...SLIDING }), "never"],
    [tenants({ refreshTokenTimeToLiveInMinutes: 1, ...LIMITED }), "none"],
    [{}, "default 2592000"],
  ]);
  proveLifetime(TENANT, "refresh", "jwtConfigurations.refreshTokenSlidingWindowMaximumTimeToLiveInMinutes", [
    [tenants({ refreshTokenSlidingWindowMaximumTimeToLiveInMinutes: 5, ...LIMITED }), "300"],
    [{}, "none"],
  ]);
  proveLifetime(TENANT, "refresh-idle", "jwtConfigurations.refreshTokenTimeToLiveInMinutes", [
    [tenants({ refreshTokenTimeToLiveInMinutes: 1, ...SLIDING }), "60"],
  ]);

  proveProperties(ENTITY_TYPE, ["jwtConfiguration.timeToLiveInSeconds"]);
  proveLifetime(ENTITY_TYPE, "access", "jwtConfiguration.timeToLiveInSeconds", [
    [own({ timeToLiveInSeconds: 900 }), "900"],
    [own({}), "undocumented"],
    [{ jwtConfiguration: { timeToLiveInSeconds: 900 } }, "inherited"],
    [{}, "inherited"],
  ]);
});
