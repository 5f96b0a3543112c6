/**
 * Snowflake as an authorization server. The SDK has no property for access tokens, which live 10 minutes unless SQL says
 * otherwise.
 */
import type { LifetimeField, RefreshSwitch, TokenType } from "./token-type";

const validity = {
  property: "oauthRefreshTokenValidity",
  of: "refresh",
  unit: "seconds",
  // The provider's own word for "unset".
  unsetValues: [-1],
  maximum: 7_776_000,
} as const satisfies Partial<LifetimeField>;

const issue: RefreshSwitch = {
  property: "oauthIssueRefreshTokens",
  // The user consents once, and the client comes back for up to 90 days.
  access: "offline",
  whenUnset: true,
  writtenAsText: true,
  unsetTexts: ["default"],
  source: "pulumi-snowflake, OauthIntegration; Snowflake SQL reference, CREATE SECURITY INTEGRATION",
};

export const SNOWFLAKE_TYPES: readonly TokenType[] = [
  {
    token: "snowflake:index/oauthIntegrationForCustomClients:OauthIntegrationForCustomClients",
    title: "Snowflake OAuth integration (custom client)",
    kind: "client",
    displayName: "name",
    lifetimes: [
      {
        ...validity,
        whenUnset: 7_776_000,
        minimum: 86_400,
        source: "Snowflake SQL reference, CREATE SECURITY INTEGRATION (as the Devart ODBC manual quotes it)",
      },
    ],
    refreshSwitches: [issue],
  },
  {
    token: "snowflake:index/oauthIntegrationForPartnerApplications:OauthIntegrationForPartnerApplications",
    title: "Snowflake OAuth integration (partner application)",
    kind: "client",
    displayName: "name",
    lifetimes: [
      {
        ...validity,
        // 10 hours for Tableau Desktop, 90 days for Tableau Cloud, for Looker nobody says.
        whenUnset: "undocumented",
        minimum: 60,
        source: "Snowflake docs, Configure Snowflake OAuth for partner applications",
      },
    ],
    refreshSwitches: [issue],
  },
];
