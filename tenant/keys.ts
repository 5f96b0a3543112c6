/** The tenant's RSA signing key. It is stored, so that a restart does not invalidate every token. */
import { createHash } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import type { Store } from "./store/store";

/** Algorithms of issued tokens that use the RSA key; HS256 uses the API's own secret. */
export const RSA_ALGORITHMS = ["RS256", "RS512", "PS256"] as const;
export type RsaAlgorithm = (typeof RSA_ALGORITHMS)[number];

export interface SigningKeys {
  readonly kid: string;
  /** What `/.well-known/jwks.json` shows. Without `alg`, because one key signs with three algorithms. */
  readonly publicJwk: JWK;
  signingKey(algorithm: RsaAlgorithm): Promise<CryptoKey | Uint8Array>;
  verificationKey(algorithm: RsaAlgorithm): Promise<CryptoKey | Uint8Array>;
}

/** The stored key, or a new one on first use (50 to 300 ms). */
export async function loadSigningKeys(store: Store): Promise<SigningKeys> {
  const stored = storedSigningKeys(store);
  if (stored) return stored;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true, modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = createHash("sha256").update(String(jwk.n)).digest("base64url").slice(0, 21);
  // Another process on the same file may have been quicker: then both sign with its key.
  return store.transaction(() => {
    const earlier = storedSigningKeys(store);
    if (earlier) return earlier;
    store.addKey(kid, JSON.stringify(jwk));
    return fromJwk(kid, jwk);
  });
}

export function storedSigningKeys(store: Store): SigningKeys | undefined {
  const [stored] = store.keys();
  return stored && fromJwk(stored.kid, JSON.parse(stored.document) as JWK);
}

function fromJwk(kid: string, privateJwk: JWK): SigningKeys {
  const { kty = "RSA", n = "", e = "" } = privateJwk;
  const publicJwk: JWK = { kty, use: "sig", n, e, kid };
  return {
    kid,
    publicJwk,
    signingKey: (algorithm) => importJWK(privateJwk, algorithm),
    verificationKey: (algorithm) => importJWK(publicJwk, algorithm),
  };
}
