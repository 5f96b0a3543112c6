import { Secret } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties } from "./support/rows";

const SETTINGS = "zitadel:index/defaultOidcSettings:DefaultOidcSettings";

describe("ZITADEL's lifetimes", () => {
  proveProperties(SETTINGS, ["accessTokenLifetime", "refreshTokenExpiration", "refreshTokenIdleExpiration"]);
  for (const [of, property] of [
    ["access", "accessTokenLifetime"],
    ["refresh", "refreshTokenExpiration"],
    ["refresh-idle", "refreshTokenIdleExpiration"],
  ] as const) {
    proveLifetime(SETTINGS, of, property, [
      [{ [property]: "12h0m0s" }, "43200"],
      [{ [property]: "90s" }, "90"],
      [{ [property]: new Secret("1h") }, "secret 3600"],
      [{ [property]: 43_200 }, "unreadable"],
      [{}, "undocumented"],
      ...malformed(property),
    ]);
  }
});
