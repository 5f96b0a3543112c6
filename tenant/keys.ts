/** The tenant's RSA signing key: made on first use, and stored, so that a restart does not invalidate every token. */
import { createHash } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import type { Store } from "./store/store";

/** Algorithms of issued tokens that use the RSA key; HS256 uses the API's own secret. */
export const RSA_ALGORITHMS = ["RS256", "RS512", "PS256"] as const;
export type RsaAlgorithm = (typeof RSA_ALGORITHMS)[number];

/** Whatever is asked for first waits for the key to be made (50 to 300 ms); starting a tenant does not. */
export interface SigningKeys {
  kid(): Promise<string>;
  /** What `/.well-known/jwks.json` shows. Without `alg`, because one key signs with three algorithms. */
  publicJwk(): Promise<JWK>;
  signingKey(algorithm: RsaAlgorithm): Promise<ImportedKey>;
  verificationKey(algorithm: RsaAlgorithm): Promise<ImportedKey>;
}

type ImportedKey = CryptoKey | Uint8Array;

interface KeyPair {
  readonly kid: string;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** The stored key, or a new one on first use. Uses at the same time share one key, also those of two processes on one file. */
export function createSigningKeys(store: Store): SigningKeys {
  const pair = once(() => loadKeyPair(store));
  const signing = perAlgorithm(async (algorithm) => importJWK((await pair()).privateJwk, algorithm));
  const verification = perAlgorithm(async (algorithm) => importJWK((await pair()).publicJwk, algorithm));
  return {
    kid: async () => (await pair()).kid,
    publicJwk: async () => (await pair()).publicJwk,
    signingKey: signing,
    verificationKey: verification,
  };
}

async function loadKeyPair(store: Store): Promise<KeyPair> {
  const [stored] = store.keys();
  if (stored) return fromDocument(stored.document, stored.kid);
  const { privateKey } = await generateKeyPair("RS256", { extractable: true, modulusLength: 2048 });
  const jwk = await exportJWK(privateKey);
  const kid = createHash("sha256").update(String(jwk.n)).digest("base64url").slice(0, 21);
  const kept = store.keepKey(kid, JSON.stringify(jwk));
  return fromDocument(kept.document, kept.kid);
}

function fromDocument(document: string, kid: string): KeyPair {
  const privateJwk = JSON.parse(document) as JWK;
  const { kty = "RSA", n = "", e = "" } = privateJwk;
  return { kid, privateJwk, publicJwk: { kty, use: "sig", n, e, kid } };
}

/** Importing a key takes about as long as signing with it, so each algorithm's is imported once. */
function perAlgorithm(importKey: (algorithm: RsaAlgorithm) => Promise<ImportedKey>): typeof importKey {
  const imports = new Map(
    RSA_ALGORITHMS.map((algorithm) => [algorithm, once(() => importKey(algorithm))] as const),
  );
  return (algorithm) => imports.get(algorithm)?.() ?? importKey(algorithm);
}

/** What `make` gives, made when it is first asked for. A failure is not kept: the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
