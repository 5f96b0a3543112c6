/** RSA public keys in PEM, as `tokenEncryption` takes them. */
import { createHash, createPublicKey, type KeyObject } from "node:crypto";

/** The RSA public key in a PEM text, or undefined where there is none (or a private key, which must not be sent). */
export function rsaPublicKey(pem: string): KeyObject | undefined {
  // createPublicKey would happily derive the public half of a private key.
  if (/PRIVATE KEY/.test(pem)) return undefined;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "rsa" ? key : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 7638 thumbprint (SHA-256, base64url) of the RSA key in a PEM public key or certificate. */
export function publicKeyThumbprint(pem: string): string | undefined {
  const jwk = rsaPublicKey(pem)?.export({ format: "jwk" });
  if (jwk?.e === undefined || jwk.n === undefined) return undefined;
  // RFC 7638, section 3.2: exactly the required members, in lexicographic order, without white space.
  const canonical = JSON.stringify({ e: jwk.e, kty: "RSA", n: jwk.n });
  return createHash("sha256").update(canonical).digest("base64url");
}
