/** Access tokens of an API: what its settings say at the moment of issue is what the token says for good. */

import { createPublicKey } from "node:crypto";
import { CompactEncrypt, SignJWT } from "jose";
import type { JsonObject } from "../../provider/model/values";
import type { TenantContext } from "../context";
import { asObject } from "../json";
import { RSA_ALGORITHMS, type RsaAlgorithm } from "../keys";
import type { Client, ResourceServer } from "../store/records";
import { invalidRequest } from "./errors";

export interface TokenRequest {
  api: ResourceServer;
  client: Client;
  /** `sub` of the token. */
  subject: string;
  /** Auth0's name of the grant, which its own token profile carries as `gty`. */
  grantName: string;
  scope: readonly string[];
  lifetimeSeconds: number;
}

export async function issueAccessToken(context: TenantContext, request: TokenRequest): Promise<string> {
  refuseUnprovable(request.api);
  const issuedAt = context.clock.nowSeconds();
  const signed = await sign(context, request.api, {
    iss: context.names.issuer,
    sub: request.subject,
    aud: request.api.identifier,
    iat: issuedAt,
    exp: issuedAt + request.lifetimeSeconds,
    ...(request.scope.length === 0 ? {} : { scope: request.scope.join(" ") }),
    ...profileClaims(context, request),
    ...permissions(request),
  });
  return encrypt(signed, request.api);
}

const followsRfc9068 = (api: ResourceServer): boolean =>
  String(api.token_dialect).startsWith("rfc9068_profile");

/** Auth0's own profile names the client `azp` and the grant `gty`; RFC 9068, section 2.2, `client_id` and `jti`. */
function profileClaims(context: TenantContext, { api, client, grantName }: TokenRequest): JsonObject {
  if (followsRfc9068(api)) return { client_id: client.client_id, jti: context.random.alphanumeric(22) };
  return { gty: grantName, azp: client.client_id };
}

function permissions({ api, scope }: TokenRequest): JsonObject {
  const wanted = api.enforce_policies === true && String(api.token_dialect).endsWith("_authz");
  return wanted ? { permissions: [...scope] } : {};
}

async function sign(context: TenantContext, api: ResourceServer, claims: JsonObject): Promise<string> {
  const algorithm = String(api.signing_alg);
  // RFC 9068, section 2.1
  const typ = followsRfc9068(api) ? "at+jwt" : "JWT";
  if (algorithm === "HS256") {
    const secret = new TextEncoder().encode(String(api.signing_secret));
    return new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ }).sign(secret);
  }
  if (!isRsa(algorithm)) throw new Error(`No key signs with ${algorithm}.`);
  const header = { alg: algorithm, typ, kid: context.keys.kid };
  return new SignJWT(claims).setProtectedHeader(header).sign(await context.keys.signingKey(algorithm));
}

function isRsa(algorithm: string): algorithm is RsaAlgorithm {
  return (RSA_ALGORITHMS as readonly string[]).includes(algorithm);
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
