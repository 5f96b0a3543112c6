/** Databricks: OAuth applications of an account, and personal access tokens of a workspace. */
import type { Setting, TokenType } from "./token-type";

const CONSOLE =
  "Databricks API, CustomAppIntegration; defaults of the account console (Databricks docs, Enable or disable partner OAuth applications)";

const POLICY = "tokenAccessPolicy";

/** Refresh tokens that are exchanged at every use: each has a lifetime of its own, and the session has one for all. */
function singleUse(is: boolean): Setting {
  return { property: `${POLICY}.enableSingleUseRefreshTokens`, is, whenUnset: false };
}

const refresh = {
  property: `${POLICY}.refreshTokenTtlInMinutes`,
  unit: "minutes",
  whenUnset: 604_800,
  minimum: 5,
  maximum: 129_600,
  source: CONSOLE,
} as const;

export const DATABRICKS_TYPES: readonly TokenType[] = [
  {
    token: "databricks:index/customAppIntegration:CustomAppIntegration",
    title: "Databricks OAuth application",
    kind: "client",
    displayName: "name",
    lifetimes: [
      {
        property: `${POLICY}.accessTokenTtlInMinutes`,
        of: "access",
        unit: "minutes",
        whenUnset: 3_600,
        minimum: 5,
        maximum: 1_440,
        source: CONSOLE,
      },
      { ...refresh, of: "refresh", ignoredWhen: [{ ...singleUse(true), because: "none" }] },
      {
        property: `${POLICY}.absoluteSessionLifetimeInMinutes`,
        of: "refresh",
        unit: "minutes",
        whenUnset: "undocumented",
        ignoredWhen: [{ ...singleUse(false), because: "none" }],
        source: "Databricks API, CustomAppIntegration",
      },
      { ...refresh, of: "refresh-idle" },
    ],
    // Refresh tokens hang on offline_access in the list of scopes: no switch.
  },
  {
    token: "databricks:index/token:Token",
    title: "Databricks personal access token",
    kind: "client",
    lifetimes: [
      {
        property: "lifetimeSeconds",
        of: "access",
        unit: "seconds",
        // The most that the workspace allows.
        whenUnset: "inherited",
        source: "pulumi-databricks, Token",
      },
    ],
  },
  {
    token: "databricks:index/oboToken:OboToken",
    title: "Databricks token on behalf of a service principal",
    kind: "client",
    lifetimes: [
      {
        property: "lifetimeSeconds",
        of: "access",
        unit: "seconds",
        whenUnset: "unlimited",
        source: "pulumi-databricks, OboToken",
      },
    ],
  },
];
