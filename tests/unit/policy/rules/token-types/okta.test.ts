import { Secret } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties } from "./support/rows";

const RULE = "okta:auth/serverPolicyRule:ServerPolicyRule";

describe("Okta's lifetimes", () => {
  proveProperties(RULE, [
    "accessTokenLifetimeMinutes",
    "refreshTokenLifetimeMinutes",
    "refreshTokenWindowMinutes",
  ]);
  proveLifetime(RULE, "access", "accessTokenLifetimeMinutes", [
    [{ accessTokenLifetimeMinutes: 5 }, "300"],
    [{ accessTokenLifetimeMinutes: "1440" }, "86400"],
    [{ accessTokenLifetimeMinutes: new Secret(10) }, "secret 600"],
    // Below what Okta takes: no lifetime without an end.
    [{ accessTokenLifetimeMinutes: 0 }, "0"],
    [{}, "default 3600"],
    ...malformed("accessTokenLifetimeMinutes"),
  ]);
  proveLifetime(RULE, "refresh", "refreshTokenLifetimeMinutes", [
    [{ refreshTokenLifetimeMinutes: 43_200 }, "2592000"],
    [{ refreshTokenLifetimeMinutes: 0 }, "never"],
    [{ refreshTokenLifetimeMinutes: new Secret(0) }, "secret never"],
    [{}, "default never"],
    ...malformed("refreshTokenLifetimeMinutes"),
  ]);
  proveLifetime(RULE, "refresh-idle", "refreshTokenWindowMinutes", [
    [{ refreshTokenWindowMinutes: 60 }, "3600"],
    [{}, "default 604800"],
    ...malformed("refreshTokenWindowMinutes"),
  ]);
});
