import { Secret } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties } from "./support/rows";

const CLIENT = "vault:identity/oidcClient:OidcClient";
const ROLE = "vault:identity/oidcRole:OidcRole";

describe("Vault's lifetimes", () => {
  proveProperties(CLIENT, ["accessTokenTtl"]);
  proveLifetime(CLIENT, "access", "accessTokenTtl", [
    [{ accessTokenTtl: 7_200 }, "7200"],
    [{ accessTokenTtl: new Secret(60) }, "secret 60"],
    [{ accessTokenTtl: 0 }, "default 86400"],
    [{}, "default 86400"],
    // Durations are for Vault's own API.
    [{ accessTokenTtl: "24h" }, "unreadable"],
    ...malformed("accessTokenTtl"),
  ]);
  proveProperties(ROLE, ["ttl"]);
  proveLifetime(ROLE, "access", "ttl", [[{ ttl: 900 }, "900"], [{}, "default 86400"], ...malformed("ttl")]);
});
