/** HashiCorp Vault as an OpenID provider, and the roles by which it signs identity tokens. */
import type { TokenType } from "./token-type";

export const VAULT_TYPES: readonly TokenType[] = [
  {
    token: "vault:identity/oidcClient:OidcClient",
    title: "Vault OIDC client",
    kind: "client",
    displayName: "name",
    lifetimes: [
      {
        property: "accessTokenTtl",
        of: "access",
        unit: "seconds",
        whenUnset: 86_400,
        // The provider sends nothing for 0.
        unsetValues: [0],
        source: "Vault, identity/oidc/client; terraform-provider-vault, identity_oidc_client",
      },
    ],
  },
  {
    token: "vault:identity/oidcRole:OidcRole",
    title: "Vault identity token role",
    kind: "issuer",
    displayName: "name",
    lifetimes: [
      {
        // Signed tokens with an audience, which services take as bearer tokens.
        property: "ttl",
        of: "access",
        unit: "seconds",
        whenUnset: 86_400,
        source: "terraform-provider-vault, identity_oidc_role",
      },
    ],
  },
];
