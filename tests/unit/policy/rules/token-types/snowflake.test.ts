import { Secret, UNKNOWN } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties, proveSwitch } from "./support/rows";

const CUSTOM = "snowflake:index/oauthIntegrationForCustomClients:OauthIntegrationForCustomClients";
const PARTNER =
  "snowflake:index/oauthIntegrationForPartnerApplications:OauthIntegrationForPartnerApplications";

describe("Snowflake's lifetimes", () => {
  for (const [token, unset] of [
    [CUSTOM, "default 7776000"],
    [PARTNER, "undocumented"],
  ] as const) {
    proveProperties(token, ["oauthRefreshTokenValidity", "oauthIssueRefreshTokens"]);
    proveLifetime(token, "refresh", "oauthRefreshTokenValidity", [
      [{ oauthRefreshTokenValidity: 86_400 }, "86400"],
      [{ oauthRefreshTokenValidity: new Secret(86_400) }, "secret 86400"],
      // What the provider itself puts there.
      [{ oauthRefreshTokenValidity: -1 }, unset],
      [{}, unset],
      ...malformed("oauthRefreshTokenValidity"),
    ]);
    proveSwitch(token, "offline", "oauthIssueRefreshTokens", [
      [{}, "default true"],
      [{ oauthIssueRefreshTokens: "default" }, "default true"],
      [{ oauthIssueRefreshTokens: "false" }, "false"],
      [{ oauthIssueRefreshTokens: "true" }, "true"],
      [{ oauthIssueRefreshTokens: false }, "false"],
      [{ oauthIssueRefreshTokens: new Secret("default") }, "secret default true"],
      [{ oauthIssueRefreshTokens: "yes" }, "unreadable"],
      [{ oauthIssueRefreshTokens: UNKNOWN }, "unknown"],
    ]);
  }
});
