/** Okta: the rules of a custom authorization server's policies. The built-in org server has fixed lifetimes. */
import type { TokenType } from "./token-type";

const SDK = "pulumi-okta, auth.ServerPolicyRule";

export const OKTA_TYPES: readonly TokenType[] = [
  {
    token: "okta:auth/serverPolicyRule:ServerPolicyRule",
    title: "Okta access policy rule",
    kind: "issuer",
    displayName: "name",
    lifetimes: [
      {
        property: "accessTokenLifetimeMinutes",
        of: "access",
        unit: "minutes",
        whenUnset: 3_600,
        minimum: 5,
        maximum: 1_440,
        source: SDK,
      },
      {
        property: "refreshTokenLifetimeMinutes",
        of: "refresh",
        unit: "minutes",
        // The provider sends 0 for an unset one, and 0 is what the console calls Unlimited.
        whenUnset: "unlimited",
        unlimitedValues: [0],
        source:
          "terraform-provider-okta, auth_server_policy_rule; Okta docs, Create rules for each access policy",
      },
      {
        property: "refreshTokenWindowMinutes",
        of: "refresh-idle",
        unit: "minutes",
        whenUnset: 604_800,
        minimum: 5,
        maximum: 2_628_000,
        source: SDK,
      },
    ],
    // Refresh tokens hang on the scope offline_access and the application's grants: no switch of the rule.
  },
];
