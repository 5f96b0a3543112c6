/** Access tokens of an API: what its settings say at the moment of issue is what the token says for good. */

import { createPublicKey } from "node:crypto";
import { CompactEncrypt } from "jose";
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { asObject } from "../../json";
import type { Client, ResourceServer } from "../../store/records";
import { invalidRequest } from "../errors";
import { signJwt } from "./sign";

export interface AccessTokenRequest {
  api: ResourceServer;
  client: Client;
  /** `sub` of the token. */
  subject: string;
  /** Auth0's name of the grant, which its own token profile carries as `gty`; absent in flows with a user. */
  grantName?: string;
  scope: readonly string[];
  /** What role-based access control gives, whatever was asked for: the `permissions` claim. */
  permissions: readonly string[];
  organization?: string | undefined;
  lifetimeSeconds: number;
}

export async function issueAccessToken(context: TenantContext, request: AccessTokenRequest): Promise<string> {
  const { api, scope, organization, lifetimeSeconds } = request;
  refuseUnprovable(api);
  const issuedAt = context.clock.nowSeconds();
  const claims: JsonObject = {
    iss: context.names.issuer,
    sub: request.subject,
    aud: audienceClaim(context, request),
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    ...(scope.length === 0 ? {} : { scope: scope.join(" ") }),
    ...(organization === undefined ? {} : { org_id: organization }),
    ...profileClaims(context, request),
    ...permissionsClaim(request),
  };
  const signed = await signJwt(context, claims, {
    algorithm: String(api.signing_alg),
    secret: typeof api.signing_secret === "string" ? api.signing_secret : undefined,
    // RFC 9068, section 2.1
    typ: followsRfc9068(api) ? "at+jwt" : "JWT",
  });
  context.issued.add(api.id, issuedAt + lifetimeSeconds);
  return encrypt(signed, api);
}

/**
 * A token that was asked for with `openid` is also good at the user-profile endpoint. Documented for RS256 only: that
 * endpoint must be able to verify it with the tenant's published key.
 */
function audienceClaim({ names }: TenantContext, { api, scope }: AccessTokenRequest): string | string[] {
  const withProfile = scope.includes("openid") && api.signing_alg === "RS256";
  return withProfile ? [api.identifier, names.userinfoAudience] : api.identifier;
}

const followsRfc9068 = (api: ResourceServer): boolean =>
  String(api.token_dialect).startsWith("rfc9068_profile");

/** Auth0's own profile names the client `azp` and the grant `gty`; RFC 9068, section 2.2, `client_id` and `jti`. */
function profileClaims(context: TenantContext, { api, client, grantName }: AccessTokenRequest): JsonObject {
  if (followsRfc9068(api)) return { client_id: client.client_id, jti: context.random.alphanumeric(22) };
  return { ...(grantName === undefined ? {} : { gty: grantName }), azp: client.client_id };
}

function permissionsClaim({ api, permissions }: AccessTokenRequest): JsonObject {
  const wanted = api.enforce_policies === true && String(api.token_dialect).endsWith("_authz");
  return wanted ? { permissions: [...permissions] } : {};
}

/** Nested JWE (RFC 7519, appendix A.2) for an API with a key of its own. */
async function encrypt(token: string, api: ResourceServer): Promise<string> {
  const key = asObject(asObject(api.token_encryption)?.encryption_key);
  if (key === undefined) return token;
  const { alg, kid, pem } = key;
  const header = {
    alg: String(alg),
    enc: "A256GCM",
    cty: "JWT",
    ...(typeof kid === "string" ? { kid } : {}),
  };
  return new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader(header)
    .encrypt(createPublicKey(String(pem)));
}

/** This tenant binds no tokens to keys yet, so it issues none that would have to be bound. */
function refuseUnprovable(api: ResourceServer): void {
  const proof = asObject(api.proof_of_possession);
  if (proof?.required !== true || proof.required_for === "public_clients") return;
  throw invalidRequest(`The API requires proof of possession (${String(proof.mechanism)}).`);
}
