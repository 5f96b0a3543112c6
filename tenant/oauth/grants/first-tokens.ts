/** What a user's agreement brings when a code is redeemed: the first tokens of a family. */
import type { TenantContext } from "../../context";
import { asksForRefreshToken } from "../refresh-scope";
import { issueIdToken } from "../tokens/id-token";
import { issueRefreshToken } from "../tokens/refresh-token";
import { issueUserAccessToken, type UserTokenRequest } from "../tokens/user-tokens";
import { type TokenResponse, tokenResponse } from "./grant";

export type FirstTokensRequest = UserTokenRequest & { family: string; nonce?: string | undefined };

export async function firstTokens(
  context: TenantContext,
  request: FirstTokensRequest,
): Promise<TokenResponse> {
  const { client, user, authorization, family, nonce } = request;
  const { scope } = authorization;
  const { token: accessToken, lifetimeSeconds } = await issueUserAccessToken(context, request);
  const idToken = scope.includes("openid")
    ? await issueIdToken(context, { client, user, authorization, nonce })
    : undefined;
  const refreshToken = asksForRefreshToken(scope)
    ? issueRefreshToken(context, { client, authorization, family })
    : undefined;
  return tokenResponse({ accessToken, lifetimeSeconds, scope, idToken, refreshToken });
}
