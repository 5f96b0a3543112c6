/** Signing of JWTs: with the tenant's RSA key, or with the secret of the API or client that is to verify them. */
import { SignJWT } from "jose";
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { RSA_ALGORITHMS, type RsaAlgorithm } from "../../keys";

export interface Signature {
  algorithm: string;
  /** For HS256. */
  secret: string | undefined;
  typ: string;
}

export async function signJwt(
  context: TenantContext,
  claims: JsonObject,
  { algorithm, secret, typ }: Signature,
): Promise<string> {
  const jwt = new SignJWT(claims);
  if (algorithm === "HS256") {
    if (secret === undefined) throw new Error("HS256 needs a secret.");
    return jwt.setProtectedHeader({ alg: algorithm, typ }).sign(new TextEncoder().encode(secret));
  }
  if (!isRsa(algorithm)) throw new Error(`No key signs with ${algorithm}.`);
  return jwt
    .setProtectedHeader({ alg: algorithm, typ, kid: await context.keys.kid() })
    .sign(await context.keys.signingKey(algorithm));
}

function isRsa(algorithm: string): algorithm is RsaAlgorithm {
  return (RSA_ALGORITHMS as readonly string[]).includes(algorithm);
}
