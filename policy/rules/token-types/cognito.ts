/**
 * Amazon Cognito: app clients of a user pool, by the three Pulumi types that make them. A second property names the unit
 * of each number, and without it access tokens count in hours and refresh tokens in days.
 */
import type { LifetimeField, TokenType } from "./token-type";

const SOURCE = "Amazon Cognito API, CreateUserPoolClient";

const LIFETIMES: readonly LifetimeField[] = [
  {
    property: "accessTokenValidity",
    of: "access",
    unit: { property: "tokenValidityUnits.accessToken", otherwise: "hours" },
    whenUnset: 3_600,
    minimum: 300,
    maximum: 86_400,
    source: SOURCE,
  },
  {
    property: "refreshTokenValidity",
    of: "refresh",
    unit: { property: "tokenValidityUnits.refreshToken", otherwise: "days" },
    whenUnset: 2_592_000,
    // Cognito makes 30 days of a zero, whatever the unit.
    unsetValues: [0],
    minimum: 3_600,
    // Ten years of 365 days.
    maximum: 315_360_000,
    source: SOURCE,
  },
];

// ALLOW_REFRESH_TOKEN_AUTH is a member of a list and does not stop the token endpoint: no switch.
const client = { kind: "client", lifetimes: LIFETIMES } as const;

export const COGNITO_TYPES: readonly TokenType[] = [
  {
    ...client,
    token: "aws:cognito/userPoolClient:UserPoolClient",
    title: "Cognito app client (pulumi-aws)",
    displayName: "name",
  },
  {
    ...client,
    token: "aws:cognito/managedUserPoolClient:ManagedUserPoolClient",
    title: "Cognito app client that another service created (pulumi-aws)",
  },
  {
    ...client,
    token: "aws-native:cognito:UserPoolClient",
    title: "Cognito app client (pulumi-aws-native)",
    displayName: "clientName",
  },
];
