import { Secret } from "../../../../../provider/model/values";
import { malformed, proveLifetime, proveProperties, proveSwitch } from "./support/rows";

const API = "auth0:index/resourceServer:ResourceServer";

describe("pulumi-auth0's lifetimes", () => {
  proveProperties(API, ["tokenLifetime", "tokenLifetimeForWeb", "allowOfflineAccess", "allowOnlineAccess"]);
  for (const [of, property, unset] of [
    ["access", "tokenLifetime", "default 86400"],
    ["web", "tokenLifetimeForWeb", "default 7200"],
  ] as const) {
    proveLifetime(API, of, property, [
      [{ [property]: 600 }, "600"],
      [{ [property]: new Secret(600) }, "secret 600"],
      // The bridged provider does not send a zero.
      [{ [property]: 0 }, unset],
      [{}, unset],
      ...malformed(property),
    ]);
  }
  for (const [access, property] of [
    ["offline", "allowOfflineAccess"],
    ["online", "allowOnlineAccess"],
  ] as const) {
    proveSwitch(API, access, property, [
      [{}, "default false"],
      [{ [property]: true }, "true"],
    ]);
  }
});
