/** ID tokens (OpenID Connect Core, section 2): they say who signed in, and are no access tokens. */
import { createHash } from "node:crypto";
import type { JsonObject } from "../../../provider/model/values";
import { idTokenAlgorithm, idTokenLifetimeSeconds, secretOf } from "../../clients";
import type { TenantContext } from "../../context";
import type { Authorization, Client, User } from "../../store/records";
import { OAuthError } from "../errors";
import { profileClaims } from "../profile";
import { signJwt } from "./sign";

export interface IdTokenRequest {
  client: Client;
  user: User;
  authorization: Authorization;
  nonce?: string | undefined;
  /** Issued beside it by /authorize: their hashes bind them to it (OpenID Connect Core, section 3.3.2.11). */
  accessToken?: string | undefined;
  code?: string | undefined;
}

export async function issueIdToken(context: TenantContext, request: IdTokenRequest): Promise<string> {
  const { client, user, authorization, nonce, accessToken, code } = request;
  const issuedAt = context.clock.nowSeconds();
  const algorithm = idTokenAlgorithm(client);
  const { sid, organization, authenticated_at: authenticatedAt } = authorization;
  const claims: JsonObject = {
    ...profileClaims(user, authorization.scope),
    iss: context.names.issuer,
    aud: client.client_id,
    iat: issuedAt,
    exp: issuedAt + idTokenLifetimeSeconds(client),
    sub: user.user_id,
    auth_time: authenticatedAt,
    ...(sid === undefined ? {} : { sid }),
    ...(accessToken === undefined ? {} : { at_hash: halfHash(accessToken, algorithm) }),
    ...(code === undefined ? {} : { c_hash: halfHash(code, algorithm) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(organization === undefined ? {} : { org_id: organization }),
  };
  const secret = secretOf(client);
  if (algorithm === "HS256" && secret === undefined) {
    // It would have to be signed with a secret that the client does not have.
    throw new OAuthError(400, "invalid_request", "A client without a secret cannot use HS256 for ID tokens.");
  }
  return signJwt(context, claims, { algorithm, secret, typ: "JWT" });
}

/** The left half of the digest, by the hash of the ID token's own algorithm (OpenID Connect Core, section 3.3.2.11). */
function halfHash(text: string, algorithm: string): string {
  const digest = createHash(algorithm === "RS512" ? "sha512" : "sha256")
    .update(text, "ascii")
    .digest();
  return digest.subarray(0, digest.length / 2).toString("base64url");
}
