import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties } from "./support/rows";

const APP = "databricks:index/customAppIntegration:CustomAppIntegration";
const TOKEN = "databricks:index/token:Token";
const OBO_TOKEN = "databricks:index/oboToken:OboToken";

const policy = (block: object) => ({ tokenAccessPolicy: { ...block } });
const SINGLE_USE = { enableSingleUseRefreshTokens: true };

describe("Databricks' lifetimes", () => {
  proveProperties(APP, [
    "tokenAccessPolicy.accessTokenTtlInMinutes",
    "tokenAccessPolicy.refreshTokenTtlInMinutes",
    "tokenAccessPolicy.absoluteSessionLifetimeInMinutes",
  ]);
  proveLifetime(APP, "access", "tokenAccessPolicy.accessTokenTtlInMinutes", [
    [policy({ accessTokenTtlInMinutes: 15 }), "900"],
    [policy({}), "default 3600"],
    [{}, "default 3600"],
    ...malformed("tokenAccessPolicy.accessTokenTtlInMinutes"),
  ]);
  proveLifetime(APP, "refresh", "tokenAccessPolicy.refreshTokenTtlInMinutes", [
    [policy({ refreshTokenTtlInMinutes: 30 }), "1800"],
    [{}, "default 604800"],
    // Each token is replaced in time: its own end is no end.
    [policy({ refreshTokenTtlInMinutes: 30, ...SINGLE_USE }), "none"],
    [policy({ refreshTokenTtlInMinutes: 30, enableSingleUseRefreshTokens: UNKNOWN }), "unknown"],
  ]);
  proveLifetime(APP, "refresh", "tokenAccessPolicy.absoluteSessionLifetimeInMinutes", [
    [policy({ absoluteSessionLifetimeInMinutes: 60, ...SINGLE_USE }), "3600"],
    [policy(SINGLE_USE), "undocumented"],
    [policy({ absoluteSessionLifetimeInMinutes: 60 }), "none"],
    [{}, "none"],
  ]);
  proveLifetime(APP, "refresh-idle", "tokenAccessPolicy.refreshTokenTtlInMinutes", [
    [policy({ refreshTokenTtlInMinutes: 30, ...SINGLE_USE }), "1800"],
    [{}, "default 604800"],
  ]);

  for (const [token, unset] of [
    [TOKEN, "inherited"],
    [OBO_TOKEN, "default never"],
  ] as const) {
    proveProperties(token, ["lifetimeSeconds"]);
    proveLifetime(token, "access", "lifetimeSeconds", [
      [{ lifetimeSeconds: 86_400 }, "86400"],
      [{ lifetimeSeconds: new Secret(60) }, "secret 60"],
      [{}, unset],
      ...malformed("lifetimeSeconds"),
    ]);
  }
});
