/** ZITADEL: the settings of an instance. All of them are required, so that there are no defaults to know. */
import type { LifetimeField, LifetimeOf, TokenType } from "./token-type";

function lifetime(property: string, of: LifetimeOf): LifetimeField {
  return {
    property,
    of,
    unit: "go-duration",
    whenUnset: "undocumented",
    source: "pulumiverse-zitadel, DefaultOidcSettings",
  };
}

export const ZITADEL_TYPES: readonly TokenType[] = [
  {
    token: "zitadel:index/defaultOidcSettings:DefaultOidcSettings",
    title: "ZITADEL OIDC settings",
    kind: "issuer",
    lifetimes: [
      lifetime("accessTokenLifetime", "access"),
      lifetime("refreshTokenExpiration", "refresh"),
      lifetime("refreshTokenIdleExpiration", "refresh-idle"),
    ],
  },
];
