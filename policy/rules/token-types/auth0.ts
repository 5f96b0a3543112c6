/** pulumi-auth0: the types that set how long an Auth0 tenant's tokens live. */

import { closedFlows, senderConstrained } from "./auth0-api";
import { auth0ClientRefreshTokens } from "./auth0-client";
import type { TokenType } from "./token-type";

const LIFETIME = "Auth0 docs, Update Access Token Lifetime";
const REFRESH = "Auth0 docs, Refresh Tokens; terraform-provider-auth0, client";

const client: Omit<TokenType, "token" | "title"> = {
  kind: "client",
  lifetimes: [],
  clientRefreshTokens: auth0ClientRefreshTokens,
};

export const AUTH0_TYPES: readonly TokenType[] = [
  {
    token: "auth0:index/resourceServer:ResourceServer",
    title: "Auth0 API (pulumi-auth0)",
    kind: "api",
    identifier: "identifier",
    displayName: "name",
    lifetimes: [
      {
        property: "tokenLifetime",
        of: "access",
        unit: "seconds",
        whenUnset: 86_400,
        // The bridged provider sends nothing for 0, so the tenant's default stands.
        unsetValues: [0],
        maximum: 2_592_000,
        source: LIFETIME,
      },
      {
        property: "tokenLifetimeForWeb",
        of: "web",
        unit: "seconds",
        whenUnset: 7_200,
        unsetValues: [0],
        maximum: 2_592_000,
        source: LIFETIME,
      },
    ],
    refreshSwitches: [
      { property: "allowOfflineAccess", access: "offline", whenUnset: false, source: REFRESH },
      { property: "allowOnlineAccess", access: "online", whenUnset: false, source: REFRESH },
    ],
    signingAlgorithm: { property: "signingAlg", whenUnset: "RS256" },
    closedFlows,
    senderConstrained,
  },
  {
    ...client,
    token: "auth0:index/client:Client",
    title: "Auth0 application (pulumi-auth0)",
    displayName: "name",
  },
  {
    // Its name comes with the document, not from the program.
    ...client,
    token: "auth0:index/clientCimd:ClientCimd",
    title: "Auth0 application by client id metadata document (pulumi-auth0)",
  },
];
